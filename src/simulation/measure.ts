import type { NetworkLayer } from './network.ts';
import type { Tensor } from './operator.ts';

/** What one draw says of one layer's output. */
export interface ForwardMeasure {
  readonly mean: number;
  /** Infinity if any element is infinite or not a number. */
  readonly secondMoment: number;
  readonly deadFraction: number;
  readonly saturatedFraction: number;
  readonly cosine: number | null;
  readonly nonFinite: number;
}

/** Histograms are over the signal in units of a healthy one: 40 bins from -4 to 4. */
const BINS = 40;
const REACH = 4;
export const HISTOGRAM_EDGES: readonly number[] = Array.from(
  { length: BINS + 1 },
  (_, i) => (2 * REACH * i) / BINS - REACH,
);

/** @param counts of the histogram, added to. */
export function measureForward(node: NetworkLayer, counts: Float64Array): ForwardMeasure {
  const { value } = node.output;
  let sum = 0;
  let squares = 0;
  let nonFinite = 0;
  for (let i = 0; i < value.length; i++) {
    const x = value[i] ?? 0;
    if (Number.isFinite(x)) {
      sum += x;
      squares += x * x;
      const bin = Math.floor(((x + REACH) * BINS) / (2 * REACH));
      const within = bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
      counts[within] = (counts[within] ?? 0) + 1;
    } else nonFinite++;
  }
  return {
    mean: nonFinite > 0 ? Number.NaN : sum / value.length,
    secondMoment: nonFinite > 0 ? Number.POSITIVE_INFINITY : squares / value.length,
    deadFraction: deadFraction(node.output),
    saturatedFraction: saturatedFraction(node.saturation),
    cosine: nonFinite > 0 ? null : meanCosine(node.output),
    nonFinite,
  };
}

/** Second moment of a layer's gradient in one draw, Infinity if any element is infinite or not a number. */
export function measureBackward({ output }: NetworkLayer): { secondMoment: number; nonFinite: number } {
  let squares = 0;
  let nonFinite = 0;
  const { gradient } = output;
  for (let i = 0; i < gradient.length; i++) {
    const x = gradient[i] ?? 0;
    if (Number.isFinite(x)) squares += x * x;
    else nonFinite++;
  }
  return { secondMoment: nonFinite > 0 ? Number.POSITIVE_INFINITY : squares / gradient.length, nonFinite };
}

/** Share of the elements of an example that are 0 in all examples. */
function deadFraction({ batch, value }: Tensor): number {
  const length = value.length / batch;
  let dead = 0;
  for (let i = 0; i < length; i++) {
    let example = 0;
    while (example < batch && value[example * length + i] === 0) example++;
    if (example === batch) dead++;
  }
  return dead / length;
}

function saturatedFraction(saturation: NetworkLayer['saturation']): number {
  if (saturation === null) return 0;
  const { argument, f, slope } = saturation;
  let saturated = 0;
  for (let i = 0; i < argument.value.length; i++) {
    if (Math.abs(f.derivative(argument.value[i] ?? 0)) < slope) saturated++;
  }
  return saturated / argument.value.length;
}

/**
 * Mean cosine over all pairs of examples that are not all zero: with unit vectors u_b it is
 * (|sum u_b|^2 - n) / (n (n - 1)), without a loop over pairs.
 */
function meanCosine({ batch, value }: Tensor): number | null {
  const length = value.length / batch;
  const inverse = new Float64Array(batch);
  let n = 0;
  for (let example = 0; example < batch; example++) {
    let squares = 0;
    for (let i = example * length; i < (example + 1) * length; i++) squares += (value[i] ?? 0) ** 2;
    if (squares > 0) {
      inverse[example] = 1 / Math.sqrt(squares);
      n++;
    }
  }
  if (n < 2) return null;
  let total = 0;
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let example = 0; example < batch; example++)
      sum += (value[example * length + i] ?? 0) * (inverse[example] ?? 0);
    total += sum * sum;
  }
  return (total - n) / (n * (n - 1));
}
