import type { Activation } from '../model/activation.ts';
import type { InputDistribution } from '../model/statistics.ts';
import type { Response } from './finite-width/response.ts';
import type { SizeShape } from './finite-width/size-law.ts';
import type { Profile } from './profile.ts';

/**
 * Mean-field state of a tensor: every element has the same distribution, over draws of weights and inputs.
 * `positions` are places that share weights (pixels, time steps), `units` the channels or neurons at each.
 */
export interface Signal {
  readonly positions: number;
  readonly units: number;
  /** E[a]. */
  readonly mean: number;
  /** E[a^2]. */
  readonly secondMoment: number;
  readonly pairs: Pairs;
  readonly law: Law | null;
  /** How much more alike neighbouring positions are than others; null where all are equally alike, or it is not known. */
  readonly persistence: Persistence | null;
  /** Null: the same everywhere, or not known. One that does not fit the image is out of date. */
  readonly profile: Profile | null;
  /** Of the variance that the previous layers hand on; behind a nonlinearity of its mean square. */
  readonly spread: Spread;
  /** Added by averaging over this layer's finitely many units. */
  readonly sampling: Spread;
  /** Of the law that `spread.own` is the log-variance of. */
  readonly sizes: SizeShape;
  /** Branches that were joined, unit by unit, in their order. Ones whose average is another are out of date. */
  readonly branches?: readonly Branch[];
}

/** Units of a signal that are unlike others. */
export type Branch = Pick<Signal, 'units' | 'mean' | 'secondMoment' | 'pairs'>;

/** Of time steps that follow one another, as a recurrent layer leaves them: E[a b] over E[a^2], from 0 to 1. */
export interface Persistence {
  /** Of neighbouring steps. */
  readonly next: number;
  /** Of steps far from one another. */
  readonly far: number;
  /** What is left of `next` - `far` at one step farther. */
  readonly fade: number;
}

/** E[a b] of two different elements. */
export interface Pairs {
  /** The same unit and position for another example. */
  readonly example: number;
  /** The same unit for another example at another position. */
  readonly elsewhere: number;
  /** The same unit and example at another position. */
  readonly position: number;
  /** Another unit of the same example and position. */
  readonly unit: number;
  /** Another unit for another example or position. */
  readonly both: number;
}

/** a = f(z), z ~ N(mean, variance): what max pooling must know of its input. */
export interface Law {
  readonly activation: Activation;
  readonly mean: number;
  readonly variance: number;
  /** Of z at two positions. */
  readonly positionCorrelation: number;
  /** Of z for two examples. */
  readonly exampleCorrelation: number;
}

/** Variance of the logarithm of a second moment over draws of the weights (finite width). */
export interface Spread {
  /** For one example and position. */
  readonly own: number;
  /** Covariance between two of them. */
  readonly shared: number;
}

export const NO_SPREAD: Spread = { own: 0, shared: 0 };

export const NO_PAIRS: Pairs = { example: 0, elsewhere: 0, position: 0, unit: 0, both: 0 };

/** Mean-field state of a gradient, of mean zero. `example`, `position` and `unit` are pairs as of a signal. */
export interface Gradient {
  readonly secondMoment: number;
  /** Zero, the loss gradients of two examples being independent, but for batch normalisation. */
  readonly example: number;
  readonly position: number;
  readonly unit: number;
  /**
   * E[f'^2] at the elements that the gradient reaches, where these are not typical ones: max pooling sends it to the
   * largest, whose relu is nearly always open. Null: typical.
   */
  readonly reachedSlope: number | null;
  /**
   * E[f'']^2 of the nonlinearity that the gradient came through, times E[g g'] of two positions behind it: a kernel's
   * inputs pull their own slopes along, with one sign at all positions. 0 where it came through none.
   */
  readonly bend: number;
  /** As of a signal: E[g g'] over E[g^2]. */
  readonly persistence: Persistence | null;
  readonly profile: Profile | null;
  /** Over draws of finitely wide layers, along the law of the signal's `spread` at the same place. */
  readonly response: Response | null;
  /** Mean squared cosine between two examples' gradients, about 1 / number of outputs. */
  readonly overlap: number;
  readonly spread: Spread;
  readonly sampling: Spread;
  /** E[g^2] of each of the signal's branches over that of all. */
  readonly parts?: readonly number[];
}

/** What enters a graph: elements of second moment scale^2, independent unless constant. */
export function inputSignal(input: InputDistribution, positions: number, units: number, scale = 1): Signal {
  const constant = input === 'constant';
  const secondMoment = scale ** 2;
  const all = constant ? secondMoment : 0;
  return {
    positions,
    units,
    mean: constant ? scale : 0,
    secondMoment,
    pairs: { example: all, elsewhere: all, position: all, unit: all, both: all },
    law: null,
    persistence: null,
    profile: null,
    spread: NO_SPREAD,
    sizes: null,
    // Var(x^2) / E[x^2]^2: 2 for a normal, 9/5 - 1 for a uniform distribution.
    sampling: { own: constant ? 0 : Math.log1p((input === 'normal' ? 2 : 0.8) / units), shared: 0 },
  };
}

/** What comes back into the graph's outputs: i.i.d. N(0, 1). */
export function outputGradient(positions: number, units: number): Gradient {
  return {
    secondMoment: 1,
    example: 0,
    position: 0,
    unit: 0,
    reachedSlope: null,
    bend: 0,
    persistence: null,
    profile: null,
    response: null,
    overlap: 1 / (positions * units),
    spread: NO_SPREAD,
    sampling: { own: Math.log1p(2 / units), shared: 0 },
  };
}

export function variance(signal: Signal): number {
  return Math.max(0, signal.secondMoment - signal.mean ** 2);
}

export function addSpreads(a: Spread, b: Spread): Spread {
  return { own: a.own + b.own, shared: a.shared + b.shared };
}

export function scaleSpread(a: Spread, factor: number): Spread {
  return { own: a.own * factor, shared: a.shared * factor };
}

/** Of a mean over `count` places, which have some of their spread in common. */
export function averageSpread({ own, shared }: Spread, count: number): Spread {
  return { own: shared + Math.max(0, own - shared) / Math.max(1, count), shared };
}

/** Of each of `count` places whose mean has this spread: the other way round. */
export function splitSpread({ own, shared }: Spread, count: number): Spread {
  return { own: shared + Math.max(0, own - shared) * count, shared };
}

/** Of places that all are like one of their example's, of which a batch averages. */
export function copiedSpread({ own, shared }: Spread, batch: number): Spread {
  return { own, shared: shared + Math.max(0, own - shared) / batch };
}

/** Correlation of two elements of which E[a b] is given, negative ones taken as 0. */
export function correlation(signal: Signal, pair: number): number {
  const total = variance(signal);
  return total > 0 ? Math.min(1, Math.max(0, (pair - signal.mean ** 2) / total)) : 0;
}

/** One value for every kind of pair. */
export function mapPairs(pairs: Pairs, map: (pair: number) => number): Pairs {
  return {
    example: map(pairs.example),
    elsewhere: map(pairs.elsewhere),
    position: map(pairs.position),
    unit: map(pairs.unit),
    both: map(pairs.both),
  };
}

/** A gradient passed on element by element with its size changed. */
export function scaleGradient(gradient: Gradient, factor: number): Gradient {
  return {
    ...gradient,
    secondMoment: gradient.secondMoment * factor,
    example: gradient.example * factor,
    position: gradient.position * factor,
    unit: gradient.unit * factor,
    bend: gradient.bend * factor,
  };
}
