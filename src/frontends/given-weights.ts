import type { LayerTraits } from '../dialects/dialect.ts';

const REASON = 'The values are given (`weights`, `setWeights`): the initialiser does not matter.';

/** A layer whose values are given, parts included, has no initialisers to judge; what they would be is unknown and says why. */
export function withoutInitializers(traits: LayerTraits, given = traits.weightsGiven): LayerTraits {
  const parts = traits.parts.map((part) => {
    const inner = part.traits;
    return { ...part, traits: withoutInitializers(inner, given || inner.weightsGiven) };
  });
  if (!given) return { ...traits, parts };
  const weights = traits.weights.map((weight) => ({
    ...weight,
    initializer: {
      ...weight.initializer,
      spec: { name: 'unknown' as const, reason: REASON },
      sampled: { family: 'unknown' as const, reason: REASON },
      nominalVariance: null,
    },
  }));
  return { ...traits, weights, parts };
}
