import type { Activation } from '../model/activation.ts';
import { type ScalarFunction, scalarFunction } from '../model/activation-function.ts';
import { exponentialMoments, leakyMoments, linearMoments } from './closed-moments.ts';
import { expectation, FINE, gaussianNodes } from './quadrature.ts';

/** Of y = f(x), x ~ N(mean, variance). */
export interface Moments {
  /** m = E[f(x)]. */
  readonly mean: number;
  /** q = E[f(x)^2]. */
  readonly secondMoment: number;
  /** E[f(x)^4]: how far one draw of a finite layer strays from q. */
  readonly fourthMoment: number;
  /** E[f'(x)]. */
  readonly slopeMean: number;
  /** d = E[f'(x)^2]: the factor on a gradient's second moment. */
  readonly slopeSecondMoment: number;
  /** E[f'(x)^4]. */
  readonly slopeFourthMoment: number;
}

/** Keeps squares finite: a net that overflows is reported as huge, not as undefined. */
const LARGEST_DEVIATION = 1e70;

/**
 * Moments of an elementwise activation under a Gaussian pre-activation: closed forms where there are any, else
 * quadrature split at the kinks.
 * @returns null for softmax kinds and unreadable activations.
 */
export function moments(activation: Activation, mean: number, variance: number): Moments | null {
  const f = scalarFunction(activation);
  if (f === null) return null;
  const deviation = Math.min(LARGEST_DEVIATION, Math.sqrt(Math.max(0, variance)));
  if (deviation === 0) return pointMoments(f, mean);
  return hasClosedMoments(activation)
    ? closedMoments(activation, mean, deviation)
    : integratedMoments(f, mean, deviation);
}

type ClosedActivation = Activation & { readonly name: 'linear' | 'relu' | 'leakyRelu' | 'prelu' | 'exponential' };

export function hasClosedMoments(activation: Activation): activation is ClosedActivation {
  const { name } = activation;
  return name === 'linear' || name === 'relu' || name === 'leakyRelu' || name === 'prelu' || name === 'exponential';
}

/** @param deviation above 0. */
export function closedMoments(activation: ClosedActivation, mean: number, deviation: number): Moments {
  switch (activation.name) {
    case 'linear':
      return linearMoments(mean, deviation);
    case 'relu':
      return leakyMoments(0, mean, deviation);
    case 'leakyRelu':
    case 'prelu':
      return leakyMoments(activation.slope, mean, deviation);
    case 'exponential':
      return exponentialMoments(mean, deviation);
  }
}

function pointMoments(f: ScalarFunction, x: number): Moments {
  const y = f.value(x);
  const slope = f.derivative(x);
  return {
    mean: y,
    secondMoment: y ** 2,
    fourthMoment: y ** 4,
    slopeMean: slope,
    slopeSecondMoment: slope ** 2,
    slopeFourthMoment: slope ** 4,
  };
}

/** By quadrature; exported so that tests can hold the closed forms against it. */
export function integratedMoments(f: ScalarFunction, mean: number, deviation: number): Moments {
  const nodes = gaussianNodes(mean, deviation, f.kinks, FINE);
  return {
    mean: expectation(nodes, f.value),
    secondMoment: expectation(nodes, (x) => f.value(x) ** 2),
    fourthMoment: expectation(nodes, (x) => f.value(x) ** 4),
    slopeMean: expectation(nodes, f.derivative),
    slopeSecondMoment: expectation(nodes, (x) => f.derivative(x) ** 2),
    slopeFourthMoment: expectation(nodes, (x) => f.derivative(x) ** 4),
  };
}
