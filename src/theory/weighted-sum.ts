import { together } from './finite-width/response.ts';
import { sizeLaw } from './finite-width/size-law.ts';
import { towardsInput } from './finite-width/towards-input.ts';
import type { ProfileMap } from './profile.ts';
import {
  addSpreads,
  averageSpread,
  type Gradient,
  mapPairs,
  NO_SPREAD,
  type Pairs,
  type Signal,
  type Spread,
} from './signal.ts';
import type { Step } from './step.ts';

/** Mean and variance over a weight's elements, taken as independent. */
export interface WeightMoments {
  readonly mean: number;
  readonly variance: number;
}

/** Who meets whom in a linear layer; counts are averages over positions, padding left out. */
export interface Connections {
  /** Positions summed in one output. */
  readonly taps: number;
  /** Units summed at each of them. */
  readonly channels: number;
  /** Output positions that one input feeds, and units at each. */
  readonly reach: number;
  readonly filters: number;
  /** Output positions and units. */
  readonly positions: number;
  readonly units: number;
  /** Pairs (input, output) that one weight multiplies, an example. */
  readonly uses: number;
  /**
   * Of one position's weights the share that another one has too, on average over pairs: a stride gives neighbouring
   * inputs (of a transposed convolution: outputs) weights of their own, edges miss some. 1 where it is not given.
   */
  readonly inputsAlike?: number;
  readonly outputsAlike?: number;
  /** What the window does to differences between positions; null where all positions are alike. */
  readonly profiles?: ProfileMap;
}

/**
 * y = sum_i w_i x_i + b with random weights: second moments add up fan_in times through the weights' variance
 * (He et al. 2015, arXiv 1502.01852, eq. 8) and coherently, as the square of a sum, through their mean.
 */
export function weightedSum(
  input: Signal,
  kernel: WeightMoments,
  bias: WeightMoments,
  connections: Connections,
  batch: number,
): Step {
  const { positions, units, taps, channels, outputsAlike = 1, profiles } = connections;
  const fanIn = taps * channels;
  const coherence = kernel.mean ** 2;
  const mean = bounded(fanIn * kernel.mean * input.mean + bias.mean);
  const sums = summed(input.secondMoment, input.pairs, taps, channels);
  // A bias has one value a unit: other examples and positions see the same, other units another one.
  const shift = 2 * bias.mean * (mean - bias.mean) + bias.mean ** 2;
  const density = profiles?.forward.ratio ?? 1;
  const independent = (term: number) => fanIn * kernel.variance * density * term;
  const output: Signal = {
    positions,
    units,
    mean,
    secondMoment: bounded(independent(input.secondMoment) + coherence * sums.same + shift + bias.variance),
    pairs: mapPairs(
      {
        example: independent(input.pairs.example) + coherence * sums.other + shift + bias.variance,
        elsewhere: independent(outputsAlike * input.pairs.elsewhere) + coherence * sums.other + shift + bias.variance,
        position: independent(outputsAlike * input.pairs.position) + coherence * sums.other + shift + bias.variance,
        unit: coherence * sums.same + shift,
        both: coherence * sums.other + shift,
      },
      bounded,
    ),
    law: null,
    profile: profiles?.forward.profile ?? (positions === input.positions ? input.profile : null),
    persistence: kernel.mean === 0 && taps === 1 ? input.persistence : null,
    spread: averageSpread(addSpreads(input.spread, input.sampling), taps),
    sampling: NO_SPREAD,
    sizes: input.sizes,
  };
  const sampled = { ...output, sampling: gaussianSampling(output) };
  return {
    output: sampled,
    approximations: [],
    backward: (gradient) => [backward(gradient, input, output, kernel, connections)],
    weightGradient: (gradient) =>
      weightGradient(gradient, input, kernel, connections, batch) * together(gradient.response, sizeLaw(output)),
  };
}

/** Keeps a net that overflows within what can be squared: huge, not undefined. */
function bounded(moment: number): number {
  return Math.max(-LARGEST_MOMENT, Math.min(LARGEST_MOMENT, moment));
}

const LARGEST_MOMENT = 1e140;

