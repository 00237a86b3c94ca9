import assert from 'node:assert/strict';
import type * as tf from '@tensorflow/tfjs';
import type { Activation } from '../../../src/model/activation.ts';

type Layer = tf.layers.Layer;

/** By the class that TF.js registers them under. */
const FUNCTIONS: Readonly<Record<string, Activation>> = {
  linear: { name: 'linear' },
  relu: { name: 'relu' },
  relu6: { name: 'relu6' },
  elu: { name: 'elu', alpha: 1 },
  selu: { name: 'selu' },
  gelu: { name: 'gelu', approximate: false },
  gelu_new: { name: 'gelu', approximate: true },
  swish: { name: 'silu' },
  mish: { name: 'mish' },
  sigmoid: { name: 'sigmoid' },
  hardSigmoid: { name: 'hardSigmoid', slope: 0.2 },
  softplus: { name: 'softplus' },
  softsign: { name: 'softsign' },
  tanh: { name: 'tanh' },
  softmax: { name: 'softmax' },
  logSoftmax: { name: 'logSoftmax' },
};

/** The activation that a layer holds under a name. */
export function activationOf(layer: Layer, property: string): Activation {
  const held: unknown = Reflect.get(layer, property);
  assert.ok(isNamed(held), `${layer.getClassName()} has an activation`);
  return FUNCTIONS[held.getClassName()] ?? activationLayer(held, -1) ?? unknownActivation(held.getClassName());
}

/**
 * The nonlinearity that a layer's output passes; null for layers that have none.
 * @param rank number of the output's dimensions without batch.
 */
export function ownActivation(layer: Layer, rank: number): Activation | null {
  const asLayer = activationLayer(layer, rank);
  if (asLayer !== null) return asLayer;
  return Reflect.get(layer, 'activation') == null || Reflect.get(layer, 'cell') != null || isCell(layer)
    ? null
    : activationOf(layer, 'activation');
}

/** Their activation acts inside a time step. */
function isCell(layer: Layer): boolean {
  return layer.getClassName().endsWith('Cell');
}

function activationLayer(layer: Named, rank: number): Activation | null {
  switch (layer.getClassName()) {
    case 'ReLU': {
      const maximum: unknown = Reflect.get(layer, 'maxValue');
      if (maximum == null) return { name: 'relu' };
      return maximum === 6 ? { name: 'relu6' } : unknownActivation('ReLU');
    }
    case 'LeakyReLU':
      return { name: 'leakyRelu', slope: numberIn(layer, 'alpha') };
    case 'PReLU':
      return { name: 'prelu', slope: startingSlope(layer) };
    case 'ELU':
      return { name: 'elu', alpha: numberIn(layer, 'alpha') };
    case 'ThresholdedReLU':
      return { name: 'thresholdedRelu', theta: numberIn(layer, 'theta') };
    case 'Softmax': {
      const axis = numberIn(layer, 'axis');
      return axis === -1 || axis === rank ? { name: 'softmax' } : unknownActivation('softmax');
    }
    default:
      return null;
  }
}

/** The mean of what the slopes are drawn from; zero for the kinds that scale with the shape. */
function startingSlope(layer: Named): number {
  const initializer: unknown = Reflect.get(layer, 'alphaInitializer');
  assert.ok(isNamed(initializer), 'a PReLU initialises its slopes');
  switch (initializer.getClassName()) {
    case 'Ones':
      return 1;
    case 'Constant':
      return numberIn(initializer, 'value');
    case 'RandomNormal':
    case 'TruncatedNormal':
      return numberIn(initializer, 'mean');
    case 'RandomUniform':
      return (numberIn(initializer, 'minval') + numberIn(initializer, 'maxval')) / 2;
    default:
      return 0;
  }
}

interface Named {
  getClassName(): string;
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && 'getClassName' in value;
}

function numberIn(layer: Named, property: string): number {
  const value: unknown = Reflect.get(layer, property);
  assert.ok(typeof value === 'number', `${layer.getClassName()} has a number ${property}`);
  return value;
}

function unknownActivation(written: string): Activation {
  return { name: 'unknown', written, reason: '' };
}
