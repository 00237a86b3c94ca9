import type { Activation } from '../model/activation.ts';
import { distributionMean, distributionVariance } from '../model/distribution.ts';
import { allLayers, type Layer, type Weight } from '../model/graph.ts';
import { sizes } from '../model/shape.ts';
import { moments } from '../theory/moments.ts';
import { factorBetween } from './figure.ts';
import { judgeScale } from './judged-scale.ts';
import { activationOf, type Place, properInitializer } from './proper-initializer.ts';
import { isRefusedName } from './recommendation.ts';
import { isScaled } from './scale-matters.ts';
import { constantValue } from './symmetry.ts';
import { SAME_VARIANCE } from './thresholds.ts';

/** How a signal gets through one layer's kernels and the nonlinearity behind them. */
export interface Passage {
  readonly layer: Layer;
  /** The last of the layer's kernels. */
  readonly weight: Weight;
  readonly activation: Activation;
  /** fan_in E[w^2], multiplied over the layer's kernels. */
  readonly scale: number;
}

/**
 * A layer's passage once what its initialisers do wrong is mended: what remains is the fault of its activation. Null for
 * layers without such kernels, frozen ones, and those about which something is not known.
 */
export function passageOf(model: Pick<Place, 'graph' | 'dialect' | 'settings'>, layer: Layer): Passage | null {
  const places = allLayers({ layers: [layer] }).flatMap((part) =>
    part.weights.flatMap((weight) => (isScaled(part, weight) ? [{ ...model, layer: part, weight }] : [])),
  );
  const last = places.at(-1);
  if (last === undefined || places.some((place) => !place.layer.trainable)) return null;
  let scale = 1;
  for (const place of places) {
    const own = mendedScale(place);
    if (own === null) return null;
    scale *= own;
  }
  return { layer, weight: last.weight, activation: activationOf(last), scale };
}

function mendedScale(place: Place): number | null {
  const { layer, weight } = place;
  const { sampled } = weight.initializer;
  if (sampled.family === 'unknown' && !isRefusedName(layer, weight)) return null;
  const judged = judgeScale(place);
  const isFaulty = judged !== null && factorBetween(judged.ratio, 1) > SAME_VARIANCE;
  const isWithout = sampled.family === 'unknown' || constantValue(sampled) !== null;
  const square = isFaulty || isWithout ? (properInitializer(place)?.variance ?? null) : meanSquare(weight);
  return square === null ? null : weight.trueFans.in * square;
}

function meanSquare({ initializer: { sampled }, shape }: Weight): number | null {
  const [mean, variance] = [distributionMean(sampled, sizes(shape)), distributionVariance(sampled, sizes(shape))];
  return mean === null || variance === null ? null : mean ** 2 + variance;
}

export interface Passed {
  /** E[a^2] behind the activation. */
  readonly secondMoment: number;
  /** chi = fan_in E[w^2] E[f'^2]: the factor on the gradient's second moment (Schoenholz et al. 2017, arXiv 1611.01232). */
  readonly chi: number;
}

/** What becomes of a signal of this second moment; null for softmax kinds and unreadable activations. */
export function pass({ activation, scale }: Passage, secondMoment: number): Passed | null {
  const found = moments(activation, 0, scale * secondMoment);
  return found === null ? null : { secondMoment: found.secondMoment, chi: scale * found.slopeSecondMoment };
}
