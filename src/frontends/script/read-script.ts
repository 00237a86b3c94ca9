import { dialects } from '../../dialects/index.ts';
import type { ModelGraph } from '../../model/graph.ts';
import { assemble } from '../assemble.ts';
import type { Reading, ReadingOptions } from '../frontend.ts';
import { NOTHING_READ } from '../nothing-read.ts';
import { Budget } from './budget.ts';
import { collectPlans } from './collect-plans.ts';
import { mayHoldScriptModel } from './packages.ts';
import type { ScriptLanguage, ScriptParser } from './parser.ts';
import { readSyntax } from './read-syntax.ts';
import { ScriptReading } from './script-reading.ts';

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
