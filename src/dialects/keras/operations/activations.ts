import { type Activation, LINEAR } from '../../../model/activation.ts';
import type { LayerFamily, LayerReader } from '../../layer-reader.ts';
import { relu } from '../../layers/activation.ts';

/** A function of the framework that is applied to a tensor by itself. */
export function activation(read: Activation | ((layer: LayerReader) => Activation)): LayerFamily {
  return (layer) => {
    const function_ = typeof read === 'function' ? read(layer) : read;
    return { ...layer.body({ kind: 'activation' }, layer.input), activation: function_ };
  };
}

export const identity: LayerFamily = activation(LINEAR);

/** Element by element, by a function whose moments are not known. */
export const uncovered: LayerFamily = activation((layer) => {
  // Keras 2 has one class for all functions, Keras 3 a class for each.
  const written = layer.options.text('function') ?? layer.className;
  return { name: 'unknown', written, reason: `The function \`${written}\` is not covered.` };
});

/** Slope 0.2 where none is written, in both versions (`alpha` in TensorFlow, `negative_slope` in Keras 3). */
export const leakyRelu: LayerFamily = activation(({ given }) => {
  const option = given.entry('alpha') === null ? 'negativeSlope' : 'alpha';
  return { name: 'leakyRelu', slope: given.number(option, 0.2) };
});

export const elu: LayerFamily = activation(({ given }) => ({ name: 'elu', alpha: given.number('alpha', 1) }));

/** @param approximate what it is where nothing is written. */
export function gelu(approximate: boolean): LayerFamily {
  return activation(({ given }) => ({ name: 'gelu', approximate: given.boolean('approximate', approximate) }));
}

/** `keras.activations.relu` with a slope, a cap or a threshold. */
export const parametricRelu: LayerFamily = relu;

/** Over the last dimension; null means that too. */
export function softmax(name: 'softmax' | 'logSoftmax'): LayerFamily {
  return activation(({ given, input }) => {
    const axes = given.axes('axis', -1);
    const overUnits = axes.length === 1 && (axes[0] === -1 || input === null || axes[0] === input.length);
    if (overUnits) return { name };
    const reason = `Softmax along axis ${axes.join(', ')}, which is not the last, is not covered.`;
    return { name: 'unknown', written: name, reason };
  });
}

/** Cut off at both ends; from 0 to 6 that is ReLU6. */
export const clip: LayerFamily = (layer) => {
  const { given } = layer;
  const bound = (...options: readonly string[]) => {
    const value = given.value(...options);
    return value?.kind === 'number' ? value.value : null;
  };
  const [low, high] = [bound('xMin', 'clipValueMin', '1'), bound('xMax', 'clipValueMax', '2')];
  const isRelu6 = low === 0 && high === 6;
  return (isRelu6 ? activation({ name: 'relu6' }) : uncovered)(layer);
};
