import { readJson } from '../../src/frontends/json/read-json.ts';
import type { ModelGraph } from '../../src/model/graph.ts';
import { OPTIONS } from '../unit/frontends/reading.ts';
import { recordedModels } from './keras/recordings.ts';

/** The inputs that Keras's applications have by themselves. */
const OWN_INPUT = /\[null, (224|299), \1, 3\]/g;

/** Names of the applications of Keras 3 that are recorded. */
export function applicationNames(): string[] {
  return recordedModels('keras3', 'applications').map(({ name }) => name);
}

/** One of Keras's own applications with an input of size x size, as the framework saves it. */
export function applicationJson(name: string, size: number): string {
  const recorded = recordedModels('keras3', 'applications').find((model) => model.name === name);
  return recorded?.json.replace(OWN_INPUT, `[null, ${size}, ${size}, 3]`) ?? '';
}

/** The same, read. */
export function application(name: string, size: number): ModelGraph {
  const [graph] = readJson(applicationJson(name, size), OPTIONS).graphs;
  if (graph === undefined) throw new RangeError(`The recordings hold no ${name}.`);
  return graph;
}
