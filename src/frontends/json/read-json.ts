import { dialects } from '../../dialects/index.ts';
import type { ModelGraph } from '../../model/graph.ts';
import { assemble } from '../assemble.ts';
import type { Reading, ReadingOptions } from '../frontend.ts';
import { NOTHING_READ } from '../nothing-read.ts';
import { dialectOf, madeByCode } from './dialect-evidence.ts';
import { JsonReading } from './json-reading.ts';
import { modelsIn } from './models.ts';
import { nestedModels } from './network.ts';
import type { JsonNode } from './node.ts';
import { parseJson } from './parse.ts';
import { planOf } from './plans.ts';

/** Whether a JSON document can hold a model at all: told from the text, before it is parsed. */
export function mayHoldJsonModel(text: string): boolean {
  return (text.includes('"class_name"') || text.includes('"className"')) && text.includes('"config"');
}

/**
 * Reads every model in a JSON document, wherever it lies. Never throws on a document: half-typed JSON gives what stands
 * in it, anything else gives no model.
 * @param now milliseconds on a monotonic clock.
 */
export function readJson(text: string, options: ReadingOptions, now: () => number = () => 0): Reading {
  if (!mayHoldJsonModel(text)) return NOTHING_READ;
  const { roots, limits } = parseJson(text, now);
  const graphs = graphsIn(roots, options);
  if (graphs.length > 0) return new JsonReading(text, roots, graphs, limits);
  return { ...NOTHING_READ, limits: [...limits, ...roots.flatMap((root) => madeByCode(root) ?? [])] };
}

/** Every model in the values, in the order of the text. */
export function graphsIn(roots: readonly JsonNode[], options: ReadingOptions): ModelGraph[] {
  const models = modelsIn(roots, nestedModels);
  return models.map((model) => {
    const id = options.dialect === 'auto' ? dialectOf(model) : options.dialect;
    return assemble(planOf(model), dialects[id], 'json', options.assume);
  });
}
