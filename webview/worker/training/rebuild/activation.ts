import type { Activation } from '../../../../src/model/activation.ts';
import { type LayerConfig, Untrainable } from './json.ts';

/** The class of the layer that computes what TensorFlow.js has no layer for; the worker registers it. */
export const ELEMENTWISE = 'InitLensElementwise';

/** The name under which TensorFlow.js's layers know the very same function; null if they do not. */
export function activationName(activation: Activation | null): string | null {
  switch (activation?.name) {
    case undefined:
      return 'linear';
    case 'linear':
    case 'relu':
    case 'selu':
    case 'sigmoid':
    case 'tanh':
    case 'softplus':
    case 'softsign':
    case 'relu6':
    case 'mish':
    case 'softmax':
    case 'logSoftmax':
      return activation.name;
    case 'silu':
      return 'swish';
    case 'elu':
      return activation.alpha === 1 ? 'elu' : null;
    case 'hardSigmoid':
      return activation.slope === 0.2 ? 'hardSigmoid' : null;
    case 'gelu':
      // TensorFlow.js cannot read its own name for the approximation, gelu_new, from a model as data.
      return activation.approximate ? null : 'gelu';
    default:
      return null;
  }
}

/** A layer that computes the activation alone. @throws Untrainable for one that cannot be read. */
export function activationLayer(activation: Activation): LayerConfig {
  const name = activationName(activation);
  if (name !== null) return { class_name: 'Activation', config: { activation: name } };
  if (activation.name === 'unknown') {
    throw new Untrainable(`has an activation that cannot be read (${activation.written}): ${activation.reason}`);
  }
  // TensorFlow.js rewrites texts that have underscores: the name in the file is the only one that may.
  const plain = activation.name === 'custom' ? { ...activation, written: '' } : activation;
  return { class_name: ELEMENTWISE, config: { activation: JSON.stringify(plain) } };
}
