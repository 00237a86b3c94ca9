import { gatherPatches, scatterPatches } from '../arithmetic/taps.ts';
import { addTo } from '../arithmetic/vectors.ts';
import { count, type Operator, simpleOperator, type Tensor, type Work } from '../operator.ts';
import { copyInSlices, inSlices } from '../slices.ts';

/** The place in the input, -1 for none, that an index into the output reads. */
type SourceOf = (index: readonly number[]) => number;

/** Every element of the output is one of the input's: reshaping, passing on. */
function rearrange(sourceOf: SourceOf, input: Tensor, output: Tensor): Operator {
  const from = count(input.shape);
  const to = count(output.shape);
  const table = output.memory.int32(to);
  output.memory.prepare(() => fillTable(table, output.shape, sourceOf));
  /** Calls `act` with the places of every element and its source. */
  const each = (act: (target: number, source: number) => void): Work =>
    inSlices(output.value.length, 2, (first, last) => {
      for (let target = first; target < last; target++) {
        const i = target % to;
        act(target, ((target - i) / to) * from + (table[i] ?? 0));
      }
    });
  return simpleOperator(
    () =>
      each((target, source) => {
        output.value[target] = input.value[source] ?? 0;
      }),
    () =>
      each((target, source) => {
        input.gradient[source] = (input.gradient[source] ?? 0) + (output.gradient[target] ?? 0);
      }),
  );
}

/** Elements in their order; where sizes differ, as behind a layer that is not covered, they are repeated or cut off. */
export function passOn(input: Tensor, output: Tensor): Operator {
  const from = count(input.shape);
  const to = count(output.shape);
  if (from === to) {
    return simpleOperator(
      () => copyInSlices(input.value, output.value),
      () => addTo(output.gradient, input.gradient),
    );
  }
  const flat = { ...output, shape: [to] };
  return rearrange(([i = 0]) => i % from, input, flat);
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
  const sourceOf: SourceOf = (index) =>
    order.reduce((source, dimension, i) => source + (index[i] ?? 0) * (strides[dimension] ?? 0), 0);
  return rearrange(sourceOf, input, output);
}

/**
 * Whole rows of the last dimension move: a table of positions is enough.
 * @param sourceOf index along one of the input's dimensions but the last for an index along the output's; outside: 0.
 */
function byDimension(input: Tensor, output: Tensor, sourceOf: (at: number, dimension: number) => number): Operator {
  const width = output.shape.at(-1) ?? 1;
  const entering = input.shape.slice(0, -1);
  const leaving = output.shape.slice(0, -1);
  const strides = stridesOf(entering);
  const positionOf: SourceOf = (index) => {
    let position = 0;
    for (let dimension = 0; dimension < index.length; dimension++) {
      const at = sourceOf(index[dimension] ?? 0, dimension);
      if (at < 0 || at >= (entering[dimension] ?? 1)) return -1;
      position += at * (strides[dimension] ?? 0);
    }
    return position;
  };
  const positions = count(leaving);
  const table = output.memory.int32(positions);
  output.memory.prepare(() => fillTable(table, leaving, positionOf));
  const taps = { positions, size: 1, table };
  const [from, to] = [count(input.shape), count(output.shape)];
  /** Calls `act` for parts of each example: its part of `x`, and its rows of positions [first, last) of `y`. */
  function* each(
    x: Float32Array,
    y: Float32Array,
    act: (image: Float32Array, rows: Float32Array, first: number, last: number) => void,
  ): Work {
    for (let example = 0; example < input.batch; example++) {
      const image = x.subarray(example * from, (example + 1) * from);
      yield* inSlices(positions, width, (first, last) => {
        act(image, y.subarray(example * to + first * width, example * to + last * width), first, last);
      });
    }
  }
  return simpleOperator(
    () =>
      each(input.value, output.value, (image, rows, first, last) =>
        gatherPatches(image, taps, first, last, width, 0, width, rows),
      ),
    () =>
      each(input.gradient, output.gradient, (image, rows, first, last) =>
        scatterPatches(rows, taps, first, last, width, 0, width, image),
      ),
  );
}

/** The source of every element of an example, row-major. */
function fillTable(table: Int32Array, shape: readonly number[], sourceOf: SourceOf): Work {
  const index = shape.map(() => 0);
  return inSlices(table.length, 4 * shape.length, (from, to) => {
    for (let i = from; i < to; i++) {
      table[i] = sourceOf(index);
      advance(index, shape);
    }
  });
}

/** To the next element, row-major. */
function advance(index: number[], shape: readonly number[]): void {
  for (let dimension = shape.length - 1; dimension >= 0; dimension--) {
    const next = (index[dimension] ?? 0) + 1;
    index[dimension] = next < (shape[dimension] ?? 1) ? next : 0;
    if (next < (shape[dimension] ?? 1)) break;
  }
}

function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, dimension) => count(shape.slice(dimension + 1)));
}
