import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Where layers of TensorFlow.js keep what they are made of. */
const INNER = ['cell', 'cells', 'layer', 'forwardLayer', 'backwardLayer'];
const MASKS = ['dropoutMask', 'recurrentDropoutMask'];

/** Disposes of the dropout masks that recurrent cells keep until their next step: a model itself forgets them. */
export function disposeKeptMasks(model: LayersModel): void {
  for (const layer of model.layers) disposeWithin(layer);
}

function disposeWithin(owner: object): void {
  for (const name of MASKS) {
    const masks: unknown = Reflect.get(owner, name);
    for (const mask of Array.isArray(masks) ? masks : [masks]) if (mask instanceof tf.Tensor) mask.dispose();
  }
  for (const name of INNER) {
    const inner: unknown = Reflect.get(owner, name);
    for (const each of Array.isArray(inner) ? inner : [inner]) {
      if (typeof each === 'object' && each !== null) disposeWithin(each);
    }
  }
}
