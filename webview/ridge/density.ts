import { countedMagnitudes, type Magnitudes } from '../../src/model/magnitudes.ts';

/** How a layer's elements are spread over sizes, as a ridge draws it. */
export interface Density {
  /** Where the line has its corners, in decades: log10 |x|; ascending. */
  readonly at: readonly number[];
  /** Share of all elements a decade there. */
  readonly heights: readonly number[];
  /** Shares of the elements that are 0, and that are infinite or not a number. */
  readonly zeros: number;
  readonly nonFinite: number;
}

/** Weights of neighbours: bins of half an octave are narrower than what the eye can use. */
const SMOOTHING: readonly number[] = [0.25, 0.5, 0.25];

/** Null where nothing was counted. */
export function densityOf(magnitudes: Magnitudes): Density | null {
  const all = countedMagnitudes(magnitudes);
  if (all === 0) return null;
  const { first, counts, zeros, nonFinite } = magnitudes;
  const at: number[] = [];
  const heights: number[] = [];
  if (counts.length > 0) {
    // One bin more at either end, so that the line comes down to 0.
    for (let bin = first - 1; bin <= first + counts.length; bin++) {
      at.push(middleOf(bin));
      heights.push(smoothed(counts, first, bin) / all);
    }
  }
  return { at, heights, zeros: zeros / all, nonFinite: nonFinite / all };
}

/** Elements a decade around a bin. Bins are of two widths: their densities are averaged, not their counts. */
function smoothed(counts: readonly number[], first: number, bin: number): number {
  let sum = 0;
  for (const [k, weight] of SMOOTHING.entries()) {
    const other = bin + k - 1;
    sum += (weight * (counts[other - first] ?? 0)) / (isUpper(other) ? UPPER : LOWER);
  }
  return sum;
}

/** Decades of an octave, of its lower half (1 to 1.5), and of its upper one. */
const OCTAVE = Math.log10(2);
const LOWER = Math.log10(1.5);
const UPPER = OCTAVE - LOWER;

function isUpper(bin: number): boolean {
  return (bin & 1) === 1;
}

function middleOf(bin: number): number {
  const octave = Math.floor(bin / 2) * OCTAVE;
  return isUpper(bin) ? octave + LOWER + UPPER / 2 : octave + LOWER / 2;
}
