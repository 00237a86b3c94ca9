/**
 * What a file asks for, in one vocabulary for all dialects; arguments are resolved, a dialect's defaults and quirks
 * included (TF.js turns `stddev: 0` into 0.05, so such a spec says 0.05).
 */
export type InitializerSpec =
  | { readonly name: 'zeros' | 'ones' }
  | { readonly name: 'constant'; readonly value: number }
  | { readonly name: 'randomNormal' | 'truncatedNormal'; readonly mean: number; readonly stddev: number }
  | { readonly name: 'randomUniform'; readonly low: number; readonly high: number }
  | ({ readonly name: 'varianceScaling' } & VarianceScaling)
  | { readonly name: VarianceScalingPreset }
  | { readonly name: 'orthogonal' | 'identity'; readonly gain: number }
  /** Not readable statically, or a name the dialect does not know; `reason` is a sentence for the user. */
  | { readonly name: 'unknown'; readonly reason: string };

export type InitializerName = InitializerSpec['name'];

export type VarianceScalingPreset =
  | 'glorotNormal'
  | 'glorotUniform'
  | 'heNormal'
  | 'heUniform'
  | 'leCunNormal'
  | 'leCunUniform';

export interface VarianceScaling {
  readonly scale: number;
  readonly mode: 'fanIn' | 'fanOut' | 'fanAvg';
  readonly distribution: 'truncatedNormal' | 'untruncatedNormal' | 'uniform';
}

/** The named kinds as variance scaling (Glorot & Bengio 2010; He et al. 2015, eq. 10; LeCun et al. 1998). */
export const VARIANCE_SCALING_PRESETS: Readonly<Record<VarianceScalingPreset, VarianceScaling>> = {
  glorotNormal: { scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal' },
  glorotUniform: { scale: 1, mode: 'fanAvg', distribution: 'uniform' },
  heNormal: { scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' },
  heUniform: { scale: 2, mode: 'fanIn', distribution: 'uniform' },
  leCunNormal: { scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' },
  leCunUniform: { scale: 1, mode: 'fanIn', distribution: 'uniform' },
};

/** The spec as variance scaling if it is of that family, else null. */
export function asVarianceScaling(spec: InitializerSpec): VarianceScaling | null {
  if (spec.name === 'varianceScaling') return spec;
  return spec.name in VARIANCE_SCALING_PRESETS ? VARIANCE_SCALING_PRESETS[spec.name as VarianceScalingPreset] : null;
}

/** How many inputs feed one output (`in`) and how many outputs one input feeds (`out`). */
export interface Fans {
  readonly in: number;
  readonly out: number;
}

/**
 * Variance that the textbook formula promises: scale / n.
 * @param fans the fans as the framework computes them.
 */
export function varianceScalingVariance(scaling: VarianceScaling, fans: Fans): number {
  const n = { fanIn: fans.in, fanOut: fans.out, fanAvg: (fans.in + fans.out) / 2 }[scaling.mode];
  return scaling.scale / Math.max(1, n);
}
