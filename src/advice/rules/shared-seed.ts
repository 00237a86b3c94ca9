import { allLayers, isKernel, type Layer, type Weight } from '../../model/graph.ts';
import { sizes } from '../../model/shape.ts';
import type { OfferedFix } from '../finding.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

export const sharedSeed: Rule = {
  id: 'shared-seed',
  title: 'One seed for several kernels makes them copies of one another',
  severities: ['warning'],
  docs: docsOf('shared-seed'),
  check: (context) => {
    const seeded = seededKernels(context);
    const found = seeded.flatMap((one) => {
      const twins = seeded.filter((other) => isCopy(one, other));
      return twins.length === 0 ? [] : [{ ...one, twins, part: one.weight.option }];
    });
    return worstOfEachCall(found, ({ twins }) => twins.length).map((one) => report(context, one));
  },
};

interface Seeded {
  readonly layer: Layer;
  readonly weight: Weight;
  readonly seed: number;
}

/** Kernels drawn from a written seed; further uses of a layer have no kernel of their own. */
function seededKernels({ graph }: RuleContext): Seeded[] {
  return allLayers(graph).flatMap((layer) =>
    layer.weights.flatMap((weight) => {
      const { seed, sampled } = weight.initializer;
      const isDrawn = sampled.family !== 'constant' && sampled.family !== 'identity' && sampled.family !== 'unknown';
      if (!isKernel(weight.role) || !isDrawn || seed === null || layer.sharesWeightsOf !== null) return [];
      return [{ layer, weight, seed }];
    }),
  );
}

/** The same stream of numbers in the same places, but for a factor. */
function isCopy(one: Seeded, other: Seeded): boolean {
  if (one.weight === other.weight || one.seed !== other.seed) return false;
  const [a, b] = [one.weight, other.weight];
  const sameKind = a.initializer.sampled.family === b.initializer.sampled.family;
  return sameKind && sizes(a.shape).join() === sizes(b.shape).join();
}

function report(context: RuleContext, { layer, weight, seed, twins }: Seeded & { twins: readonly Seeded[] }): Report {
  const { initializer, option, role } = weight;
  const { spec } = initializer;
  const fix: OfferedFix = {
    title: `Write ${option} without a seed`,
    preferred: false,
    // Who sets a seed wants the same numbers again.
    safe: false,
    fix: { kind: 'setInitializer', layer: layer.id, role, initializer: spec, seed: null },
  };
  const others = [...new Set(twins.map((twin) => twin.layer.id))].filter((id) => id !== layer.id);
  const size = sizes(weight.shape).join(' x ');
  const where = others.length === 0 ? 'another kernel of this layer' : listed(others);
  return {
    layer,
    weight,
    severity: 'warning',
    concernsInitialValues: true,
    message: `With seed ${seed} this kernel of ${size} gets the very numbers of ${where}: ${context.dialect.label} begins the same stream for each. Layers that repeat one another let the signal grow or fade by chance. Give each a seed of its own.`,
    span: initializer.span ?? layer.source.name,
    fixes: [fix],
  };
}

const MOST_LISTED = 3;

function listed(ids: readonly string[]): string {
  const more = ids.length - MOST_LISTED;
  const named = ids.slice(0, MOST_LISTED).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
