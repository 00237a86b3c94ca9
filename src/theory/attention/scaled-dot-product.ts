import { type Gradient, type Signal, scaleGradient } from '../signal.ts';
import { softmaxMoments } from '../softmax-moments.ts';

/** What attention makes of projected queries, keys and values, and what comes back to each. */
export interface Attended {
  readonly output: Signal;
  backward(gradient: Gradient): { readonly query: Gradient; readonly key: Gradient; readonly value: Gradient };
}

/**
 * softmax(Q K^T / sqrt(d)) V for one head (Vaswani et al. 2017, eq. 1) with independent random projections: what all
 * keys share moves all scores alike, which the softmax does not see, and the rest makes Gaussian scores.
 * @param keyDim d.
 * @param valueDim features of a head's values.
 */
export function scaledDotProduct(
  query: Signal,
  key: Signal,
  value: Signal,
  keyDim: number,
  valueDim: number,
): Attended {
  const keys = key.positions;
  const queries = query.positions;
  const ownKey = Math.max(0, key.secondMoment - key.pairs.position);
  const ownValue = Math.max(0, value.secondMoment - value.pairs.position);
  const softmax = softmaxMoments(keys, query.secondMoment * ownKey);
  // Sum of the squared weights of one query; two queries' weights are taken as unrelated.
  const concentration = keys * softmax.second;
  const output: Signal = {
    ...value,
    positions: queries,
    mean: 0,
    secondMoment: concentration * ownValue + value.pairs.position,
    pairs: {
      example: value.pairs.example,
      position: ownValue / keys + value.pairs.position,
      unit: 0,
      both: 0,
    },
    law: null,
  };
  return {
    output,
    backward: (gradient) => {
      // Each key's slope is a product of the gradient with its value.
      const scores = softmax.backward * valueDim * gradient.secondMoment * ownValue;
      const rest = { ...gradient, example: 0, position: 0, unit: 0, reachedSlope: null };
      return {
        query: { ...rest, secondMoment: (keys * scores * ownKey) / keyDim },
        key: { ...rest, secondMoment: (queries * scores * query.secondMoment) / keyDim },
        value: {
          ...scaleGradient(gradient, (queries / keys) ** 2),
          secondMoment:
            (queries / keys) * (concentration * gradient.secondMoment + ((queries - 1) / keys) * gradient.position),
          position: (queries / keys ** 2) * (gradient.secondMoment + (queries - 1) * gradient.position),
          unit: 0,
          reachedSlope: null,
        },
      };
    },
  };
}
