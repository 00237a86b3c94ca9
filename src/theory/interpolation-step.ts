import { interpolationWeights, type PixelCenters, type SmoothInterpolation } from '../model/interpolation.ts';
import type { Gradient, Signal } from './signal.ts';
import type { Step } from './step.ts';

/**
 * Images made larger by weighted sums of neighbours, which lower the variance of what is between two of them.
 * @param extents of the image, and the factor for each.
 */
export function interpolationStep(
  input: Signal,
  method: SmoothInterpolation,
  extents: readonly number[],
  factors: readonly number[],
  centers: PixelCenters,
): Step {
  const along = extents.map((extent, i) => squaresOf(method, extent, factors[i] ?? 1, centers));
  const product = (read: (dimension: Squares) => number) => along.reduce((total, each) => total * read(each), 1);
  const inputs = product((each) => each.inputs);
  const outputs = product((each) => each.outputs);
  const weights = product((each) => each.weights);
  const columns = product((each) => each.columns);
  /** Mean over outputs of sum_i w_i^2, and over pairs of them of sum_i w_i w'_i. */
  const own = weights / outputs;
  const other = outputs > 1 ? (columns - weights) / (outputs * (outputs - 1)) : 1;
  const mixed = (share: number, same: number, position: number) => share * same + (1 - share) * position;
  const { pairs, secondMoment } = input;
  const output: Signal = {
    ...input,
    positions: outputs,
    secondMoment: mixed(own, secondMoment, pairs.position),
    pairs: {
      example: mixed(own, pairs.example, pairs.elsewhere),
      elsewhere: mixed(other, pairs.example, pairs.elsewhere),
      position: mixed(other, secondMoment, pairs.position),
      unit: mixed(own, pairs.unit, pairs.both),
      both: pairs.both,
    },
    law: null,
  };
  return {
    output,
    approximations: ['All positions of the image count as equally alike, near ones and far ones.'],
    backward: (gradient) => [collected(gradient, { inputs, outputs, weights, columns })],
  };
}

/** Of a dimension's weights w_oi: sums of w_oi^2, and of (sum_o w_oi)^2. */
interface Squares {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: number;
  readonly columns: number;
}

/** Outputs of a dimension whose weights are looked at one by one: a longer one is more of the same, as is a finer one. */
const MOST_OUTPUTS = 8192;
const MOST_INPUTS = 1024;
const LARGEST_FACTOR = 128;

function squaresOf(method: SmoothInterpolation, inputs: number, factor: number, centers: PixelCenters): Squares {
  const someFactor = Math.min(factor, LARGEST_FACTOR);
  const someInputs = Math.min(inputs, MOST_INPUTS, Math.floor(MOST_OUTPUTS / someFactor));
  const some = countedSquares(method, someInputs, someFactor, centers);
  const [longer, finer] = [inputs / someInputs, factor / someFactor];
  return {
    inputs,
    outputs: some.outputs * longer * finer,
    weights: some.weights * longer * finer,
    columns: some.columns * longer * finer ** 2,
  };
}

function countedSquares(method: SmoothInterpolation, inputs: number, factor: number, centers: PixelCenters): Squares {
  const table = interpolationWeights(method, inputs, factor, centers);
  const outputs = table.length / inputs;
  let [weights, columns] = [0, 0];
  for (let i = 0; i < inputs; i++) {
    let column = 0;
    for (let o = 0; o < outputs; o++) {
      const weight = table[o * inputs + i] ?? 0;
      weights += weight ** 2;
      column += weight;
    }
    columns += column ** 2;
  }
  return { inputs, outputs, weights, columns };
}

/** What the outputs send back to an input: sum_o w_oi g_o. */
function collected(gradient: Gradient, { inputs, outputs, weights, columns }: Squares): Gradient {
  const { secondMoment, position } = gradient;
  // Rows sum to 1, so that all products of two columns sum to `outputs`, or squared over all pairs of rows.
  const shared = inputs > 1 ? (outputs - weights) / (inputs * (inputs - 1)) : 0;
  const crossed = inputs > 1 ? (outputs ** 2 - columns) / (inputs * (inputs - 1)) : 0;
  return {
    ...gradient,
    secondMoment: (weights * secondMoment + (columns - weights) * position) / inputs,
    position: shared * secondMoment + (crossed - shared) * position,
    example: (gradient.example * columns) / inputs,
    unit: (gradient.unit * weights) / inputs,
    reachedSlope: null,
    bend: 0,
  };
}
