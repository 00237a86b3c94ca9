import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';

/** Notes, from its making on, which initialiser gave each weight its first value. */
export interface InitialWeights {
  /** Gives all weights of the layer, those of layers within it included, new values from the same initialisers. */
  redraw(layer: tf.layers.Layer): void;
  /** No longer notes anything. */
  release(): void;
}

type Draw = () => tf.Tensor;

/**
 * Written seeds are taken off the initialisers when they draw again: a seeded weight is the same in every draw, but not
 * the same as ours, and no number of draws would make up for that.
 */
export function noteInitialWeights(): InitialWeights {
  const { prototype } = tf.layers.Layer;
  const addWeight: unknown = Reflect.get(prototype, 'addWeight');
  assert.ok(typeof addWeight === 'function', 'layers add their weights by a method');
  const draws = new Map<unknown, Draw>();
  function noted(this: unknown, ...args: unknown[]): unknown {
    const weight: unknown = Reflect.apply(Object(addWeight), this, args);
    const [, shape, , initializer] = args;
    draws.set(weight, () => drawn(initializer, shape));
    return weight;
  }
  Reflect.set(prototype, 'addWeight', noted);
  return {
    redraw(layer) {
      for (const weight of layer.weights) {
        const draw = draws.get(weight);
        const variable = weight.read();
        assert.ok(draw !== undefined && variable instanceof tf.Variable, `${weight.name} was seen to be made`);
        tf.tidy(() => variable.assign(draw()));
      }
    },
    release: () => Reflect.set(prototype, 'addWeight', addWeight),
  };
}

function drawn(initializer: unknown, shape: unknown): tf.Tensor {
  assert.ok(typeof initializer === 'object' && initializer !== null, 'a weight has an initialiser');
  if ('seed' in initializer) Reflect.set(initializer, 'seed', undefined);
  const apply: unknown = Reflect.get(initializer, 'apply');
  assert.ok(typeof apply === 'function', 'an initialiser is applied to a shape');
  const values: unknown = Reflect.apply(apply, initializer, [shape, 'float32']);
  assert.ok(values instanceof tf.Tensor, 'an initialiser gives a tensor');
  return values;
}
