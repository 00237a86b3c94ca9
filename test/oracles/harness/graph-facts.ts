import type { Activation } from '../../../src/model/activation.ts';
import type { Layer, ModelGraph, Weight } from '../../../src/model/graph.ts';
import { parameterCount } from '../../../src/model/graph.ts';
import { asVarianceScaling, type InitializerSpec, VARIANCE_SCALING_PRESETS } from '../../../src/model/initializer.ts';
import type { Operation } from '../../../src/model/operation.ts';
import { size } from '../../../src/model/shape.ts';
import type { LayerFacts, ModelFacts, PartFacts, WeightFacts } from './facts.ts';
import { type Walked, walkFrom } from './walk.ts';

/** A graph that Init Lens read, as facts. */
export function factsOfGraph(graph: ModelGraph): ModelFacts {
  const layersOf = layersIn(graph);
  const outputs = layersOf(graph.outputs);
  const walked = walkedLayers(graph);
  const first = new Map<string, number>();
  const layers = walked.nodes.map((layer, index): LayerFacts => {
    const shared = layer.sharesWeightsOf ?? layer.id;
    const sharedWith = first.get(shared) ?? null;
    if (sharedWith === null) first.set(shared, index);
    return { ...partOf(layer), inputs: layersOf(layer.inputs).map(walked.indexOf), sharedWith };
  });
  // What no output depends on stands in the graph too where it was read into it: it would differ in number.
  const left = graph.layers.filter((layer) => !walked.nodes.includes(layer));
  return {
    layers: [...layers, ...left.map((layer) => ({ ...partOf(layer), inputs: [], sharedWith: null }))],
    outputs: [...new Set(outputs.map(walked.indexOf))],
    parameters: graph.layers.reduce((sum, layer) => sum + parameterCount(layer), 0),
  };
}

/** The layers that the outputs depend on; a model of the same form is walked alike. */
export function walkedLayers(graph: ModelGraph): Walked<Layer> {
  const layersOf = layersIn(graph);
  return walkFrom(layersOf(graph.outputs), (layer) => layersOf(layer.inputs));
}

function layersIn({ layers }: ModelGraph): (ids: readonly string[]) => Layer[] {
  const byId = new Map(layers.map((layer) => [layer.id, layer]));
  return (ids) => ids.flatMap((id) => byId.get(id) ?? []);
}

function partOf(layer: Layer): PartFacts {
  const isImplicit = layer.operation.kind === 'input' && layer.operation.implicit;
  return {
    place: isImplicit ? null : layer.source.name.start,
    // Names of models around it are made up in another way where the user gave none.
    name: layer.name.slice(layer.name.lastIndexOf('/') + 1),
    operation: plainOperation(layer.operation),
    activation: plainActivation(layer.activation.own),
    outputShape: layer.outputShape?.map(size) ?? null,
    weights: layer.weights.map(weightOf),
    trainable: layer.trainable,
    parts: layer.parts.map(partOf),
  };
}

function plainActivation(activation: Activation | null): Activation | null {
  return activation?.name === 'unknown' ? { ...activation, reason: '' } : activation;
}

/** Without what no framework says: whether an input is written, and sentences. */
export function plainOperation(operation: Operation): Operation {
  if (operation.kind === 'input') return { kind: 'input', implicit: false, integer: false };
  if (operation.kind === 'opaque') return { ...operation, reason: '' };
  if (operation.kind === 'reshape') return { ...operation, target: operation.target.map(size) };
  return operation;
}

function weightOf({ role, shape, initializer: { spec, seed } }: Weight): WeightFacts {
  return {
    role,
    shape: shape.map(size),
    initializer: withoutPreset(spec),
    preset: spec.name in VARIANCE_SCALING_PRESETS ? spec.name : null,
    seed,
  };
}

export function withoutPreset(spec: InitializerSpec): InitializerSpec {
  const scaling = asVarianceScaling(spec);
  return scaling === null ? spec : { name: 'varianceScaling', ...scaling };
}
