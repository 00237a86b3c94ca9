import { dialects } from '../../dialects/index.ts';
import type { ModelGraph } from '../../model/graph.ts';
import type { Span } from '../../model/text.ts';
import { assemble } from '../assemble.ts';
import type { Reading, ReadingOptions } from '../frontend.ts';
import { NOTHING_READ } from '../nothing-read.ts';
import { dialectOf, madeByCode } from './dialect-evidence.ts';
import { JsonReading } from './json-reading.ts';
import { mayHoldJsonModel } from './may-hold-json-model.ts';
import { modelsIn } from './models.ts';
import { moved } from './moved.ts';
import { nestedModels } from './network.ts';
import type { JsonNode } from './node.ts';
import { parseJson } from './parse.ts';
import { planOf } from './plans.ts';

/**
 * Reads every model in a JSON document, wherever it lies. Never throws on a document: half-typed JSON gives what stands
 * in it, anything else gives no model.
 * @param now milliseconds on a monotonic clock.
 */
export function readJson(text: string, options: ReadingOptions, now: () => number = () => 0): Reading {
  if (!mayHoldJsonModel(text)) return NOTHING_READ;
  const { roots, limits } = parseJson(text, now);
  return readingOf(text, roots, limits, options);
}

/**
 * Reads JSON that is a block of a document.
 * @param text the document's, with nothing but white space outside of the block.
 */
export function readJsonBlock(text: string, { start, end }: Span, options: ReadingOptions, now: () => number): Reading {
  const { roots, limits } = parseJson(text.slice(start, end), now);
  const atPlace = roots.map((root) => moved(root, null, (offset) => start + offset));
  return readingOf(text, atPlace, limits, options);
}

function readingOf(
  text: string,
  roots: readonly JsonNode[],
  limits: readonly string[],
  options: ReadingOptions,
): Reading {
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
