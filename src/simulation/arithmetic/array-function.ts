import type { Activation } from '../../model/activation.ts';
import { type ScalarFunction, scalarFunction } from '../../model/activation-function.ts';
import { SELU_ALPHA, SELU_SCALE } from '../../model/selu.ts';
import { engineOf } from '../kernels/engine.ts';
import type { Work } from '../operator.ts';
import { inSlices } from '../slices.ts';

/** A part of every row of a matrix: `width` elements from `from` on of `rows` rows that are `stride` long. */
export interface RowPart {
  readonly rows: number;
  readonly stride: number;
  readonly from: number;
  readonly width: number;
}

/** An elementwise function on arrays, in slices. */
export interface ArrayFunction {
  /** y = f(x) in that part of both. */
  value(x: Float32Array, y: Float32Array, part: RowPart): Work;
  /** y = f'(x) in that part of both. */
  slope(x: Float32Array, y: Float32Array, part: RowPart): Work;
  /** dx += dy f'(x). */
  back(x: Float32Array, dy: Float32Array, dx: Float32Array): Work;
}

/** The same on pieces that are no more than a slice's work. */
interface PieceFunction {
  value(x: Float32Array, y: Float32Array, piece: RowPart): void;
  slope(x: Float32Array, y: Float32Array, piece: RowPart): void;
  /** dx += dy f'(x) for elements [from, to). */
  back(x: Float32Array, dy: Float32Array, dx: Float32Array, from: number, to: number): void;
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
  const pieces = compiled === null ? portable(f) : withKernels(compiled, portable(f));
  return {
    value: (x, y, part) => inPieces(part, (piece) => pieces.value(x, y, piece)),
    slope: (x, y, part) => inPieces(part, (piece) => pieces.slope(x, y, piece)),
    back: (x, dy, dx) => inSlices(x.length, STEPS, (from, to) => pieces.back(x, dy, dx, from, to)),
  };
}

/** Of an exponential or two in plain JavaScript; in the compiled kernels it is less. */
const STEPS = 4;

/** Calls `act` for parts of the part: of its rows where there are many, else of one row after the other. */
function* inPieces({ rows, stride, from, width }: RowPart, act: (piece: RowPart) => void): Work {
  if (rows > 1) {
    yield* inSlices(rows, STEPS * width, (first, last) =>
      act({ rows: last - first, stride, from: from + first * stride, width }),
    );
    return;
  }
  yield* inSlices(width, STEPS, (first, last) => act({ rows: 1, stride, from: from + first, width: last - first }));
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

function withKernels({ kind, p, q }: Compiled, otherwise: PieceFunction): PieceFunction {
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
    back(x, dy, dx, from, to) {
      const engine = engineOf(x, dy, dx);
      if (engine === null) return otherwise.back(x, dy, dx, from, to);
      const [atX, atDy, atDx] = [x.byteOffset + 4 * from, dy.byteOffset + 4 * from, dx.byteOffset + 4 * from];
      engine.run.activateBack(kind, p, q, atX, atDy, atDx, to - from);
    },
  };
}

function portable({ value, derivative }: Pick<ScalarFunction, 'value' | 'derivative'>): PieceFunction {
  return {
    value: (x, y, piece) => eachElement(x, y, piece, value),
    slope: (x, y, piece) => eachElement(x, y, piece, derivative),
    back(x, dy, dx, from, to) {
      for (let i = from; i < to; i++) dx[i] = (dx[i] ?? 0) + (dy[i] ?? 0) * derivative(x[i] ?? 0);
    },
  };
}

function eachElement(x: Float32Array, y: Float32Array, part: RowPart, f: (x: number) => number): void {
  for (let row = 0; row < part.rows; row++) {
    const start = row * part.stride + part.from;
    for (let i = start; i < start + part.width; i++) y[i] = f(x[i] ?? 0);
  }
}