/** E[(sum x)^2] over taps x channels elements, and E[(sum x)(sum x')] of another example or position. */
function summed(same: number, pairs: Pairs, taps: number, channels: number) {
  const n = taps * channels;
  return {
    same:
      n * same +
      n * (channels - 1) * pairs.unit +
      channels * taps * (taps - 1) * pairs.position +
      n * (channels - 1) * (taps - 1) * pairs.both,
    other: n * pairs.example + n * (n - 1) * pairs.both,
  };
}

/**
 * Relative variance of the mean of n squared Gaussians, 2 / n if they are independent, and covariance of it between
 * two examples: Cov(z^2, z'^2) = 2 c^2 + 4 mean^2 c for a covariance c.
 */
function gaussianSampling(output: Signal): Spread {
  const { units: n, mean, secondMoment, pairs } = output;
  if (secondMoment <= 0) return NO_SPREAD;
  const covary = (pair: number) => {
    const covariance = Math.max(0, pair - mean ** 2);
    return (2 * covariance ** 2 + 4 * mean ** 2 * covariance) / secondMoment ** 2;
  };
  return {
    own: Math.log1p(covary(secondMoment) / n + (1 - 1 / n) * covary(pairs.unit)),
    shared: Math.log1p(covary(pairs.example) / n + (1 - 1 / n) * covary(pairs.both)),
  };
}

function backward(
  gradient: Gradient,
  input: Signal,
  output: Signal,
  kernel: WeightMoments,
  connections: Connections,
): Gradient {
  const { reach, filters, inputsAlike = 1, profiles } = connections;
  const sentBack = profiles?.backward(gradient.profile) ?? null;
  const fanOut = reach * filters * (sentBack?.ratio ?? 1);
  const { position, unit } = gradient;
  const isFollowed = reach === 1 && kernel.mean === 0;
  const { response, factor } = towardsInput(gradient.response, input, output, isFollowed);
  const secondMoment = gradient.secondMoment * factor;
  // Exact where gradients are independent or all alike.
  const both = secondMoment > 0 ? (position * unit) / secondMoment : 0;
  const sums = summed(
    secondMoment,
    { example: position, elsewhere: position, position, unit, both },
    Math.max(1, reach),
    filters,
  );
  const scale = Math.min(1, reach);
  const coherent = kernel.mean ** 2;
  return {
    secondMoment: bounded(fanOut * kernel.variance * secondMoment + coherent * scale * sums.same),
    example: bounded(fanOut * kernel.variance * inputsAlike * gradient.example),
    position: bounded(fanOut * kernel.variance * inputsAlike * position + coherent * scale * sums.other),
    unit: bounded(coherent * scale * sums.same),
    reachedSlope: null,
    bend: 0,
    profile: sentBack === null ? gradient.profile : sentBack.profile,
    response,
    persistence: reach === 1 ? gradient.persistence : null,
    overlap: gradient.overlap,
    spread: averageSpread(addSpreads(gradient.spread, gradient.sampling), reach),
    sampling: {
      own: Math.log1p(2 / input.units),
      shared: Math.log1p((2 * gradient.overlap) / input.units),
    },
  };
}

/** dW = sum over batch and uses of x delta, the two taken as independent. */
function weightGradient(
  gradient: Gradient,
  input: Signal,
  kernel: WeightMoments,
  { uses, profiles }: Connections,
  batch: number,
): number {
  const others = Math.max(0, uses - 1);
  // E[x f'(z)] = w Var(x) E[f''] for Gaussians: the same at every position.
  const pulled = gradient.bend * kernel.variance * Math.max(0, input.secondMoment - input.pairs.position) ** 2;
  const { position, example, elsewhere } = input.pairs;
  // What the inputs have in common everywhere multiplies the sum of all gradients, of which batch normalisation leaves
  // nothing: told apart, what remains is not lost in the rounding of that cancellation.
  const common = Math.max(0, Math.min(input.secondMoment, position, example, elsewhere));
  const ofSum = gradient.secondMoment + others * gradient.position + (batch - 1) * (1 + others) * gradient.example;
  const each =
    common * Math.max(0, ofSum) +
    (profiles?.crossed(gradient.profile) ?? 1) * (input.secondMoment - common) * gradient.secondMoment +
    others * ((position - common) * gradient.position + pulled) +
    (batch - 1) * (example - common + others * (elsewhere - common)) * gradient.example;
  // Batch normalisation may cancel all of it.
  return batch * uses * Math.max(0, each);
}
