import { type Gradient, type Signal, scaleGradient } from '../signal.ts';
import { softmaxMoments } from '../softmax-moments.ts';

/** What attention makes of queries, keys and values, and what comes back to each. */
export interface Attended {
  readonly output: Signal;
  backward(gradient: Gradient): { readonly query: Gradient; readonly key: Gradient; readonly value: Gradient };
}

/** Scores between queries and keys, taken as Gaussian and independent but for what all keys of a query share. */
export interface Scores {
  /** Variance of what keys do not share: the softmax sees nothing else. */
  readonly variance: number;
  /** Second moment of a query's gradient over that of a score's, summed over all its keys. */
  readonly toQuery: number;
  /** The same for a key's, summed over all queries. */
  readonly toKey: number;
}

/** scale q . k over d features (Vaswani et al. 2017, eq. 1). */
export function productScores(query: Signal, key: Signal, d: number, scale: number): Scores {
  const ownKey = Math.max(0, key.secondMoment - key.pairs.position);
  return {
    variance: scale ** 2 * d * query.secondMoment * ownKey,
    toQuery: scale ** 2 * key.positions * ownKey,
    toKey: scale ** 2 * query.positions * query.secondMoment,
  };
}

/**
 * Values weighed by a softmax over the scores of their keys.
 * @param valueDim features of a head's values.
 */
export function attend(query: Signal, value: Signal, valueDim: number, scores: Scores): Attended {
  const keys = value.positions;
  const queries = query.positions;
  const ownValue = Math.max(0, value.secondMoment - value.pairs.position);
  const softmax = softmaxMoments(keys, scores.variance);
  // Sum of the squared weights of one query; two queries' weights are taken as unrelated.
  const concentration = keys * softmax.second;
  const output: Signal = {
    ...value,
    positions: queries,
    mean: value.mean,
    secondMoment: concentration * ownValue + value.pairs.position,
    pairs: {
      example: value.pairs.example,
      elsewhere: value.pairs.elsewhere,
      position: ownValue / keys + value.pairs.position,
      unit: concentration * Math.max(0, value.pairs.unit - value.pairs.both) + value.pairs.both,
      both: value.pairs.both,
    },
    law: null,
    persistence: null,
  };
  return {
    output,
    backward: (gradient) => {
      // Each key's slope is a product of the gradient with its value.
      const slopes = softmax.backward * valueDim * gradient.secondMoment * ownValue;
      const rest = { ...gradient, example: 0, position: 0, unit: 0, reachedSlope: null, bend: 0 };
      return {
        query: { ...rest, secondMoment: slopes * scores.toQuery },
        key: { ...rest, secondMoment: slopes * scores.toKey },
        value: {
          ...scaleGradient(gradient, (queries / keys) ** 2),
          secondMoment:
            (queries / keys) * (concentration * gradient.secondMoment + ((queries - 1) / keys) * gradient.position),
          position: (queries / keys ** 2) * (gradient.secondMoment + (queries - 1) * gradient.position),
          unit: 0,
          reachedSlope: null,
          bend: 0,
        },
      };
    },
  };
}
