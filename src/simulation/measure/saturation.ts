import type { Activation } from '../../model/activation.ts';
import { type ScalarFunction, scalarFunction } from '../../model/activation-function.ts';
import type { Tensor } from '../operator.ts';

/** An activation that saturates where its argument is beyond +-bound. */
export interface Saturation {
  readonly argument: Tensor;
  readonly bound: number;
}

/** @param argument of the activation; null without one. */
export function saturationOf(own: Activation | null, argument: Tensor | null): Saturation | null {
  const f = own === null ? null : scalarFunction(own);
  if (f === null || argument === null || f.saturationSlope === null) return null;
  return { argument, bound: saturationBound(f, f.saturationSlope) };
}

/** Slopes of sigmoid-shaped functions fall on both sides of 0 alike: bisection finds where they reach `slope`. */
function saturationBound({ derivative }: ScalarFunction, slope: number): number {
  let [below, above] = [0, 128];
  for (let i = 0; i < 60; i++) {
    const middle = (below + above) / 2;
    if (derivative(middle) < slope) above = middle;
    else below = middle;
  }
  return above;
}
