import { sumSquares } from '../arithmetic/sum-squares.ts';
import { sumOf } from '../arithmetic/vectors.ts';
import type { NetworkLayer } from '../network.ts';
import type { Tensor, Work } from '../operator.ts';
import { sumInSlices } from '../slices.ts';
import { countBeyond, countDead, countNonFinite, fillHistogram, type Instruments, squareOfSum } from './signal.ts';

/** What one draw says of one layer's output. */
export interface ForwardMeasure {
  readonly mean: number;
  /** Infinity if any element is infinite or not a number. */
  readonly secondMoment: number;
  readonly deadFraction: number;
  readonly saturatedFraction: number;
  readonly cosine: number | null;
  readonly nonFinite: number;
}

/** @param instruments whose `counts` hold the draw's histogram afterwards. */
export function* measureForward(node: NetworkLayer, instruments: Instruments): Work<ForwardMeasure> {
  const { value, batch } = node.output;
  const squares = yield* overParts(value, sumSquares);
  const nonFinite = Number.isFinite(squares) ? 0 : yield* overParts(value, countNonFinite);
  yield* fillHistogram(value, nonFinite === 0, instruments);
  const length = value.length / batch;
  return {
    mean: nonFinite > 0 ? Number.NaN : (yield* overParts(value, sumOf)) / value.length,
    secondMoment: nonFinite > 0 ? Number.POSITIVE_INFINITY : squares / value.length,
    deadFraction: (yield* overUnits(node.output, (from, to) => countDead(value, batch, from, to))) / length,
    saturatedFraction: yield* saturatedFraction(node.saturation),
    cosine: nonFinite > 0 ? null : yield* meanCosine(node.output, instruments),
    nonFinite,
  };
}

/** Second moment of a layer's gradient in one draw, Infinity if any element is infinite or not a number. */
export function* measureBackward({ output }: NetworkLayer): Work<{ secondMoment: number; nonFinite: number }> {
  const { gradient } = output;
  const squares = yield* overParts(gradient, sumSquares);
  const nonFinite = Number.isFinite(squares) ? 0 : yield* overParts(gradient, countNonFinite);
  return { secondMoment: nonFinite > 0 ? Number.POSITIVE_INFINITY : squares / gradient.length, nonFinite };
}

/** The sum over all parts of an array. */
function overParts(values: Float32Array, of: (part: Float32Array) => number): Work<number> {
  return sumInSlices(values.length, 1, (from, to) => of(values.subarray(from, to)));
}

/** The sum over parts of an example's elements, of which each is seen in all examples. */
function overUnits({ value, batch }: Tensor, of: (from: number, to: number) => number): Work<number> {
  return sumInSlices(value.length / batch, batch, of);
}

function* saturatedFraction(saturation: NetworkLayer['saturation']): Work<number> {
  if (saturation === null) return 0;
  const { argument, bound } = saturation;
  return (yield* overParts(argument.value, (part) => countBeyond(part, bound))) / argument.value.length;
}

/**
 * Mean cosine over all pairs of examples that are not all zero: with unit vectors u_b it is
 * (|sum u_b|^2 - n) / (n (n - 1)), without a loop over pairs.
 */
function* meanCosine(output: Tensor, instruments: Instruments): Work<number | null> {
  const { batch, value } = output;
  const length = value.length / batch;
  let n = 0;
  for (let example = 0; example < batch; example++) {
    const squares = yield* overParts(value.subarray(example * length, (example + 1) * length), sumSquares);
    instruments.factors[example] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    if (squares > 0) n++;
  }
  if (n < 2) return null;
  const square = yield* overUnits(output, (from, to) => squareOfSum(value, batch, from, to, instruments));
  return (square - n) / (n * (n - 1));
}
