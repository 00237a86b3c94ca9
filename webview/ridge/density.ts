import { countedMagnitudes, type Magnitudes, magnitudeEdge } from '../../src/model/magnitudes.ts';

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
      at.push(Math.log10(magnitudeEdge(bin) * magnitudeEdge(bin + 1)) / 2);
      heights.push(smoothed(counts, first, bin) / all);
    }
  }
  return { at, heights, zeros: zeros / all, nonFinite: nonFinite / all };
}

/** Elements a decade around a bin. Bins are of two widths: their densities are averaged, not their counts. */
function smoothed(counts: readonly number[], first: number, bin: number): number {
  return SMOOTHING.reduce((sum, weight, k) => {
    const other = bin + k - 1;
    return sum + (weight * (counts[other - first] ?? 0)) / decadesOf(other);
  }, 0);
}

function decadesOf(bin: number): number {
  return Math.log10(magnitudeEdge(bin + 1) / magnitudeEdge(bin));
}
