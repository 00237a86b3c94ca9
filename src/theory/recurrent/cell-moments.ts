import type { Activation } from '../../model/activation.ts';
import { scalarFunction } from '../../model/activation-function.ts';
import { moments } from '../moments.ts';
import { pairMoment } from '../pair-moments.ts';
import type { WeightMoments } from '../weighted-sum.ts';

/** What a gate's sum x W + h U + b is made of; it is taken as Gaussian. */
export interface Sums {
  /** Variance of x W: features * Var(W) * E[x^2]. */
  readonly entering: number;
  /** Covariance of x W at two steps that are far from one another, and at neighbouring ones; its difference fades. */
  readonly enteringFar: number;
  readonly enteringNext: number;
  readonly fade: number;
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
  /** E[s c], s what the cell adds to (memory or state) and c the next step's candidate. */
  readonly coherence: number;
  /** The part of it that comes of neighbouring steps being more alike than others. */
  readonly fading: number;
  /** E[h h'] with the next step's state, and with one far from it. */
  readonly nextPair: number;
  readonly farPair: number;
  /** What is left of their difference at one step farther than the next. */
  readonly pairFade: number;
}

export const NO_STATE: StateMoments = {
  mean: 0,
  secondMoment: 0,
  memoryMean: 0,
  memory: 0,
  coherence: 0,
  fading: 0,
  nextPair: 0,
  farPair: 0,
  pairFade: 0,
};

/** Second moments of gradients, a unit and step. */
export interface StateGradient {
  readonly state: number;
  readonly memory: number;
  /** E[carried arriving]: what comes from the steps after with what the layers above send to this one. */
  readonly coherence: number;
  /** The part of it that comes of neighbouring steps being more alike than others. */
  readonly fading: number;
  /** The part of `state` that has one sign at neighbouring steps. */
  readonly steady: number;
}

export const NO_GRADIENT: StateGradient = { state: 0, memory: 0, coherence: 0, fading: 0, steady: 0 };

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
  /** E[g g'] of steps far from one another, how much more it is of neighbouring ones, and what a step farther leaves of that. */
  readonly far: number;
  readonly excess: number;
  readonly fade: number;
}

/** One step's way forward, with its way back. */
export interface CellStep {
  readonly after: StateMoments;
  /** Correlation that a state keeps with the one before it, what enters apart. */
  readonly persistence: number;
  /** What a step leaves of what was there before. */
  readonly retention: number;
  /**
   * @param gradient with respect to the state after, without what arrives from above.
   * @param arriving E[g^2] of that, and E[g g'] of two steps.
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

/** E[c c'] of the candidate at steps far from one another, and how much more it is at neighbouring ones. */
export function candidatePairs(
  activation: Activation,
  { enteringFar, enteringNext, bias }: Sums,
  variance: number,
  mean: number,
): { far: number; excess: number } {
  const at = (covariance: number) => (covariance > 0 ? pairOf(activation, bias.mean, variance, covariance) : mean ** 2);
  const far = at(enteringFar);
  return { far, excess: enteringNext > enteringFar ? at(enteringNext) - far : 0 };
}

/** The sums with what recurs in them, which is as alike at two steps as the states are. */
export function recurring(sums: Sums, before: StateMoments): Sums {
  const { recurrent, enteringNext, enteringFar, fade } = sums;
  const [entering, returning] = [enteringNext - enteringFar, recurrent * (before.nextPair - before.farPair)];
  const both = entering + returning;
  return {
    ...sums,
    enteringNext: enteringNext + recurrent * before.nextPair,
    enteringFar: enteringFar + recurrent * before.farPair,
    fade: both > 0 ? (entering * fade + returning * before.pairFade) / both : fade,
  };
}

/** What is left of E[s s'] at two steps' distance of what it is at one, `far` apart. */
export function fadeOf(next: number, afterNext: number, far: number): number {
  return next > far ? Math.min(1, Math.max(0, (afterNext - far) / (next - far))) : 0;
}

/** E[f(z) f(z')] at two steps. */
export function pairOf(activation: Activation, mean: number, variance: number, covariance: number): number {
  const f = scalarFunction(activation);
  if (f === null) return mean ** 2 + covariance;
  return pairMoment({ value: f.value, kinks: f.kinks }, mean, variance, Math.min(variance, covariance));
}
