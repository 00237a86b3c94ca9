import { multiply, multiplyTransposed, transposedMultiply } from '../../../../src/simulation/arithmetic/multiply.ts';
import { align, createEngine, type Engine, growTo } from '../../../../src/simulation/kernels/engine.ts';
import { finished } from '../../../../src/simulation/slices.ts';

/**
 * Where operands of products stand while they are multiplied: in the memory of the simulation's compiled kernels, or in
 * ordinary arrays where WebAssembly cannot run (slower, the same numbers to float32 rounding).
 */
export class ProductMemory {
  readonly #engine: Engine | null;

  constructor(engine: Engine | null = createEngine()) {
    this.#engine = engine;
  }

  /** Arrays of these lengths with anything in them; they hold until the next call. */
  arrays(...lengths: readonly number[]): Float32Array[] {
    const engine = this.#engine;
    if (engine === null) return lengths.map((length) => new Float32Array(length));
    let address = engine.free;
    const starts = lengths.map((length) => {
      const start = address;
      address = align(start + 4 * length);
      return start;
    });
    growTo(engine, address);
    return starts.map((start, i) => new Float32Array(engine.memory.buffer, start, lengths[i] ?? 0));
  }

  /** An integer array in the same memory as `neighbour`, at its place. */
  integers(neighbour: Float32Array): Int32Array {
    return new Int32Array(neighbour.buffer, neighbour.byteOffset, neighbour.length);
  }
}

/** Which of the two operands stand transposed in memory. */
export interface Transposed {
  readonly a: boolean;
  readonly b: boolean;
}

/**
 * C = op(A) op(B), m x k by k x n, row-major.
 * @param transposed at most one of the two.
 */
export function product(
  a: Float32Array,
  b: Float32Array,
  c: Float32Array,
  m: number,
  n: number,
  k: number,
  transposed: Transposed,
  accumulate = false,
): void {
  const multiplied = transposed.a ? transposedMultiply : transposed.b ? multiplyTransposed : multiply;
  finished(multiplied(a, b, c, m, n, k, accumulate));
}
