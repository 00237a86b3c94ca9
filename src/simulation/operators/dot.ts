import { count, type Operator, simpleOperator, type Tensor, type Work } from '../operator.ts';
import { fillInSlices, isTimeToPause } from '../slices.ts';

/** Sums products of two inputs over one axis of each (indices into the shapes without batch). */
export function dotProduct(
  axes: readonly [number, number],
  inputs: readonly [Tensor, Tensor],
  output: Tensor,
): Operator {
  const [x, y] = inputs;
  const length = x.shape[axes[0]] ?? 1;
  const left = places(x.shape, axes[0]);
  const right = places(y.shape, axes[1]);
  /** Calls `act` with the places of every pair of elements that meet, and of their sum. */
  function* each(act: (a: number, b: number, sum: number) => void): Work {
    for (let example = 0; example < output.batch; example++) {
      const [a, b] = [example * count(x.shape), example * count(y.shape)];
      let sum = example * count(output.shape);
      for (const from of left.starts) {
        for (const other of right.starts) {
          for (let k = 0; k < length; k++) act(a + from + k * left.stride, b + other + k * right.stride, sum);
          sum++;
          if (isTimeToPause(2 * length)) yield;
        }
      }
    }
  }
  return simpleOperator(
    function* () {
      yield* fillInSlices(output.value, 0);
      yield* each((a, b, sum) => {
        output.value[sum] = (output.value[sum] ?? 0) + (x.value[a] ?? 0) * (y.value[b] ?? 0);
      });
    },
    () =>
      each((a, b, sum) => {
        const gradient = output.gradient[sum] ?? 0;
        x.gradient[a] = (x.gradient[a] ?? 0) + gradient * (y.value[b] ?? 0);
        y.gradient[b] = (y.gradient[b] ?? 0) + gradient * (x.value[a] ?? 0);
      }),
  );
}

/** Where each run along the axis begins, and the step along it. */
function places(shape: readonly number[], axis: number): { starts: number[]; stride: number } {
  const stride = count(shape.slice(axis + 1));
  const along = shape[axis] ?? 1;
  const starts = Array.from(
    { length: count(shape) / along },
    (_, i) => Math.floor(i / stride) * stride * along + (i % stride),
  );
  return { starts, stride };
}
