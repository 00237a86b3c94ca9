import type { Magnitudes } from '../../model/magnitudes.ts';
import type { Work } from '../operator.ts';
import { inSlices } from '../slices.ts';

/** A float32's sign goes, its exponent's 8 bits and one of its mantissa stay. */
const BINS = 2 ** 9;
const SHIFT = 32 - 10;
const WITHOUT_SIGN = 0x7fffffff;
/** Both bins of an exponent of 0 are zeros, both of the largest one are infinite or no numbers. */
const NORMAL = 2;
const NOT_FINITE = BINS - 2;
/** Bin of 1: the exponent's bias of 127, twice. */
const ONE = 2 * 127;

/**
 * Elements of an array that are looked at in one draw, so that a large layer costs no more than a small one: over 8 draws
 * a share of a tenth is told to 0.002.
 */
const MOST = 2 ** 12;

/** 2^32 over the golden ratio: multiples of it, modulo 2^32, fall everywhere alike (Weyl). */
const GOLDEN = 0x9e3779b1;
const STEPS_EACH = 4;

/**
 * Counts elements by size. Of a long array one element is taken from each of `MOST` stretches of equal length, at a place
 * that changes from one to the next: a fixed stride would meet the same units in all examples.
 * The bits are counted, no number is rounded: compiled kernels could not give other counts.
 */
export class SizeCounts {
  readonly #counts = new Uint32Array(BINS);

  *add(values: Float32Array): Work {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    const counts = this.#counts;
    const taken = Math.min(bits.length, MOST);
    const stretch = bits.length / taken;
    yield* inSlices(taken, STEPS_EACH, (from, to) => {
      for (let i = from; i < to; i++) {
        const at = Math.floor((i + (Math.imul(i, GOLDEN) >>> 0) / 2 ** 32) * stretch);
        const bin = ((bits[at] ?? 0) & WITHOUT_SIGN) >>> SHIFT;
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
    });
  }

  /** Over all that was added. */
  magnitudes(): Magnitudes {
    const counts = this.#counts;
    let first = NORMAL;
    while (first < NOT_FINITE && counts[first] === 0) first++;
    let end = NOT_FINITE;
    while (end > first && counts[end - 1] === 0) end--;
    return {
      zeros: sum(counts.subarray(0, NORMAL)),
      nonFinite: sum(counts.subarray(NOT_FINITE)),
      first: first === end ? 0 : first - ONE,
      counts: [...counts.subarray(first, end)],
    };
  }
}

function sum(counts: Uint32Array): number {
  return counts.reduce((a, b) => a + b, 0);
}
