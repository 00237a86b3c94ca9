/**
 * How a layer's elements are spread by size |x|, over many decades: signals that vanish or explode show by where they are,
 * not only by their shape. Bins are half octaves, told by a float32's exponent and the first bit of its mantissa.
 */
export interface Magnitudes {
  /** Exactly 0, or below the smallest normal float32 (1.2e-38). */
  readonly zeros: number;
  /** Infinite, or not a number. */
  readonly nonFinite: number;
  /** Number of the first bin in `counts`. */
  readonly first: number;
  /** `counts[i]` elements have sizes in [magnitudeEdge(first + i), magnitudeEdge(first + i + 1)); no zeros at either end. */
  readonly counts: readonly number[];
}

/** Lower edge of a bin: 1 for bin 0, 1.5 for bin 1, 2 for bin 2, 0.75 for bin -1. */
export function magnitudeEdge(bin: number): number {
  const octave = Math.floor(bin / 2);
  return 2 ** octave * (bin === 2 * octave ? 1 : 1.5);
}

/** Elements that were counted, those that are 0 or not finite included. */
export function countedMagnitudes({ zeros, nonFinite, counts }: Magnitudes): number {
  return counts.reduce((sum, count) => sum + count, zeros + nonFinite);
}

/**
 * The size that this share of the counted elements lies below, to the width of a bin (linear within it).
 * @param share 0 to 1.
 * @returns 0 within the zeros, Infinity within what is not finite; null where nothing was counted.
 */
export function magnitudeQuantile(magnitudes: Magnitudes, share: number): number | null {
  const { zeros, first, counts } = magnitudes;
  const all = countedMagnitudes(magnitudes);
  if (all === 0) return null;
  let left = share * all - zeros;
  if (left < 0 || (left === 0 && zeros > 0)) return 0;
  for (const [i, count] of counts.entries()) {
    if (left <= count && count > 0) {
      const low = magnitudeEdge(first + i);
      return low + (left / count) * (magnitudeEdge(first + i + 1) - low);
    }
    left -= count;
  }
  return Number.POSITIVE_INFINITY;
}
