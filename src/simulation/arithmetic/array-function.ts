import type { Activation } from '../../model/activation.ts';
import { type ScalarFunction, scalarFunction } from '../../model/activation-function.ts';
import { SELU_ALPHA, SELU_SCALE } from '../../model/selu.ts';
import { engineOf } from '../kernels/engine.ts';

/** A part of every row of a matrix: `width` elements from `from` on of `rows` rows that are `stride` long. */
export interface RowPart {
  readonly rows: number;
  readonly stride: number;
  readonly from: number;
  readonly width: number;
}

/** An elementwise function on arrays. */
export interface ArrayFunction {
  /** y = f(x) in that part of both. */
  value(x: Float32Array, y: Float32Array, part: RowPart): void;
  /** y = f'(x) in that part of both. */
  slope(x: Float32Array, y: Float32Array, part: RowPart): void;
  /** dx += dy f'(x). */
  back(x: Float32Array, dy: Float32Array, dx: Float32Array): void;
}

/** What the compiled kernels call a function, with what it depends on. */
interface Compiled {
  readonly kind: number;
  readonly p: number;
  readonly q: number;
}

/** What is not elementwise or cannot be read counts as linear. */
export function arrayFunction(activation: Activation): ArrayFunction {
  const f = scalarFunction(activation) ?? { value: (x: number) => x, derivative: () => 1 };
  const compiled = compiledKind(activation);
  return compiled === null ? portable(f) : withKernels(compiled, portable(f));
}

/** Null where the compiled kernels do not have it; the numbers are those of assembly/activation.ts. */
function compiledKind(activation: Activation): Compiled | null {
  switch (activation.name) {
    case 'sigmoid':
      return { kind: 0, p: 0, q: 0 };
    case 'tanh':
      return { kind: 1, p: 0, q: 0 };
    case 'silu':
      return { kind: 2, p: 0, q: 0 };
    case 'elu':
      return { kind: 3, p: activation.alpha, q: 1 };
    case 'selu':
      return { kind: 3, p: SELU_ALPHA, q: SELU_SCALE };
    case 'gelu':
      return activation.approximate ? { kind: 4, p: 0, q: 0 } : null;
    case 'hardSigmoid':
      return { kind: 5, p: activation.slope, q: 0 };
    case 'relu':
      return { kind: 6, p: 0, q: 0 };
    case 'leakyRelu':
    case 'prelu':
      return { kind: 6, p: activation.slope, q: 0 };
    case 'exponential':
      return { kind: 7, p: 0, q: 0 };
    case 'relu6':
      return { kind: 8, p: 0, q: 0 };
    default:
      return null;
  }
}

function withKernels({ kind, p, q }: Compiled, otherwise: ArrayFunction): ArrayFunction {
  return {
    value(x, y, part) {
      const engine = engineOf(x, y);
      if (engine === null) return otherwise.value(x, y, part);
      const { rows, stride, from, width } = part;
      engine.run.activate(kind, p, q, x.byteOffset + 4 * from, y.byteOffset + 4 * from, rows, stride, width);
    },
    slope(x, y, part) {
      const engine = engineOf(x, y);
      if (engine === null) return otherwise.slope(x, y, part);
      const { rows, stride, from, width } = part;
      engine.run.slopes(kind, p, q, x.byteOffset + 4 * from, y.byteOffset + 4 * from, rows, stride, width);
    },
    back(x, dy, dx) {
      const engine = engineOf(x, dy, dx);
      if (engine === null) return otherwise.back(x, dy, dx);
      engine.run.activateBack(kind, p, q, x.byteOffset, dy.byteOffset, dx.byteOffset, x.length);
    },
  };
}

function portable({ value, derivative }: Pick<ScalarFunction, 'value' | 'derivative'>): ArrayFunction {
  return {
    value: (x, y, part) => eachElement(x, y, part, value),
    slope: (x, y, part) => eachElement(x, y, part, derivative),
    back(x, dy, dx) {
      for (let i = 0; i < x.length; i++) dx[i] = (dx[i] ?? 0) + (dy[i] ?? 0) * derivative(x[i] ?? 0);
    },
  };
}

function eachElement(x: Float32Array, y: Float32Array, part: RowPart, f: (x: number) => number): void {
  for (let row = 0; row < part.rows; row++) {
    const start = row * part.stride + part.from;
    for (let i = start; i < start + part.width; i++) y[i] = f(x[i] ?? 0);
  }
}
