import { gram } from '../arithmetic/gram.ts';
import { applyLower } from '../arithmetic/lower.ts';
import { multiply, multiplyTransposed } from '../arithmetic/multiply.ts';
import type { Layout } from '../memory/layout.ts';
import type { Memory } from '../memory/memory.ts';
import type { Work } from '../operator.ts';
import { cholesky, invertLower } from '../undrawn/factor.ts';
import { fillNormalInSlices } from './fill.ts';
import type { RandomSource } from './xoshiro.ts';

/** Vectors that are made orthonormal at a time. */
const BLOCK = 32;

/** Enough for a frame's arrays. */
export function frameLayout(count: number, length: number): Layout {
  return { kept: 4 * count * (length + BLOCK) + 16 * BLOCK * BLOCK + 4 * BLOCK + 256, scratch: 0, gradients: 0 };
}

/**
 * Gram-Schmidt by blocks: each is freed of all vectors before it and made orthonormal by the Cholesky factor of its Gram
 * matrix, and both once more, which leaves orthogonality to the rounding of float32 (Giraud et al. 2005).
 */
export class BlockedFrame {
  /** count x length. */
  readonly vectors: Float32Array;
  readonly #count: number;
  readonly #length: number;
  readonly #along: Float32Array;
  readonly #products: Float64Array;
  readonly #inverse: Float64Array;
  readonly #order: Int32Array;

  constructor(count: number, length: number, memory: Memory) {
    this.#count = count;
    this.#length = length;
    this.vectors = memory.unset32(count * length);
    this.#along = memory.unset32(BLOCK * count);
    this.#products = memory.float64(BLOCK * BLOCK);
    this.#inverse = memory.float64(BLOCK * BLOCK);
    this.#order = memory.int32(BLOCK);
    this.#order.forEach((_, i) => {
      this.#order[i] = i;
    });
  }

  /** Draws all vectors, then makes them a frame. */
  *fill(generator: RandomSource): Work {
    const length = this.#length;
    yield* fillNormalInSlices(this.vectors, 0, 1, generator);
    for (let from = 0; from < this.#count; from += BLOCK) {
      const size = Math.min(BLOCK, this.#count - from);
      const block = this.vectors.subarray(from * length, (from + size) * length);
      for (let pass = 0; pass < 2; pass++) {
        yield* this.#free(block, size, from);
        yield* this.#normalize(block, size);
      }
    }
  }

  /** Subtracts what lies along the first `before` vectors. */
  *#free(block: Float32Array, size: number, before: number): Work {
    if (before === 0) return;
    const length = this.#length;
    yield* multiplyTransposed(block, this.vectors, this.#along, size, before, length);
    for (let i = 0; i < size * before; i++) this.#along[i] = -(this.#along[i] ?? 0);
    yield* multiply(this.#along, this.vectors, block, size, length, before, true);
  }

  *#normalize(block: Float32Array, size: number): Work {
    yield* gram(block, size, this.#length, this.#products);
    yield* cholesky(this.#products, size, size);
    yield* invertLower(this.#products, size, size, this.#inverse);
    yield* applyLower(this.#inverse, size, block, this.#order, this.#length, block);
  }
}
