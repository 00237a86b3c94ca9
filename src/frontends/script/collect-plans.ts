import type { ReadingOptions } from '../frontend.ts';
import type { GraphPlan } from '../graph-plan.ts';
import type { Budget } from './budget.ts';
import { readEveryWay } from './choices.ts';
import { siteOf } from './config.ts';
import { evaluateScript, withinBudget } from './evaluate.ts';
import { loosePlan, plansOf } from './plans.ts';
import { Scope } from './scopes.ts';
import type { SyntaxNode } from './syntax.ts';
import type { LayerValue } from './values.ts';

/**
 * The plans of a first reading, then of readings that go other ways as far as they come upon layers not seen before.
 * Layers that no model takes up in any of them come last.
 */
export function collectPlans(text: string, root: SyntaxNode, budget: Budget, assume: ReadingOptions['assume']) {
  const plans: GraphPlan[] = [];
  const limits = new Set<string>();
  const sites = new Set<string>();
  const loose = new Map<string, LayerValue[]>();
  let scope = new Scope(null);
  let readings = 0;
  readEveryWay((choices) => {
    const { interpreter, scope: names } = evaluateScript(text, root, budget, assume, choices);
    const made = withinBudget(interpreter, { models: [], loose: [] }, () => plansOf(interpreter));
    const isFirst = readings++ === 0;
    if (isFirst) scope = names;
    for (const plan of made.models) {
      if (!isFirst && plan.layers.every((layer) => sites.has(layer.site))) continue;
      plans.push(plan);
    }
    for (const plan of made.models) for (const layer of plan.layers) sites.add(layer.site);
    for (const [site, layers] of groupBySite(made.loose)) if (!loose.has(site)) loose.set(site, layers);
    for (const limit of interpreter.limits) limits.add(limit);
    return limits.size === 0;
  });
  plans.sort((a, b) => a.span.start - b.span.start);
  const left = [...loose].flatMap(([site, layers]) => (sites.has(site) ? [] : layers));
  if (left.length > 0) plans.push(loosePlan(left));
  return { plans, limits: [...limits], scope };
}

function groupBySite(layers: readonly LayerValue[]): Map<string, LayerValue[]> {
  const groups = new Map<string, LayerValue[]>();
  for (const layer of layers) groups.set(siteOf(layer), [...(groups.get(siteOf(layer)) ?? []), layer]);
  return groups;
}
