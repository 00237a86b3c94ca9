import * as tf from '@tensorflow/tfjs-core';
import { type LayersModel, type LayerVariable, models } from '@tensorflow/tfjs-layers';
import type { Layer, ModelGraph } from '../../../src/model/graph.ts';
import { sizes } from '../../../src/model/shape.ts';
import { registerElementwise } from './elementwise-layer.ts';
import { Untrainable } from './rebuild/json.ts';
import { type ModelConfig, modelConfig } from './rebuild/model-config.ts';
import { drawn, type OwnedWeight, owners, weightsOf } from './weights.ts';

/** What cannot be trained, in a sentence for the user. */
export class Refused extends Error {}

registerElementwise();

/**
 * The graph as a model of TensorFlow.js's own layers, weights drawn from the graph's initialisers.
 * The caller disposes of it.
 * @throws Refused with a sentence that names the layer which prevents it.
 */
export async function trainableModel(graph: ModelGraph, seed: number): Promise<LayersModel> {
  const config = modelConfig(graph);
  if ('refusal' in config) throw new Refused(config.refusal);
  const model = await built(config);
  try {
    for (const layer of graph.layers) checkShape(model, layer, config);
    for (const layer of owners(graph)) setWeights(model, layer, config, (owned) => drawn(owned, seed));
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}

async function built({ topology }: ModelConfig): Promise<LayersModel> {
  try {
    return await models.modelFromJSON(JSON.parse(JSON.stringify({ modelTopology: topology })));
  } catch (error) {
    throw new Refused(`TensorFlow.js refuses the model: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Sets a layer's weights, its parts' included. */
export function setWeights(
  model: LayersModel,
  layer: Layer,
  { names }: ModelConfig,
  values: (owned: OwnedWeight) => Float32Array,
): void {
  const made = model.getLayer(names.get(layer.id) ?? '');
  const left = [...made.weights];
  named(layer, () => {
    for (const owned of weightsOf(layer)) {
      const variable = takeOut(left, owned);
      const tensor = tf.tensor(values(owned), [...owned.shape], 'float32');
      variable.write(tensor);
      tensor.dispose();
    }
    if (left.length > 0)
      throw new Untrainable(`has weights in TensorFlow.js that were not read (${left[0]?.originalName}).`);
  });
}

/** The first variable of that name; they stand in the order of the layer's parts. */
function takeOut(left: LayerVariable[], { name, shape }: OwnedWeight): LayerVariable {
  const index = left.findIndex(({ originalName }) => originalName.slice(originalName.lastIndexOf('/') + 1) === name);
  const [variable] = index === -1 ? [] : left.splice(index, 1);
  if (variable === undefined || String(variable.shape) !== String(shape)) {
    throw new Untrainable(
      `has another ${name} in TensorFlow.js than was read (${variable?.shape ?? 'none'}, not ${shape}).`,
    );
  }
  return variable;
}

/** What was read of a shape and what TensorFlow.js makes of it have to agree. */
function checkShape(model: LayersModel, layer: Layer, { names }: ModelConfig): void {
  if (layer.outputShape === null || layer.sharesWeightsOf !== null || layer.operation.kind === 'input') return;
  const expected = sizes(layer.outputShape);
  // A layer that is used more than once has an output for each use.
  const made = model.getLayer(names.get(layer.id) ?? '');
  const shape = made.getOutputAt(0);
  const output = Array.isArray(shape) ? shape[0] : shape;
  if (String(output?.shape.slice(1)) === String(expected)) return;
  throw new Refused(
    `The layer ${layer.name} prevents training: it gives ${output?.shape.slice(1)} in TensorFlow.js, not ${expected}.`,
  );
}

function named(layer: Layer, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (error instanceof Untrainable)
      throw new Refused(`The layer ${layer.name} prevents training: it ${error.message}`);
    throw error;
  }
}
