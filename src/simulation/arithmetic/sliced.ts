import type { Memory } from '../memory/memory.ts';
import type { Work } from '../operator.ts';
import { gram, productOfGrams } from './gram.ts';
import { multiply, multiplyTransposed, transposedMultiply } from './multiply.ts';
import { productParts } from './parts.ts';
import { sumSquares } from './sum-squares.ts';

/** Y = X W with its way back, in slices; all matrices row-major and whole. */
export interface LinearProduct {
  /** Overwrites y. */
  forward(x: Float32Array, kernel: Float32Array, y: Float32Array): Work;
  /** Adds dY W^T to dx. */
  backward(dy: Float32Array, kernel: Float32Array, dx: Float32Array): Work;
  /** Mean square of the kernel's gradient X^T dY. */
  weightGradient(x: Float32Array, dy: Float32Array): number;
}

/** @param memory for what the kernel's gradient needs. */
export function linearProduct(rows: number, fanIn: number, units: number, memory: Memory): LinearProduct {
  const ahead = productParts(rows, units, fanIn);
  const back = productParts(rows, fanIn, units);
  return {
    *forward(x, kernel, y): Work {
      for (const { fromRow, toRow, fromColumn, toColumn } of ahead) {
        const left = x.subarray(fromRow * fanIn);
        const right = kernel.subarray(fromColumn);
        const target = y.subarray(fromRow * units + fromColumn);
        const lengths = { b: units, c: units };
        multiply(left, right, target, toRow - fromRow, toColumn - fromColumn, fanIn, false, lengths);
        yield;
      }
    },
    *backward(dy, kernel, dx): Work {
      for (const { fromRow, toRow, fromColumn, toColumn } of back) {
        const left = dy.subarray(fromRow * units);
        const right = kernel.subarray(fromColumn * units);
        const target = dx.subarray(fromRow * fanIn + fromColumn);
        multiplyTransposed(left, right, target, toRow - fromRow, toColumn - fromColumn, units, true, { c: fanIn });
        yield;
      }
    },
    weightGradient: kernelGradient(rows, fanIn, units, memory),
  };
}

/** float64 products of a Gram matrix cost about this many of a float32 product. */
const GRAM_COST = 4;

/** Rows of the kernel's gradient that are made at a time. */
const STRIP = 64;

/** From two Gram matrices where that is less work than the matrix itself, which else is made strip by strip. */
function kernelGradient(
  rows: number,
  fanIn: number,
  units: number,
  memory: Memory,
): (x: Float32Array, dy: Float32Array) => number {
  const size = fanIn * units;
  if ((GRAM_COST * rows * (fanIn + units)) / 2 < size) {
    const [ofX, ofD] = [memory.scratch64(rows * rows), memory.scratch64(rows * rows)];
    return (x, dy) => {
      gram(x, rows, fanIn, ofX);
      gram(dy, rows, units, ofD);
      return productOfGrams(ofX, ofD) / size;
    };
  }
  const strip = memory.scratch32(STRIP * units);
  return (x, dy) => {
    let squares = 0;
    for (let from = 0; from < fanIn; from += STRIP) {
      const height = Math.min(STRIP, fanIn - from);
      transposedMultiply(x.subarray(from), dy, strip, height, units, rows, false, { a: fanIn });
      squares += sumSquares(strip.subarray(0, height * units));
    }
    return squares / size;
  };
}
