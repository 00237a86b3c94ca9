import type { Memory } from '../memory/memory.ts';
import type { Work } from '../operator.ts';
import { COMPILED, sumInSlices } from '../slices.ts';
import { gram, productOfGrams } from './gram.ts';
import { multiply, multiplyTransposed, transposedMultiply } from './multiply.ts';
import { sumSquares } from './sum-squares.ts';

/** Y = X W with its way back, in slices; all matrices row-major and whole. */
export interface LinearProduct {
  /** Overwrites y. */
  forward(x: Float32Array, kernel: Float32Array, y: Float32Array): Work;
  /** Adds dY W^T to dx. */
  backward(dy: Float32Array, kernel: Float32Array, dx: Float32Array): Work;
  /** Mean square of the kernel's gradient X^T dY. */
  weightGradient(x: Float32Array, dy: Float32Array): Work<number>;
}

/** @param memory for what the kernel's gradient needs. */
export function linearProduct(rows: number, fanIn: number, units: number, memory: Memory): LinearProduct {
  return {
    forward: (x, kernel, y) => multiply(x, kernel, y, rows, units, fanIn),
    backward: (dy, kernel, dx) => multiplyTransposed(dy, kernel, dx, rows, fanIn, units, true),
    weightGradient: kernelGradient(rows, fanIn, units, memory),
  };
}

/** float64 products of a Gram matrix cost about this many of a float32 product. */
const GRAM_COST = 4;

/** Rows of the kernel's gradient that are made at a time. */
const STRIP = 64;

/** From two Gram matrices where that is less work than the matrix itself, which else is made strip by strip. */
function kernelGradient(rows: number, fanIn: number, units: number, memory: Memory): LinearProduct['weightGradient'] {
  const size = fanIn * units;
  if ((GRAM_COST * rows * (fanIn + units)) / 2 < size) {
    const [ofX, ofD] = [memory.scratch64(rows * rows), memory.scratch64(rows * rows)];
    return function* (x, dy) {
      yield* gram(x, rows, fanIn, ofX);
      yield* gram(dy, rows, units, ofD);
      return (yield* productOfGrams(ofX, ofD)) / size;
    };
  }
  const strip = memory.scratch32(STRIP * units);
  return function* (x, dy) {
    let squares = 0;
    for (let from = 0; from < fanIn; from += STRIP) {
      const height = Math.min(STRIP, fanIn - from);
      yield* transposedMultiply(x.subarray(from), dy, strip, height, units, rows, false, { a: fanIn });
      squares += yield* squaresInSlices(strip.subarray(0, height * units));
    }
    return squares / size;
  };
}

/** Sum of squares in float64, in slices. */
export function squaresInSlices(values: Float32Array | Float64Array): Work<number> {
  return sumInSlices(values.length, COMPILED, (from, to) => sumSquares(values.subarray(from, to)));
}
