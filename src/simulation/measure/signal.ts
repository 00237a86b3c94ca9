import { engineOf } from '../kernels/engine.ts';
import type { Memory } from '../memory/memory.ts';
import type { Work } from '../operator.ts';
import { inSlices } from '../slices.ts';

/** Histograms are over the signal in units of a healthy one: 40 bins from -4 to 4. */
const BINS = 40;
const REACH = 4;
const LANES = 4;
export const HISTOGRAM_EDGES: readonly number[] = Array.from(
  { length: BINS + 1 },
  (_, i) => (2 * REACH * i) / BINS - REACH,
);

/** Small arrays of a network's measurements, made once. */
export interface Instruments {
  /** One draw's histogram, and after it three more that the compiled kernel adds up to it. */
  readonly counts: Float64Array;
  /** One factor an example. */
  readonly factors: Float64Array;
}

export function instruments(batch: number, memory: Memory): Instruments {
  return { counts: memory.float64(LANES * BINS), factors: memory.float64(batch) };
}

/** Fills the first bins of `counts` with one draw's histogram; elements that are not finite are left out. */
export function* fillHistogram(values: Float32Array, allFinite: boolean, { counts }: Instruments): Work {
  counts.fill(0);
  const engine = allFinite ? engineOf(values, counts) : null;
  yield* inSlices(values.length, 1, (from, to) => {
    if (engine === null) addToHistogram(values, from, to, counts);
    else engine.run.addToHistogram(values.byteOffset + 4 * from, to - from, REACH, BINS, counts.byteOffset);
  });
  for (let i = BINS; i < LANES * BINS; i++) counts[i % BINS] = (counts[i % BINS] ?? 0) + (counts[i] ?? 0);
}

function addToHistogram(values: Float32Array, from: number, to: number, counts: Float64Array): void {
  const scale = Math.fround(BINS / (2 * REACH));
  for (let i = from; i < to; i++) {
    const x = values[i] ?? 0;
    if (!Number.isFinite(x)) continue;
    // Rounded as the compiled kernel does, so that no element changes its bin between the two.
    const at = Math.max(0, Math.min(BINS - 1, Math.floor(Math.fround(Math.fround(x + REACH) * scale))));
    counts[at] = (counts[at] ?? 0) + 1;
  }
}

/** How many of an example's elements [from, to) are 0 in all examples. */
export function countDead(values: Float32Array, batch: number, from: number, to: number): number {
  const length = values.length / batch;
  const engine = engineOf(values);
  if (engine !== null) return engine.run.countDead(values.byteOffset + 4 * from, batch, to - from, length);
  let dead = 0;
  for (let i = from; i < to; i++) {
    let example = 0;
    while (example < batch && values[example * length + i] === 0) example++;
    if (example === batch) dead++;
  }
  return dead;
}

/** |sum over examples of factor x|^2 in float64, for an example's elements [from, to). */
export function squareOfSum(
  values: Float32Array,
  batch: number,
  from: number,
  to: number,
  { factors }: Instruments,
): number {
  const length = values.length / batch;
  const engine = engineOf(values, factors);
  if (engine !== null) {
    return engine.run.squareOfSum(values.byteOffset + 4 * from, batch, to - from, length, factors.byteOffset);
  }
  let total = 0;
  for (let i = from; i < to; i++) {
    let sum = 0;
    for (let example = 0; example < batch; example++) {
      sum += (values[example * length + i] ?? 0) * (factors[example] ?? 0);
    }
    total += sum * sum;
  }
  return total;
}

/** How many elements lie beyond +-bound. */
export function countBeyond(values: Float32Array, bound: number): number {
  const engine = engineOf(values);
  if (engine !== null) return engine.run.countBeyond(values.byteOffset, values.length, bound);
  const limit = Math.fround(bound);
  let beyond = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i] ?? 0) > limit) beyond++;
  return beyond;
}

/** Elements that are infinite or not a number. */
export function countNonFinite(values: Float32Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i] ?? 0)) count++;
  return count;
}
