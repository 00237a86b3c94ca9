import type { Activation } from '../../model/activation.ts';
import type { ActivationNames, ActivationRules } from '../activations/rules.ts';
import { camelCase, snakeCase } from '../naming.ts';

/** Slope of `tf.layers.leakyReLU` and of the string 'LeakyReLU'. */
export const LEAKY_SLOPE = 0.3;
export const HARD_SIGMOID_SLOPE = 0.2;

const FUNCTIONS: ActivationNames = {
  linear: { name: 'linear' },
  relu: { name: 'relu' },
  relu6: { name: 'relu6' },
  elu: { name: 'elu', alpha: 1 },
  selu: { name: 'selu' },
  gelu: { name: 'gelu', approximate: false },
  swish: { name: 'silu' },
  mish: { name: 'mish' },
  sigmoid: { name: 'sigmoid' },
  hardSigmoid: { name: 'hardSigmoid', slope: HARD_SIGMOID_SLOPE },
  softplus: { name: 'softplus' },
  softsign: { name: 'softsign' },
  tanh: { name: 'tanh' },
  softmax: { name: 'softmax' },
  logSoftmax: { name: 'logSoftmax' },
};

/** Names are looked up among all registered classes, activation layers included, which are then built with no arguments. */
const CLASSES: ActivationNames = {
  LeakyReLU: { name: 'leakyRelu', slope: LEAKY_SLOPE },
  ReLU: { name: 'relu' },
  PReLU: { name: 'prelu', slope: 0 },
  ELU: { name: 'elu', alpha: 1 },
  ThresholdedReLU: { name: 'thresholdedRelu', theta: 1 },
  Softmax: { name: 'softmax' },
};

/** Its underscore is camel-cased away by the loader. */
const TANH_GELU: Activation = { name: 'gelu', approximate: true };

const SYNONYMS: Readonly<Record<string, string>> = {
  silu: 'swish',
  leakyrelu: 'LeakyReLU',
  lrelu: 'LeakyReLU',
  prelu: 'PReLU',
  logits: 'linear',
  identity: 'linear',
};

export const ACTIVATIONS: ActivationRules = {
  names: {
    code: { ...FUNCTIONS, gelu_new: TANH_GELU, ...CLASSES },
    json: { ...snakeCased(FUNCTIONS), ...FUNCTIONS, ...CLASSES },
  },
  // The writer turns class names into snake case and the loader does not find its way back.
  unsavable: {
    gelu_new: 'As a string `gelu_new` can be saved but not loaded again; `gelu` can.',
    ReLU: 'As a string `ReLU` can be saved but not loaded again; `relu` can.',
    LeakyReLU: `As a string \`LeakyReLU\` has slope ${LEAKY_SLOPE} and can be saved but not loaded again; the layer tf.layers.leakyReLU() can.`,
    PReLU:
      'As a string `PReLU` has a slope that is not trained and can be saved but not loaded again; the layer tf.layers.prelu() can.',
    ThresholdedReLU:
      'As a string `ThresholdedReLU` can be saved but not loaded again; the layer tf.layers.thresholdedReLU() can.',
  },
  // In code only names and objects of the Activation class are taken; the loader builds whatever class it finds.
  takesLayers: { code: false, json: true },
  synonyms: {
    code: { ...SYNONYMS, gelunew: 'gelu_new', gelutanh: 'gelu_new', geluapproximate: 'gelu_new' },
    json: { ...SYNONYMS, gelunew: 'gelu', gelutanh: 'gelu', geluapproximate: 'gelu' },
  },
  normalize: (name, surface) => (surface === 'json' ? camelCase(name) : name),
};

function snakeCased(names: ActivationNames): ActivationNames {
  return Object.fromEntries(Object.entries(names).map(([name, activation]) => [snakeCase(name), activation]));
}
