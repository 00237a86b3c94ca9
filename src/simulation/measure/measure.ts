import { sumSquares } from '../arithmetic/sum-squares.ts';
import { sumOf } from '../arithmetic/vectors.ts';
import type { NetworkLayer } from '../network.ts';
import type { Tensor } from '../operator.ts';
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
export function measureForward(node: NetworkLayer, instruments: Instruments): ForwardMeasure {
  const { value, batch } = node.output;
  const squares = sumSquares(value);
  const nonFinite = Number.isFinite(squares) ? 0 : countNonFinite(value);
  fillHistogram(value, nonFinite === 0, instruments);
  return {
    mean: nonFinite > 0 ? Number.NaN : sumOf(value) / value.length,
    secondMoment: nonFinite > 0 ? Number.POSITIVE_INFINITY : squares / value.length,
    deadFraction: countDead(value, batch) / (value.length / batch),
    saturatedFraction: saturatedFraction(node.saturation),
    cosine: nonFinite > 0 ? null : meanCosine(node.output, instruments),
    nonFinite,
  };
}

/** Second moment of a layer's gradient in one draw, Infinity if any element is infinite or not a number. */
export function measureBackward({ output }: NetworkLayer): { secondMoment: number; nonFinite: number } {
  const { gradient } = output;
  const squares = sumSquares(gradient);
  const nonFinite = Number.isFinite(squares) ? 0 : countNonFinite(gradient);
  return { secondMoment: nonFinite > 0 ? Number.POSITIVE_INFINITY : squares / gradient.length, nonFinite };
}

function saturatedFraction(saturation: NetworkLayer['saturation']): number {
  if (saturation === null) return 0;
  const { argument, bound } = saturation;
  return countBeyond(argument.value, bound) / argument.value.length;
}

/**
 * Mean cosine over all pairs of examples that are not all zero: with unit vectors u_b it is
 * (|sum u_b|^2 - n) / (n (n - 1)), without a loop over pairs.
 */
function meanCosine({ batch, value }: Tensor, instruments: Instruments): number | null {
  const length = value.length / batch;
  let n = 0;
  for (let example = 0; example < batch; example++) {
    const squares = sumSquares(value.subarray(example * length, (example + 1) * length));
    instruments.factors[example] = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    if (squares > 0) n++;
  }
  return n < 2 ? null : (squareOfSum(value, batch, instruments) - n) / (n * (n - 1));
}
