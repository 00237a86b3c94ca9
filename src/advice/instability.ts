import { type Activation, activationKey } from '../model/activation.ts';
import { VARIANCE_SCALING_PRESETS } from '../model/initializer.ts';
import { layersUntilTenfold, settledVariance, stability } from '../theory/gains.ts';
import { moments } from '../theory/moments.ts';
import { keptScale } from './drift.ts';
import { guidanceFor } from './guidance.ts';

/** What grows over depth although every layer keeps its signal. */
export interface Instability {
  readonly of: 'signal' | 'gradient';
  /** By this factor a layer. */
  readonly factor: number;
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
  const key = activationKey(activation);
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
  const factor = Math.max(found.slope, found.chi);
  return { of, factor, layers: layersUntilTenfold(factor) };
}

const keptShares = new Map<string, number | null>();

/**
 * What a layer of a deep stack passes on of the gradient's second moment (chi), with the scale that keeps the signal, or the
 * one of the recommended initialiser where none does (sigmoid 0.056, softplus 0.35). Integrated once an activation.
 * @returns null where no initialiser is established, or where the signal finds no size.
 */
export function gradientKept(activation: Activation): number | null {
  const key = activationKey(activation);
  const found = keptShares.get(key);
  if (found !== undefined) return found;
  const value = settledChi(activation);
  keptShares.set(key, value);
  return value;
}

function settledChi(activation: Activation): number | null {
  const guidance = guidanceFor(activation, true);
  if (guidance === null) return null;
  const exact = keptScale(activation);
  const scale = exact ?? VARIANCE_SCALING_PRESETS[guidance.family.uniform].scale;
  const variance = exact ?? settledVariance(activation, scale, SETTLING_LAYERS);
  const at = variance === null || !Number.isFinite(variance) ? null : moments(activation, 0, variance);
  return at === null ? null : scale * at.slopeSecondMoment;
}

/** As deep as nets without normalisation are: tanh creeps towards 0 for ever. */
const SETTLING_LAYERS = 100;
