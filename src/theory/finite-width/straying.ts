import type { Activation } from '../../model/activation.ts';
import { hasClosedMoments } from '../moments.ts';
import { addSpreads, type Signal, type Spread, variance } from '../signal.ts';
import { curveOf } from './curve.ts';
import { type Passage, passageOf } from './passage.ts';
import { type SizeShape, sizeLaw } from './size-law.ts';

/** What a nonlinearity makes of a variance that strays over draws of finitely wide layers. */
export interface Straying {
  /** E[q] over q at the mean variance. */
  readonly value: number;
  /** Of ln q: what is handed on, and what averaging over finitely many units adds. */
  readonly spread: Spread;
  readonly sizes: SizeShape;
  /** Null where the law cannot be followed: gradients then do not know of it. */
  passage(): Passage | null;
}

/**
 * After 20 gelu layers of 256 units with He's scale the mean is 20 times what infinite width gives, and half of the
 * draws lie below a fifth of it: how a nonlinearity that does not scale changes the law has to be followed.
 * @param input of mean 0.
 * @param sampling what averaging over the units adds to the variance of ln q, at the mean variance.
 */
export function straying(activation: Activation, input: Signal, sampling: Spread): Straying {
  const follow = () => followed(activation, input, sampling);
  const plain: Straying = { value: 1, spread: addSpreads(input.spread, sampling), sizes: null, passage: follow };
  if (scales(activation) && input.sizes === null) return plain;
  const passage = follow();
  if (passage === null) return plain;
  const { leaving, size, deviation, sampled } = passage;
  const handedOn = input.spread.own > 0 ? (deviation ** 2 - sampled) / input.spread.own : 1;
  const atMean = curveOf(activation)?.(Math.log(variance(input))).q ?? size;
  return {
    value: Math.exp(size - atMean),
    spread: { own: deviation ** 2, shared: handedOn * input.spread.shared + sampling.shared },
    sizes: leaving,
    passage: () => passage,
  };
}

/** Whether E[f(x)^2] goes with the variance: it then strays as that does, and no gradient knows of it. */
export function scales(activation: Activation): boolean {
  return hasClosedMoments(activation) && activation.name !== 'exponential';
}

function followed(activation: Activation, input: Signal, sampling: Spread): Passage | null {
  const curve = curveOf(activation);
  const total = variance(input);
  if (curve === null || !(total > 0) || !(sampling.own > 0)) return null;
  const passage = passageOf(curve, sizeLaw(input), Math.log(total), sampling.own);
  return Number.isFinite(passage.size + passage.deviation) && passage.deviation > 0 ? passage : null;
}
