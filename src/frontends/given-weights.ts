import type { LayerTraits } from '../dialects/dialect.ts';

const REASON = 'The values are given by the `weights` option: the initialiser does not matter.';

/** A layer whose values are given has no initialisers to judge; what they would be is unknown and says why. */
export function withoutInitializers(traits: LayerTraits): LayerTraits {
  if (!traits.weightsGiven) return traits;
  const weights = traits.weights.map((weight) => ({
    ...weight,
    initializer: {
      ...weight.initializer,
      spec: { name: 'unknown' as const, reason: REASON },
      sampled: { family: 'unknown' as const, reason: REASON },
      nominalVariance: null,
    },
  }));
  return { ...traits, weights };
}
