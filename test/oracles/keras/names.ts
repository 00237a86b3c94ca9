import type { WeightRole } from '../../../src/model/graph.ts';

/** Our word for a weight that Keras names so; Keras's name itself where there is none. */
export function weightRole(name: string, className: string): string {
  // Keras 3 calls the only kernel of a depthwise layer just that.
  if (/^DepthwiseConv/.test(className) && name === 'kernel') return 'depthwise';
  // And gives the factors of this layer, which is part of an application, no name at all.
  if (className === 'LayerScale') return 'gamma';
  return ROLES.get(name) ?? name;
}

const ROLES: ReadonlyMap<string, WeightRole> = new Map([
  ['alpha', 'slope'],
  ['moving_mean', 'movingMean'],
  ['moving_variance', 'movingVariance'],
  ['mean', 'movingMean'],
  ['variance', 'movingVariance'],
  ['count', 'state'],
  ['vector_u', 'state'],
  ['depthwise_kernel', 'depthwise'],
  ['pointwise_kernel', 'pointwise'],
  ['recurrent_kernel', 'recurrent'],
  ['embeddings', 'embedding'],
  ['reverse_embeddings', 'embedding'],
  ['attention_output', 'attentionOutput'],
  ['concat_score_weight', 'scale'],
  ['lora_kernel_a', 'scale'],
  ['lora_kernel_b', 'scale'],
  ['real_kernel', 'kernel'],
  ['imag_kernel', 'kernel'],
]);

/** Our word for a function or layer of Keras; `unknown` for one that is not Keras's. */
export function activationName(name: string): string {
  return ACTIVATIONS.get(name) ?? (KERAS_OWN.has(name) ? name : 'unknown');
}

const ACTIVATIONS: ReadonlyMap<string, string> = new Map([
  ['swish', 'silu'],
  ['hard_sigmoid', 'hardSigmoid'],
  ['leaky_relu', 'leakyRelu'],
  ['LeakyReLU', 'leakyRelu'],
  ['log_softmax', 'logSoftmax'],
]);

const KERAS_OWN: ReadonlySet<string> = new Set([
  'linear',
  'relu',
  'relu6',
  'elu',
  'selu',
  'gelu',
  'silu',
  'mish',
  'sigmoid',
  'softmax',
  'softplus',
  'softsign',
  'tanh',
  'exponential',
]);
