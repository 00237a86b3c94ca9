import { dialects } from '../../dialects/index.ts';
import type { ModelGraph } from '../../model/graph.ts';
import { assemble } from '../assemble.ts';
import type { Reading, ReadingOptions } from '../frontend.ts';
import type { GraphPlan } from '../graph-plan.ts';
import { NOTHING_READ } from '../nothing-read.ts';
import { Budget } from './budget.ts';
import { readEveryWay } from './choices.ts';
import { siteOf } from './config.ts';
import { evaluateScript, withinBudget } from './evaluate.ts';
import { mayHoldScriptModel } from './packages.ts';
import type { ScriptLanguage, ScriptParser } from './parser.ts';
import { loosePlan, plansOf } from './plans.ts';
import { readSyntax } from './read-syntax.ts';
import { Scope } from './scopes.ts';
import { ScriptReading } from './script-reading.ts';
import type { SyntaxNode } from './syntax.ts';
import type { LayerValue } from './values.ts';

/**
 * Reads the models that a TypeScript or JavaScript file makes, without running it. Never throws on a document: what
 * cannot be read is left out, and the graphs and `limits` say so.
 * @param now milliseconds on any clock, for the time budget.
 */
export function readScript(
  parser: ScriptParser,
  text: string,
  language: ScriptLanguage,
  options: ReadingOptions,
  now: () => number = Date.now,
): Reading {
  if (!mayHoldScriptModel(text)) return NOTHING_READ;
  const budget = new Budget(now);
  const root = readSyntax(parser, text, language, budget.late);
  if (root === null) {
    return { ...NOTHING_READ, limits: ['The file takes too long to parse: it is not read.'] };
  }
  const { plans, limits, scope } = collectPlans(text, root, budget, options.assume);
  // Scripts are TensorFlow.js whatever the setting says: no other framework is written in them.
  const graphs = plans.map((plan) => assemble(plan, dialects.tfjs, 'code', options.assume));
  return new ScriptReading({ text, root, scope, graphs: distinctGraphs(graphs), limits, dialect: dialects.tfjs });
}

/**
 * The plans of a first reading, then of readings that go other ways as far as they come upon layers not seen before.
 * Layers that no model takes up in any of them come last.
 */
function collectPlans(text: string, root: SyntaxNode, budget: Budget, assume: ReadingOptions['assume']) {
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

/** A function that is called twice with the same values makes the same model twice; one of them is enough. */
function distinctGraphs(graphs: readonly ModelGraph[]): ModelGraph[] {
  const seen = new Set<string>();
  return graphs.filter((graph) => {
    const withoutObjects = JSON.stringify(graph, (key, value: unknown) => (key === 'object' ? undefined : value));
    if (seen.has(withoutObjects)) return false;
    seen.add(withoutObjects);
    return true;
  });
}
