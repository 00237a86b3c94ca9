import { gatherPatches, scatterPatches } from '../arithmetic/taps.ts';
import { addTo } from '../arithmetic/vectors.ts';
import { count, type Operator, simpleOperator, type Tensor } from '../operator.ts';

/** Output element i of an example is input element table[i], or 0 for -1: reshaping, padding, passing on. */
function rearrange(table: Int32Array, input: Tensor, output: Tensor): Operator {
  const from = input.value.length / input.batch;
  const to = output.value.length / output.batch;
  return simpleOperator(
    () => {
      for (let example = 0; example < output.batch; example++) {
        for (let i = 0; i < to; i++) {
          const source = table[i] ?? -1;
          output.value[example * to + i] = source < 0 ? 0 : (input.value[example * from + source] ?? 0);
        }
      }
    },
    () => {
      for (let example = 0; example < output.batch; example++) {
        for (let i = 0; i < to; i++) {
          const source = table[i] ?? -1;
          if (source < 0) continue;
          const at = example * from + source;
          input.gradient[at] = (input.gradient[at] ?? 0) + (output.gradient[example * to + i] ?? 0);
        }
      }
    },
  );
}

/** Elements in their order; where sizes differ, as behind a layer that is not covered, they are repeated or cut off. */
export function passOn(input: Tensor, output: Tensor): Operator {
  const from = count(input.shape);
  if (from === count(output.shape)) {
    return simpleOperator(
      () => output.value.set(input.value),
      () => addTo(output.gradient, input.gradient),
    );
  }
  return rearrange(
    Int32Array.from({ length: count(output.shape) }, (_, i) => i % from),
    input,
    output,
  );
}

/** Zeros around an image, channels last. */
export function zeroPadding(amounts: readonly (readonly [number, number])[], input: Tensor, output: Tensor): Operator {
  return byDimension(input, output, (at, dimension) => at - (amounts[dimension]?.[0] ?? 0));
}

/** What is left of an image when its edges are cut, channels last. */
export function cropping(amounts: readonly (readonly [number, number])[], input: Tensor, output: Tensor): Operator {
  return byDimension(input, output, (at, dimension) => at + (amounts[dimension]?.[0] ?? 0));
}

/** Every position repeated `factors[i]` times along dimension i (nearest neighbour), channels last. */
export function upSampling(factors: readonly number[], input: Tensor, output: Tensor): Operator {
  return byDimension(input, output, (at, dimension) => Math.floor(at / (factors[dimension] ?? 1)));
}

/** Every step of the output is the input. */
export function repeatVector(input: Tensor, output: Tensor): Operator {
  return passOn(input, output);
}

/** Steps, the first dimension, from the last to the first. */
export function reverseSteps(input: Tensor, output: Tensor): Operator {
  const last = (input.shape[0] ?? 1) - 1;
  return byDimension(input, output, (at, dimension) => (dimension === 0 ? last - at : at));
}

/** Output dimension i is the input's dimension `order[i]`. */
export function permute(order: readonly number[], input: Tensor, output: Tensor): Operator {
  const strides = stridesOf(input.shape);
  const table = tableOf(output.shape, (index) =>
    order.reduce((source, dimension, i) => source + (index[i] ?? 0) * (strides[dimension] ?? 0), 0),
  );
  return rearrange(table, input, output);
}

/**
 * Whole rows of the last dimension move: a table of positions is enough.
 * @param sourceOf index along one of the input's dimensions but the last for an index along the output's; outside: 0.
 */
function byDimension(input: Tensor, output: Tensor, sourceOf: (at: number, dimension: number) => number): Operator {
  const width = output.shape.at(-1) ?? 1;
  const entering = input.shape.slice(0, -1);
  const strides = stridesOf(entering);
  const source = tableOf(output.shape.slice(0, -1), (index) => {
    let position = 0;
    for (let dimension = 0; dimension < index.length; dimension++) {
      const at = sourceOf(index[dimension] ?? 0, dimension);
      if (at < 0 || at >= (entering[dimension] ?? 1)) return -1;
      position += at * (strides[dimension] ?? 0);
    }
    return position;
  });
  const table = output.memory.int32(source.length);
  table.set(source);
  const taps = { positions: table.length, size: 1, table };
  const [from, to] = [count(input.shape), count(output.shape)];
  /** Calls `act` with each example's part of both tensors' values or gradients. */
  const each = (x: Float32Array, y: Float32Array, act: (image: Float32Array, rows: Float32Array) => void): void => {
    for (let example = 0; example < input.batch; example++) {
      act(x.subarray(example * from, (example + 1) * from), y.subarray(example * to, (example + 1) * to));
    }
  };
  return simpleOperator(
    () =>
      each(input.value, output.value, (image, rows) =>
        gatherPatches(image, taps, 0, taps.positions, width, 0, width, rows),
      ),
    () =>
      each(input.gradient, output.gradient, (image, rows) =>
        scatterPatches(rows, taps, 0, taps.positions, width, 0, width, image),
      ),
  );
}

/** The source of every element of an example, row-major. */
function tableOf(shape: readonly number[], sourceOf: (index: readonly number[]) => number): Int32Array {
  const index = shape.map(() => 0);
  return Int32Array.from({ length: count(shape) }, () => {
    const source = sourceOf(index);
    for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
      const next = (index[dimension] ?? 0) + 1;
      index[dimension] = next < (shape[dimension] ?? 1) ? next : 0;
      if (next < (shape[dimension] ?? 1)) break;
    }
    return source;
  });
}

function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, dimension) => count(shape.slice(dimension + 1)));
}
