import type { Activation } from '../../model/activation.ts';
import { scalarFunction } from '../../model/activation-function.ts';
import { moments } from '../moments.ts';
import { pairMoment } from '../pair-moments.ts';
import type { WeightMoments } from '../weighted-sum.ts';

/** What a gate's sum x W + h U + b is made of; it is taken as Gaussian. */
export interface Sums {
  /** Variance of x W: features * Var(W) * E[x^2]. */
  readonly entering: number;
  /** Covariance of x W at two steps. */
  readonly enteringPair: number;
  /** units * Var(U): the factor on E[h^2], and on the way back on the gates' gradients. */
  readonly recurrent: number;
  readonly bias: WeightMoments;
}

/** Moments of a unit's state after a step. */
export interface StateMoments {
  /** E[h]. */
  readonly mean: number;
  /** E[h^2]. */
  readonly secondMoment: number;
  /** The same of an LSTM's memory; 0 for other cells. */
  readonly memoryMean: number;
  readonly memory: number;
  /** E[s c], s what the cell adds to (memory or state) and c the step's candidate. */
  readonly coherence: number;
}

export const NO_STATE: StateMoments = { mean: 0, secondMoment: 0, memoryMean: 0, memory: 0, coherence: 0 };

/** Second moments of gradients, a unit and step. */
export interface StateGradient {
  readonly state: number;
  readonly memory: number;
  /** E[carried arriving]: what comes from the steps after with what the layers above send to this one. */
  readonly coherence: number;
}

export const NO_GRADIENT: StateGradient = { state: 0, memory: 0, coherence: 0 };

/** What a step sends back. */
export interface SentBack {
  /** To the state before. */
  readonly before: StateGradient;
  /** Of all gates' sums, added up. */
  readonly sums: number;
  /** The part of it that has one sign at neighbouring steps as long as the carried gradient has. */
  readonly steady: number;
  /** Factor on the covariance of what arrives at two steps, to that of their sums. */
  readonly direct: number;
}

/** What the layers above send to a step. */
export interface Arriving {
  readonly own: number;
  readonly pair: number;
}

/** One step's way forward, with its way back. */
export interface CellStep {
  readonly after: StateMoments;
  /** Correlation that a state keeps with the one before it. */
  readonly persistence: number;
  /**
   * @param gradient with respect to the state after, without what arrives from above.
   * @param arriving E[g^2] of that; `pair`: E[g g'] of two steps.
   */
  backward(gradient: StateGradient, arriving: Arriving): SentBack;
}

export type CellMoments = (before: StateMoments, sums: Sums) => CellStep;

export interface GateMoments {
  readonly mean: number;
  readonly secondMoment: number;
  readonly slopeMean: number;
  readonly slopeSecondMoment: number;
}

/** Of f(z), z ~ N(mean, variance); what is not elementwise or cannot be read counts as linear. */
export function gateMoments(activation: Activation, mean: number, variance: number): GateMoments {
  return (
    moments(activation, mean, variance) ?? {
      mean,
      secondMoment: mean ** 2 + variance,
      slopeMean: 1,
      slopeSecondMoment: 1,
    }
  );
}

/** E[f(z) f(z')] at two steps. */
export function pairOf(activation: Activation, mean: number, variance: number, covariance: number): number {
  const f = scalarFunction(activation);
  if (f === null) return mean ** 2 + covariance;
  return pairMoment({ value: f.value, kinks: f.kinks }, mean, variance, Math.min(variance, covariance));
}
