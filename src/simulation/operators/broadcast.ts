import type { Operation } from '../../model/operation.ts';
import { count, type Operator, simpleOperator, type Tensor } from '../operator.ts';

type Merge = Extract<Operation, { readonly kind: 'merge' }>['how'];

/** Element by element of all inputs; smaller ones are repeated along dimensions of size 1 and missing leading ones. */
export function merge(how: Merge, inputs: readonly Tensor[], output: Tensor): Operator {
  const sources = inputs.map((tensor) => ({ tensor, table: broadcastTable(tensor.shape, output.shape) }));
  const values = new Float64Array(inputs.length);
  const length = count(output.shape);
  /** Calls `act` for each element with its inputs in `values`. */
  const each = (act: (at: number, example: number, i: number) => void): void => {
    for (let example = 0; example < output.batch; example++) {
      for (let i = 0; i < length; i++) {
        sources.forEach(({ tensor, table }, n) => {
          values[n] = tensor.value[indexOf(tensor, table, example, i)] ?? 0;
        });
        act(example * length + i, example, i);
      }
    }
  };
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

function indexOf({ value, batch }: Tensor, table: Int32Array, example: number, i: number): number {
  return (example * value.length) / batch + (table[i] ?? 0);
}

/** For each element of the output the input's element that it reads. */
function broadcastTable(from: readonly number[], to: readonly number[]): Int32Array {
  const missing = to.length - from.length;
  return Int32Array.from({ length: count(to) }, (_, i) => {
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
  });
}
