import type { Activation } from '../model/activation.ts';
import { layersUntilTenfold, stability } from '../theory/gains.ts';

/** What grows over depth although every layer keeps its signal. */
export interface Instability {
  readonly of: 'signal' | 'gradient';
  /** Layers until it is tenfold. */
  readonly layers: number;
}

const known = new Map<string, Instability | null>();

/**
 * How soon errors of the signal's size, or the gradient's second moment, grow tenfold in a stack with the exact scale:
 * slope or chi above 1 (Schoenholz et al. 2017). Integrated once an activation.
 * @returns null where neither grows (relu and its leaky kinds), or where no scale is exact.
 */
export function instabilityOf(activation: Activation): Instability | null {
  const key = JSON.stringify(activation);
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = compute(activation);
  known.set(key, value);
  return value;
}

/** Factors this close to 1 come from the quadrature. */
const ONE = 1 + 1e-6;

function compute(activation: Activation): Instability | null {
  const found = stability(activation);
  if (found === null || Math.max(found.slope, found.chi) <= ONE) return null;
  const of = found.slope >= found.chi ? 'signal' : 'gradient';
  return { of, layers: layersUntilTenfold(Math.max(found.slope, found.chi)) };
}
