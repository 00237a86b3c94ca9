import type { Operation } from '../../model/operation.ts';
import { count, type Operator, simpleOperator, type Tensor, type Work } from '../operator.ts';
import { inSlices } from '../slices.ts';

type Merge = Extract<Operation, { readonly kind: 'merge' }>['how'];

/** Element by element of all inputs; smaller ones are repeated along dimensions of size 1 and missing leading ones. */
export function merge(how: Merge, inputs: readonly Tensor[], output: Tensor): Operator {
  const sources = inputs.map((tensor) => ({ tensor, table: broadcastTable(tensor, output) }));
  const [first, second] = sources;
  if (how === 'multiply' && first !== undefined && second !== undefined && sources.length === 2) {
    return product(first, second, output);
  }
  const values = new Float64Array(inputs.length);
  const length = count(output.shape);
  /** Calls `act` for each element with its inputs in `values`. */
  const each = (act: (at: number, example: number, i: number) => void): Work =>
    eachElement(output.batch, length, 4 * sources.length, (at, example, i) => {
      sources.forEach(({ tensor, table }, n) => {
        values[n] = tensor.value[indexOf(tensor, table, example, i)] ?? 0;
      });
      act(at, example, i);
    });
  const { value, slope } = MERGES[how];
  return simpleOperator(
    () =>
      each((at) => {
        output.value[at] = value(values);
      }),
    () =>
      each((at, example, i) => {
        const gradient = output.gradient[at] ?? 0;
        sources.forEach(({ tensor, table }, n) => {
          const to = indexOf(tensor, table, example, i);
          tensor.gradient[to] = (tensor.gradient[to] ?? 0) + gradient * slope(values, n);
        });
      }),
  );
}

interface Source {
  readonly tensor: Tensor;
  readonly table: Int32Array | null;
}

/** Of two inputs, as where a gate scales a signal: the one merge that large images pass through. */
function product(a: Source, b: Source, output: Tensor): Operator {
  const length = count(output.shape);
  return simpleOperator(
    () => {
      const { value } = output;
      const [x, y] = [a.tensor.value, b.tensor.value];
      return eachElement(output.batch, length, 2, (at, example, i) => {
        const ofA = x[indexOf(a.tensor, a.table, example, i)] ?? 0;
        value[at] = ofA * (y[indexOf(b.tensor, b.table, example, i)] ?? 0);
      });
    },
    () => {
      const [dx, dy] = [a.tensor.gradient, b.tensor.gradient];
      return eachElement(output.batch, length, 4, (at, example, i) => {
        const gradient = output.gradient[at] ?? 0;
        const atA = indexOf(a.tensor, a.table, example, i);
        const atB = indexOf(b.tensor, b.table, example, i);
        dx[atA] = (dx[atA] ?? 0) + gradient * (b.tensor.value[atB] ?? 0);
        dy[atB] = (dy[atB] ?? 0) + gradient * (a.tensor.value[atA] ?? 0);
      });
    },
  );
}

/** Calls `act` for each element of a batch with its place, its example and its place in that. */
function eachElement(
  batch: number,
  length: number,
  steps: number,
  act: (at: number, example: number, i: number) => void,
): Work {
  return inSlices(batch * length, steps, (from, to) => {
    for (let at = from; at < to; at++) {
      const i = at % length;
      act(at, (at - i) / length, i);
    }
  });
}

interface Rule {
  value(inputs: Float64Array): number;
  /** Derivative with respect to input n. */
  slope(inputs: Float64Array, n: number): number;
}

const MERGES: Readonly<Record<Merge, Rule>> = {
  average: {
    value: (inputs) => inputs.reduce((sum, input) => sum + input, 0) / inputs.length,
    slope: (inputs) => 1 / inputs.length,
  },
  maximum: extreme((inputs) => inputs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
  minimum: extreme((inputs) => inputs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
  multiply: {
    value: (inputs) => inputs.reduce((product, input) => product * input, 1),
    slope: (inputs, n) => inputs.reduce((product, input, i) => (i === n ? product : product * input), 1),
  },
  subtract: {
    value: (inputs) => (inputs[0] ?? 0) - (inputs[1] ?? 0),
    slope: (_inputs, n) => (n === 0 ? 1 : -1),
  },
};

/** The gradient goes to the first input that has the extreme value. */
function extreme(value: (inputs: Float64Array) => number): Rule {
  return { value, slope: (inputs, n) => (inputs.indexOf(value(inputs)) === n ? 1 : 0) };
}

/** For an element of the output the input's element that it reads. @param table null: the input's elements over and over. */
function indexOf({ value, batch }: Tensor, table: Int32Array | null, example: number, i: number): number {
  const length = value.length / batch;
  return example * length + (table === null ? i % length : (table[i] ?? 0));
}

/** Null where the input is repeated as a whole: of the same shape, or one value a channel, channels last. */
function broadcastTable({ shape: from }: Tensor, { shape: to, memory }: Tensor): Int32Array | null {
  const start = from.findIndex((size) => size !== 1);
  const repeated = start < 0 ? [] : from.slice(start);
  if (repeated.every((size, i) => size === to[to.length - repeated.length + i])) return null;
  const table = memory.int32(count(to));
  memory.prepare(() =>
    inSlices(table.length, 4 * to.length, (first, last) => {
      for (let i = first; i < last; i++) table[i] = sourceOf(i, from, to);
    }),
  );
  return table;
}

/** The element of a shape that element i of a larger one reads. */
function sourceOf(i: number, from: readonly number[], to: readonly number[]): number {
  const missing = to.length - from.length;
  let rest = i;
  let source = 0;
  let stride = 1;
  for (let dimension = to.length - 1; dimension >= 0; dimension--) {
    const size = to[dimension] ?? 1;
    const own = from[dimension - missing] ?? 1;
    source += (own === 1 ? 0 : rest % size) * stride;
    stride *= own;
    rest = Math.floor(rest / size);
  }
  return source;
}
