import { interpolationWeights, type PixelCenters, type SmoothInterpolation } from '../../model/interpolation.ts';
import { count, type Operator, simpleOperator, type Tensor, type Work } from '../operator.ts';
import { fillInSlices, isTimeToPause } from '../slices.ts';
import { inOrder, like } from './parts.ts';

/** Makes an image larger, channels last: one dimension after another, each output a weighted sum along it. */
export function interpolation(
  method: SmoothInterpolation,
  factors: readonly number[],
  centers: PixelCenters,
  input: Tensor,
  output: Tensor,
): Operator {
  const last = factors.length - 1;
  const between: Tensor[] = [];
  let shape = input.shape;
  const operators = factors.map((factor, dimension) => {
    const from = between[dimension - 1] ?? input;
    shape = shape.map((size, i) => (i === dimension ? Math.round(size * factor) : size));
    const to = dimension === last ? output : like(input, shape);
    if (dimension < last) between.push(to);
    const inputs = from.shape[dimension] ?? 1;
    return weightedAlong(dimension, interpolationWeights(method, inputs, factor, centers), from, to);
  });
  return inOrder(operators, between);
}

/** y_o = sum_i w_oi x_i along one dimension. */
function weightedAlong(dimension: number, weights: Float64Array, input: Tensor, output: Tensor): Operator {
  const inputs = input.shape[dimension] ?? 1;
  const outputs = output.shape[dimension] ?? 1;
  const stride = count(input.shape.slice(dimension + 1));
  const runs = input.value.length / (inputs * stride);
  /** Calls `act` for every pair that meets, with the weight. */
  function* each(act: (from: number, to: number, weight: number) => void): Work {
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < inputs; i++) {
        const weight = weights[o * inputs + i] ?? 0;
        if (weight === 0) continue;
        for (let run = 0; run < runs; run++) {
          const from = (run * inputs + i) * stride;
          const to = (run * outputs + o) * stride;
          for (let k = 0; k < stride; k++) act(from + k, to + k, weight);
          if (isTimeToPause(stride)) yield;
        }
      }
    }
  }
  return simpleOperator(
    function* () {
      yield* fillInSlices(output.value, 0);
      yield* each((from, to, weight) => {
        output.value[to] = (output.value[to] ?? 0) + weight * (input.value[from] ?? 0);
      });
    },
    () =>
      each((from, to, weight) => {
        input.gradient[from] = (input.gradient[from] ?? 0) + weight * (output.gradient[to] ?? 0);
      }),
  );
}
