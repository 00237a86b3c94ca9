import type { Layer, ModelGraph } from '../../src/model/graph.ts';
import { input } from './layers.ts';
import type { Sketch } from './sketch.ts';

/** Graphs for tests of what reads graphs, without a file or a dialect behind them. */

const NOWHERE = { start: 0, end: 0 };

/** A node of a graph: what it is and whose outputs enter. */
export interface Node {
  readonly id: string;
  readonly sketch: Sketch;
  readonly inputs: readonly string[];
}

export function node(id: string, sketch: Sketch, ...inputs: readonly string[]): Node {
  return { id, sketch, inputs };
}

/** One layer of a graph, with what it wraps. */
function layerOf(
  id: string,
  sketch: Sketch,
  entering: readonly (readonly number[])[],
  inputs: readonly string[],
): Layer {
  const parts = sketch.parts?.(entering) ?? [];
  return {
    id,
    site: id,
    name: id,
    operation: sketch.operation(entering),
    inputs,
    activation: { own: sketch.activation, effective: sketch.activation },
    outputShape: sketch.shape(entering),
    weights: sketch.weights(entering),
    source: { call: NOWHERE, name: NOWHERE, options: {}, elsewhere: null },
    trainable: true,
    problems: [],
    parts: parts.map((part) => layerOf(`${id}/${part.name}`, part.sketch, part.inputs, [])),
    sharesWeightsOf: null,
  };
}

/** A graph from nodes in topological order; its outputs are what nothing consumes. */
export function graphOf(nodes: readonly Node[], dialect: ModelGraph['dialect'] = 'tfjs'): ModelGraph {
  const shapes = new Map<string, readonly number[]>();
  const layers: Layer[] = nodes.map(({ id, sketch, inputs }) => {
    const entering = inputs.map((from) => shapes.get(from) ?? []);
    const shape = sketch.shape(entering);
    shapes.set(id, shape);

    return layerOf(id, sketch, entering, inputs);
  });
  const consumed = new Set(nodes.flatMap(({ inputs }) => inputs));
  return {
    name: 'test',
    dialect,
    frameworkVersion: '4.22.0',
    kind: 'functional',
    complete: true,
    incompleteBecause: [],
    layers,
    inputs: layers.filter((layer) => layer.operation.kind === 'input').map((layer) => layer.id),
    outputs: nodes.map(({ id }) => id).filter((id) => !consumed.has(id)),
    span: NOWHERE,
    unknowns: [],
    trained: null,
  };
}

/** One layer after the other, named `input`, `1`, `2`, ... */
export function sequential(shape: readonly number[], sketches: readonly Sketch[]): ModelGraph {
  const names = ['input', ...sketches.map((_, i) => String(i + 1))];
  return graphOf([
    node('input', input(shape)),
    ...sketches.map((sketch, i) => node(String(i + 1), sketch, names[i] ?? 'input')),
  ]);
}
