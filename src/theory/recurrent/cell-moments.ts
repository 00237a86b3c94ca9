import type { Activation } from '../../model/activation.ts';
import { scalarFunction } from '../../model/activation-function.ts';
import { moments } from '../moments.ts';
import { pairMoment } from '../pair-moments.ts';
import type { WeightMoments } from '../weighted-sum.ts';

/** What a gate's sum x W + h U + b is made of; it is taken as Gaussian. */
export interface Sums {
  /** Variance of x W: features * Var(W) * E[x^2], of what the masks leave of x. */
  readonly entering: number;
  /** Covariance of x W at two steps that are far from one another, and at neighbouring ones; its difference fades. */
  readonly enteringFar: number;
  readonly enteringNext: number;
  readonly fade: number;
  /** units * Var(U) * E[m^2]: the factor on E[h^2], and on the way back on the gates' gradients; m the state's mask. */
  readonly recurrent: number;
  /** The same with E[m m'] of two steps. */
  readonly recurrentPair: number;
  readonly bias: WeightMoments;
}

/** Moments of a unit's state after a step, on average over the units. */
export interface StateMoments extends KindMoments {
  /** Of an LSTM's memory; 0 for other cells. */
  readonly memoryMean: number;
  readonly memory: number;
  /** Of each kind of unit, where a cell's units differ in the long run; else null. */
  readonly kinds: readonly KindMoments[] | null;
}

export interface KindMoments {
  /** E[h]. */
  readonly mean: number;
  /** E[h^2]. */
  readonly secondMoment: number;
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
  kinds: null,
};

/** Second moments of gradients, a unit and step, on average over the units. */
export interface StateGradient extends KindGradient {
  readonly memory: number;
  /** Of each kind of unit, as of a state. */
  readonly kinds: readonly KindGradient[] | null;
}

export interface KindGradient {
  readonly state: number;
  /** E[carried arriving]: what comes from the steps after with what the layers above send to this one. */
  readonly coherence: number;
  /** The part of it that comes of neighbouring steps being more alike than others. */
  readonly fading: number;
  /** The part of `state` that has one sign at neighbouring steps. */
  readonly steady: number;
}

export const NO_GRADIENT: StateGradient = { state: 0, memory: 0, coherence: 0, fading: 0, steady: 0, kinds: null };

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
export function recurring(sums: Sums, before: Pick<KindMoments, 'nextPair' | 'farPair' | 'pairFade'>): Sums {
  const { recurrentPair, enteringNext, enteringFar, fade } = sums;
  const [entering, returning] = [enteringNext - enteringFar, recurrentPair * (before.nextPair - before.farPair)];
  const both = entering + returning;
  return {
    ...sums,
    enteringNext: enteringNext + recurrentPair * before.nextPair,
    enteringFar: enteringFar + recurrentPair * before.farPair,
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

/** E[carried arriving] a step earlier: what is kept of it, and of what arrives here through a slope. */
export function carriedOn(
  { coherence, fading }: KindGradient,
  { far, excess, fade }: Arriving,
  kept: number,
  slope: number,
): Pick<KindGradient, 'coherence' | 'fading'> {
  const near = kept * (fade * fading + slope * excess);
  return { coherence: kept * (coherence - fading + slope * far) + near, fading: near };
}

/** A pair's share of the same element's second moment. */
export function ratio(pair: number, same: number): number {
  return same > 0 ? Math.min(1, Math.max(0, pair / same)) : 0;
}
