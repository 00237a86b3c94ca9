import type { InitializerName, InitializerSpec } from '../model/initializer.ts';

/**
 * Every initialiser under its canonical name, with the arguments that all frameworks default to
 * (variance scaling: scale 1 over fan-in, truncated normal).
 */
const NAMED: Readonly<Record<Exclude<InitializerName, 'unknown'>, InitializerSpec>> = {
  zeros: { name: 'zeros' },
  ones: { name: 'ones' },
  constant: { name: 'constant', value: 0 },
  randomNormal: { name: 'randomNormal', mean: 0, stddev: 0.05 },
  truncatedNormal: { name: 'truncatedNormal', mean: 0, stddev: 0.05 },
  randomUniform: { name: 'randomUniform', low: -0.05, high: 0.05 },
  varianceScaling: { name: 'varianceScaling', scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' },
  glorotNormal: { name: 'glorotNormal' },
  glorotUniform: { name: 'glorotUniform' },
  heNormal: { name: 'heNormal' },
  heUniform: { name: 'heUniform' },
  leCunNormal: { name: 'leCunNormal' },
  leCunUniform: { name: 'leCunUniform' },
  orthogonal: { name: 'orthogonal', gain: 1 },
  identity: { name: 'identity', gain: 1 },
};

/** Canonical names of every initialiser. */
export const INITIALIZER_NAMES: readonly string[] = Object.keys(NAMED);

const bySpelling = new Map(Object.values(NAMED).map((spec) => [reduced(spec.name), spec]));

/** The initialiser of a canonical name; null for another name. */
export function namedInitializer(name: string): InitializerSpec | null {
  const spec = bySpelling.get(reduced(name));
  return spec?.name === name ? spec : null;
}

/** The initialiser that a framework's own spelling of a name (`he_normal`, `HeNormal`) stands for; null for no such name. */
export function spelledInitializer(spelling: string): InitializerSpec | null {
  return bySpelling.get(reduced(spelling)) ?? null;
}

function reduced(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}
