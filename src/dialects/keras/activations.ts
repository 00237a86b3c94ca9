import type { ActivationNames, ActivationRules } from '../activations/rules.ts';

/** Slope of the function `leaky_relu`; the layer's is larger. */
const FUNCTION_SLOPE = 0.2;
/** Slope of the layer `LeakyReLU`. */
export const LAYER_SLOPE = 0.3;

/** Functions that Keras 2 and 3 name alike. */
function functions(hardSigmoidSlope: number): ActivationNames {
  return {
    linear: { name: 'linear' },
    relu: { name: 'relu' },
    relu6: { name: 'relu6' },
    leaky_relu: { name: 'leakyRelu', slope: FUNCTION_SLOPE },
    elu: { name: 'elu', alpha: 1 },
    selu: { name: 'selu' },
    gelu: { name: 'gelu', approximate: false },
    silu: { name: 'silu' },
    swish: { name: 'silu' },
    mish: { name: 'mish' },
    sigmoid: { name: 'sigmoid' },
    hard_sigmoid: { name: 'hardSigmoid', slope: hardSigmoidSlope },
    exponential: { name: 'exponential' },
    softplus: { name: 'softplus' },
    softsign: { name: 'softsign' },
    tanh: { name: 'tanh' },
    softmax: { name: 'softmax' },
    log_softmax: { name: 'logSoftmax' },
  };
}

/** @param further names that only one version of Keras knows. */
export function kerasActivations(hardSigmoidSlope: number, further: ActivationNames): ActivationRules {
  const names = { ...functions(hardSigmoidSlope), ...further };
  const synonyms = { leakyrelu: 'leaky_relu', lrelu: 'leaky_relu', identity: 'linear', gelunew: 'gelu' };
  return {
    names: { code: names, json: names },
    unsavable: {},
    takesLayers: { code: true, json: true },
    synonyms: { code: synonyms, json: synonyms },
    normalize: (name) => name,
  };
}
