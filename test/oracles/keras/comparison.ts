import { readJson } from '../../../src/frontends/json/read-json.ts';
import { differences } from './comparable.ts';
import { comparable } from './read-graph.ts';
import type { Generation, RecordedModel } from './recordings.ts';
import { unfolded } from './unfolded-facts.ts';

/** How the reading of one file compares with Keras's own. */
export interface Comparison {
  /** Number of uses of layers in Keras's model, and of those that are read right. */
  readonly layers: number;
  readonly right: number;
  /** What differs, a sentence each. */
  readonly differences: readonly string[];
}

/**
 * Reads what Keras wrote and compares every layer with what Keras builds of it.
 * @param dialect which the file should be found to be of.
 */
export function compareReading({ json, facts }: Omit<RecordedModel, 'name'>, dialect: Generation): Comparison {
  const { graphs } = readJson(json, { assume: {}, dialect: 'auto' });
  const theirs = unfolded(facts);
  const [graph] = graphs;
  if (graph === undefined) return { layers: theirs.layers.length, right: 0, differences: ['No model is read.'] };
  const ours = comparable(graph);
  const mine = new Map(ours.layers.map((layer) => [layer.label, layer]));
  const known = new Set(theirs.layers.map(({ label }) => label));
  const byLayer = theirs.layers.map((layer) => {
    const own = mine.get(layer.label);
    return own === undefined ? [`${layer.label} is not read.`] : differences(own, layer);
  });
  const whole: [what: string, ours: unknown, keras: unknown][] = [
    ['models', graphs.length, 1],
    ['dialect', graph.dialect, dialect],
    ['layers that Keras has not', ours.layers.filter(({ label }) => !known.has(label)).map(({ label }) => label), []],
    ['outputs', distinct(ours.outputs), distinct(theirs.outputs)],
    ['parameters', sum(ours.layers), facts.parameters - sum(theirs.layers.filter(({ isOwnCode }) => isOwnCode))],
    ['gaps', graph.incompleteBecause, []],
  ];
  return {
    layers: theirs.layers.length,
    right: byLayer.filter((found) => found.length === 0).length,
    differences: [
      ...byLayer.flat(),
      ...whole.flatMap(([what, own, keras]) =>
        String(own) === String(keras) ? [] : [`${what}: ${own}, Keras: ${keras}`],
      ),
    ],
  };
}

function distinct(labels: readonly string[]): string[] {
  return [...new Set(labels)].sort();
}

function sum(layers: readonly { readonly parameters: number }[]): number {
  return layers.reduce((total, { parameters }) => total + parameters, 0);
}

/** Adds comparisons up and prints the share read right. */
export class Share {
  private readonly what: string;
  private layers = 0;
  private right = 0;

  constructor(what: string) {
    this.what = what;
  }

  add({ layers, right }: Comparison): void {
    this.layers += layers;
    this.right += right;
  }

  print(): void {
    const percent = ((100 * this.right) / this.layers).toFixed(2);
    process.stdout.write(`      ${this.what}: ${this.right} of ${this.layers} layers read right (${percent}%)\n`);
  }
}
