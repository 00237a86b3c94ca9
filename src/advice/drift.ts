import { type Activation, activationKey } from '../model/activation.ts';
import { exactScale, gains } from '../theory/gains.ts';
import { moments } from '../theory/moments.ts';

/** Activations have few parameters and files few activations: what was integrated once is kept. */
const scales = new Map<string, number | null>();
const unitVarianceScales = new Map<string, number | null>();
const drifts = new Map<string, number>();

/** `exactScale`, integrated once an activation. */
export function keptScale(activation: Activation): number | null {
  return remembered(scales, activationKey(activation), () => exactScale(activation));
}

/** The variance x fan-in at which pre-activations stay at variance 1, integrated once an activation; null where there is none. */
export function unitVarianceScale(activation: Activation): number | null {
  return remembered(unitVarianceScales, activationKey(activation), () => {
    const found = gains(activation);
    return found === null ? null : found.secondMoment ** 2;
  });
}

/**
 * E[a^2] after `depth` layers of weight variance `scale` / fan-in, for an input of second moment 1; 1 where the
 * activation has no moments.
 */
export function driftAfter(activation: Activation, scale: number, depth: number): number {
  return remembered(drifts, `${scale} ${depth} ${activationKey(activation)}`, () => {
    let secondMoment = 1;
    for (let layer = 0; layer < depth; layer++) {
      const next = moments(activation, 0, scale * secondMoment)?.secondMoment;
      if (next === undefined) return 1;
      const settled = Math.abs(next - secondMoment) <= 1e-9 * secondMoment;
      secondMoment = next;
      if (settled || !Number.isFinite(next) || next < 1e-30) break;
    }
    return secondMoment;
  });
}

function remembered<T extends number | null>(known: Map<string, T>, key: string, compute: () => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = compute();
  known.set(key, value);
  return value;
}
