import type { ReadingOptions } from '../frontend.ts';
import type { GraphPlan, PlannedLayer } from '../graph-plan.ts';
import type { Budget } from './budget.ts';
import { readEveryWay } from './choices.ts';
import { siteOf } from './config.ts';
import { evaluateScript, withinBudget } from './evaluate.ts';
import type { LayerValue } from './framework-values.ts';
import type { ModuleFiles } from './module-files.ts';
import { loosePlan, type Plans, plansOf } from './plans.ts';
import { Scope } from './scopes.ts';
import type { SyntaxNode } from './syntax.ts';

/**
 * The plans of a first reading, then of readings that go other ways as far as they come upon layers not seen before.
 * Layers that no model takes up in any of them come last.
 */
export function collectPlans(root: SyntaxNode, budget: Budget, assume: ReadingOptions['assume'], files: ModuleFiles) {
  const plans: GraphPlan[] = [];
  const fragments: GraphPlan[] = [];
  const limits = new Set<string>();
  const sites = new Set<string>();
  // What earlier readings made is looked at only if there is a second one.
  const earlier: PlannedLayer[] = [];
  const read = new Set<string>();
  const loose = new Map<string, LayerValue[]>();
  let scope = new Scope(null);
  let readings = 0;
  readEveryWay((choices) => {
    const { interpreter, scope: names } = evaluateScript(root, budget, assume, choices, files);
    const made = withinBudget<Plans>(interpreter, NONE, () => budget.gather(() => plansOf(interpreter)));
    const models = made.models.map((plan) => withGap(plan, interpreter.endedBy));
    const isFirst = readings++ === 0;
    if (isFirst) scope = names;
    if (!isFirst) for (const layer of earlier.splice(0)) read.add(asWritten(layer));
    plans.push(...models.filter((plan) => isFirst || !plan.layers.every((layer) => read.has(asWritten(layer)))));
    const layers = models.flatMap((plan) => plan.layers);
    earlier.push(...layers);
    for (const layer of layers) sites.add(layer.site);
    fragments.push(...made.fragments);
    for (const [site, layers] of groupBySite(made.loose)) if (!loose.has(site)) loose.set(site, layers);
    for (const limit of interpreter.limits) limits.add(limit);
    return limits.size === 0 && budget.steps < STEPS_FOR_OTHER_WAYS;
  });
  for (const fragment of fragments) {
    if (isSeen(fragment, sites)) continue;
    plans.push(withGap(fragment, NO_MODEL));
    for (const layer of fragment.layers) sites.add(layer.site);
  }
  plans.sort((a, b) => a.span.start - b.span.start);
  const left = [...loose].flatMap(([site, layers]) => (sites.has(site) ? [] : layers));
  if (left.length > 0) plans.push(loosePlan(left));
  return { plans, limits: [...limits], scope };
}

/** Steps after which no other ways are looked at: the first reading has said what it assumed. */
const STEPS_FOR_OTHER_WAYS = 100_000;

const NONE: Plans = { models: [], fragments: [], loose: [] };

const NO_MODEL = 'No model in this file takes these layers up: what enters them is assumed.';

function withGap(plan: GraphPlan, gap: string | null): GraphPlan {
  return gap === null ? plan : { ...plan, gaps: [...plan.gaps, gap] };
}

/** A layer's place and options: one call can make other layers where a test goes another way. */
function asWritten({ site, declaration: { className, options } }: PlannedLayer): string {
  const places = new Set(['span', 'source', 'written', 'object']);
  return `${site} ${className} ${JSON.stringify(options, (key, value: unknown) => (places.has(key) ? undefined : value))}`;
}

/** Whether every layer of a plan stands in a plan before it. */
function isSeen(plan: GraphPlan, sites: ReadonlySet<string>): boolean {
  return plan.layers.every((layer) => sites.has(layer.site));
}

function groupBySite(layers: readonly LayerValue[]): Map<string, LayerValue[]> {
  const groups = new Map<string, LayerValue[]>();
  for (const layer of layers) groups.set(siteOf(layer), [...(groups.get(siteOf(layer)) ?? []), layer]);
  return groups;
}
