import assert from 'node:assert/strict';
import type * as tf from '@tensorflow/tfjs';
import type { LayerFacts, ModelFacts, PartFacts } from './facts.ts';
import { ownActivation } from './tfjs-activations.ts';
import { weightsOf } from './tfjs-initializers.ts';
import { cellIn, isLayer, isOfFramework, operationOf } from './tfjs-operations.ts';
import { usesOf } from './tfjs-uses.ts';

type Layer = tf.layers.Layer;

/** What is known of a layer besides what the layer itself tells. */
export interface Writing {
  /** Offset of the factory's name in the source; null where none was recorded. */
  placeOf(layer: Layer): number | null;
  /** The name that the user gave; null for one that TF.js made up. */
  nameOf(layer: Layer): string | null;
}

/** A model that was loaded: every name stands in the file but those that TF.js puts before others, or behind them. */
export const LOADED: Writing = {
  placeOf: () => null,
  nameOf: ({ name }) => (/^(?:forward|backward)_|_input$/.test(name) ? null : name),
};

/** A model of TF.js as facts; models used as layers are laid open, as their layers applied to what enters them. */
export function factsOfModel(model: tf.LayersModel, writing: Writing): ModelFacts {
  const walked = usesOf(model);
  const first = new Map<Layer, number>();
  const layers = walked.nodes.map((use, index): LayerFacts => {
    const sharedWith = first.get(use.layer) ?? null;
    if (sharedWith === null) first.set(use.layer, index);
    const inputShapes = use.inputTensors.map(({ shape }) => shape.slice(1));
    const part = partOf(use.layer, { inputs: inputShapes, output: use.shape, writing, learnt: learntBy(use.layer) });
    return { ...part, inputs: use.inputs.map(walked.indexOf), sharedWith };
  });
  const counted = [...first.keys()].reduce((sum, layer) => sum + layer.countParams(), 0);
  const isKnown = layers.every(({ weights }) => weights !== null);
  return { layers, outputs: [...new Set(walked.outputs.map(walked.indexOf))], parameters: isKnown ? counted : null };
}

type Sizes = readonly (number | null)[];

/** What surrounds a layer, or a layer within another. */
interface Place {
  readonly inputs: readonly Sizes[];
  readonly output: Sizes;
  readonly writing: Writing;
  /** Ids of the weights that training changes. */
  readonly learnt: ReadonlySet<number>;
}

function learntBy(layer: Layer): Set<number> {
  return new Set(layer.trainableWeights.map(({ id }) => id));
}

function partOf(layer: Layer, { inputs, output, writing, learnt }: Place): PartFacts {
  const parts = partsOf(layer, inputs[0] ?? []);
  return {
    place: writing.placeOf(layer),
    name: writing.nameOf(layer),
    operation: operationOf(layer, inputs, output),
    activation: ownActivation(layer, output.length),
    outputShape: output,
    weights: parts.length > 0 ? [] : isOfFramework(layer) ? weightsOf(layer) : null,
    trainable: parts.length > 0 ? null : isTrained(layer, learnt),
    parts: parts.map(({ layer: part, input }) =>
      partOf(part, { inputs: [input], output: outputOf(part, input), writing, learnt }),
    ),
  };
}

/** Moving statistics are never trained. */
function isTrained({ weights }: Layer, learnt: ReadonlySet<number>): boolean | null {
  const own = weights.filter(({ originalName }) => !/moving_(?:mean|variance)$/.test(originalName));
  return own.length === 0 ? null : own.some(({ id }) => learnt.has(id));
}

/** Layers that a wrapper or an RNN is made of, with the shapes that enter them. */
function partsOf(layer: Layer, input: Sizes): { layer: Layer; input: Sizes }[] {
  switch (layer.getClassName()) {
    case 'Bidirectional':
      return ['forwardLayer', 'backwardLayer'].map((side) => ({ layer: heldBy(layer, side), input }));
    case 'TimeDistributed':
      return [{ layer: heldBy(layer, 'layer'), input: input.slice(1) }];
    case 'RNN': {
      let entering: Sizes = input.slice(1);
      return cellsOf(cellIn(layer)).map((cell) => {
        const part = { layer: cell, input: entering };
        entering = outputOf(cell, entering);
        return part;
      });
    }
    default:
      return [];
  }
}

function cellsOf(cell: Layer): Layer[] {
  const cells: unknown = Reflect.get(cell, 'cells');
  return Array.isArray(cells) ? cells.filter(isLayer) : [cell];
}

function heldBy(layer: Layer, property: string): Layer {
  const held: unknown = Reflect.get(layer, property);
  assert.ok(isLayer(held), `${layer.getClassName()} holds a layer as its ${property}`);
  return held;
}

/** Without batch; the first of several outputs. A cell's is its first state's. */
function outputOf(layer: Layer, input: Sizes): Sizes {
  const state: unknown = Reflect.get(layer, 'stateSize');
  if (layer.getClassName().endsWith('Cell')) {
    const size: unknown = Array.isArray(state) ? state[0] : state;
    assert.ok(typeof size === 'number', `${layer.getClassName()} has a state`);
    return [size];
  }
  const [first, ...others] = layer.computeOutputShape([null, ...input]);
  return Array.isArray(first) ? first.slice(1) : others.map((size) => (typeof size === 'number' ? size : null));
}
