import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { type Walked, walkFrom } from './walk.ts';

type Layer = tf.layers.Layer;

/** The model's layers as they are applied, models used as layers laid open; inputs before what they feed. */
export function usesOf(model: tf.LayersModel): Walked<Use> & { readonly outputs: readonly Use[] } {
  const uses = new Uses();
  const outputs = model.outputs.map((tensor) => uses.of(tensor, null));
  return { ...walkFrom(outputs, ({ inputs }) => inputs), outputs };
}

/** One application of one layer. */
export interface Use {
  readonly layer: Layer;
  readonly inputs: readonly Use[];
  readonly inputTensors: readonly tf.SymbolicTensor[];
  /** Of the first output, without batch. */
  readonly shape: readonly (number | null)[];
}

/** Whether it stands for what enters the model. */
export function isInput({ layer }: Use): boolean {
  return layer.getClassName() === 'InputLayer';
}

/** A model applied to tensors: its own inputs stand for them. */
interface Surroundings {
  readonly model: tf.LayersModel;
  readonly given: readonly tf.SymbolicTensor[];
  readonly outer: Surroundings | null;
  readonly uses: Map<string, Use>;
  readonly inner: Map<object, Surroundings>;
}

/** Follows tensors back to the layers they leave, into models used as layers. */
class Uses {
  readonly #outermost = new Map<string, Use>();
  readonly #entered = new Map<object, Surroundings>();

  of(tensor: tf.SymbolicTensor, around: Surroundings | null): Use {
    const given = around?.model.inputs.findIndex((input) => input.id === tensor.id) ?? -1;
    const entering = around?.given[given];
    if (around !== null && entering !== undefined) return this.of(entering, around.outer);
    const { sourceLayer: layer, nodeIndex, tensorIndex } = tensor;
    const node = layer.inboundNodes[nodeIndex];
    assert.ok(node !== undefined, `${layer.name} was applied ${nodeIndex + 1} times`);
    if (layer instanceof tf.LayersModel) {
      const inside = this.#enter(layer, node, around);
      const output = layer.outputs[tensorIndex];
      assert.ok(output !== undefined, `${layer.name} has ${tensorIndex + 1} outputs`);
      return this.of(output, inside);
    }
    const key = `${layer.id}/${nodeIndex}`;
    const known = around === null ? this.#outermost : around.uses;
    return known.get(key) ?? this.#make(layer, node, around, key);
  }

  #enter(model: tf.LayersModel, node: Node, outer: Surroundings | null): Surroundings {
    const known = outer === null ? this.#entered : outer.inner;
    const before = known.get(node);
    if (before !== undefined) return before;
    const entered = { model, given: node.inputTensors, outer, uses: new Map(), inner: new Map() };
    known.set(node, entered);
    return entered;
  }

  #make(layer: Layer, node: Node, around: Surroundings | null, key: string): Use {
    const [output] = node.outputTensors;
    assert.ok(output !== undefined, `${layer.name} has an output`);
    // An input layer's own tensor stands as what enters it.
    const inputTensors = node.inboundLayers.length === 0 ? [] : node.inputTensors;
    const use: Use = {
      layer,
      inputs: inputTensors.map((input) => this.of(input, around)),
      inputTensors,
      shape: output.shape.slice(1),
    };
    (around === null ? this.#outermost : around.uses).set(key, use);
    return use;
  }
}

type Node = Layer['inboundNodes'][number];
