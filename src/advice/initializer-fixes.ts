import type { Layer, Weight } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import type { OfferedFix } from './finding.ts';
import { activationOf, type Place, properInitializer } from './proper-initializer.ts';
import type { Recommendation } from './recommendation.ts';
import type { RuleContext } from './rules/rule.ts';
import type { AdviceSettings } from './settings.ts';
import { structureOf } from './structure.ts';

/** Where a finding on an initialiser is shown: its value, else the activation that it does not suit, else the layer. */
export function initializerSpan({ source }: Layer, { initializer }: Weight) {
  return initializer.span ?? source.options.activation?.value ?? source.name;
}

/** A weight's place, for a rule that looks at one graph. */
export function placeOf({ graph, dialect, settings }: RuleContext, layer: Layer, weight: Weight): Place {
  return { graph, layer, weight, dialect, settings };
}

/**
 * The proper initialiser first, then its other distribution. Preferred only if it suits every layer that the same call
 * makes, since they share the text.
 */
export function initializerFixes(context: RuleContext, layer: Layer, weight: Weight): OfferedFix[] {
  const recommended = properInitializer(placeOf(context, layer, weight));
  if (recommended === null) return anyRandom(context, layer, weight);
  const preferred = suitsSite(context, layer, weight, recommended);
  const specs = distinct([recommended.initializer, ...alternatives(context, layer, weight)]);
  return specs.map((initializer, i) => setInitializer(context, layer, weight, initializer, preferred && i === 0));
}

function setInitializer(
  context: RuleContext,
  layer: Layer,
  weight: Weight,
  initializer: InitializerSpec,
  preferred: boolean,
): OfferedFix {
  const { seed } = weight.initializer;
  return {
    title: `Set ${weight.option} to ${context.spell(initializer)}`,
    preferred,
    safe: true,
    fix: { kind: 'setInitializer', layer: layer.id, role: weight.role, initializer, seed },
  };
}

/**
 * Where nothing is established for the activation any random kernel is better than a constant one. Embeddings and the
 * projections of attention do well with what the frameworks default to.
 */
function anyRandom(context: RuleContext, layer: Layer, weight: Weight): OfferedFix[] {
  if (weight.role === 'embedding') return [setInitializer(context, layer, weight, EMBEDDING_DEFAULT, true)];
  const isAttention = layer.operation.kind === 'multiHeadAttention';
  return [setInitializer(context, layer, weight, { name: 'glorotUniform' }, isAttention)];
}

const EMBEDDING_DEFAULT: InitializerSpec = { name: 'randomUniform', low: -0.05, high: 0.05 };

/** The other distribution, and the activation's exact scale where a named family comes close to it. */
function alternatives(context: RuleContext, layer: Layer, weight: Weight): InitializerSpec[] {
  const place = placeOf(context, layer, weight);
  const preferring = (prefer: AdviceSettings['prefer']) => ({ ...place, settings: { ...place.settings, prefer } });
  const others = [
    properInitializer(preferring('uniform')),
    properInitializer(preferring('normal')),
    properInitializer(place, 'exact'),
  ];
  return others.flatMap((other) => (other === null ? [] : [other.initializer]));
}

function suitsSite(context: RuleContext, layer: Layer, weight: Weight, { initializer }: Recommendation): boolean {
  const wanted = JSON.stringify(initializer);
  return structureOf(context.graph)
    .sameCall(layer)
    .every((other) =>
      other.weights.every((candidate) => {
        if (candidate.option !== weight.option) return true;
        const own = properInitializer(placeOf(context, other, candidate));
        return own === null || JSON.stringify(own.initializer) === wanted;
      }),
    );
}

function distinct(specs: readonly InitializerSpec[]): InitializerSpec[] {
  const seen = new Set<string>();
  return specs.filter((spec) => {
    const key = JSON.stringify(spec);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The activation's name as sentences give it. */
export function activationLabel(place: Parameters<typeof activationOf>[0]): string {
  const { name } = activationOf(place);
  return name === 'leakyRelu' ? 'leaky ReLU' : name;
}
