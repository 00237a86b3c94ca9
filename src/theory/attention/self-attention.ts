import { type Signal, scaleGradient } from '../signal.ts';
import { leaderMoments } from '../softmax-moments.ts';
import type { Attended } from './scaled-dot-product.ts';

/**
 * A signal's plain dot-product attention to itself: every position's score with itself is its squared length, which
 * leads the others' by far where there are many features, so that each position attends mostly to itself.
 */
export function attendToItself(input: Signal): Attended {
  const { positions, units, secondMoment, pairs } = input;
  const own = Math.max(0, secondMoment - pairs.position);
  const { leader, others, leaderCubed, othersCubed } = leaderMoments(
    positions - 1,
    units * own,
    units * secondMoment * own,
  );
  /** Sum of a position's squared weights. */
  const concentration = leader + others;
  const output: Signal = {
    ...input,
    secondMoment: concentration * own + pairs.position,
    pairs: {
      ...pairs,
      unit: concentration * Math.max(0, pairs.unit - pairs.both) + pairs.both,
    },
    law: null,
  };
  const slopes = Math.max(0, concentration * (1 + concentration) - 2 * (leaderCubed + othersCubed));
  return {
    output,
    backward: (gradient) => {
      const scores = slopes * units * gradient.secondMoment * own;
      const rest = { ...gradient, example: 0, position: 0, unit: 0, reachedSlope: null, bend: 0 };
      return {
        query: { ...rest, secondMoment: scores * own },
        key: { ...rest, secondMoment: scores * secondMoment },
        value: {
          ...scaleGradient(gradient, concentration),
          position: gradient.position,
          reachedSlope: null,
          bend: 0,
        },
      };
    },
  };
}
