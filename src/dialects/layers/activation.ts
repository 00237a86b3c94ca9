import { type Activation, LINEAR } from '../../model/activation.ts';
import { affine } from '../../model/affine.ts';
import { distributionMean } from '../../model/distribution.ts';
import { constant, type Expression, X } from '../../model/expression.ts';
import type { Weight } from '../../model/graph.ts';
import { sizes } from '../../model/shape.ts';
import { ELEMENTWISE_FANS, type LayerBody, type LayerFamily, type LayerReader } from '../layer-reader.ts';

/** A layer that is nothing but a nonlinearity, which `read` makes of its options. */
function nonlinearity(read: (layer: LayerReader) => Activation): LayerFamily {
  return (layer) => body(layer, read(layer), []);
}

function body(layer: LayerReader, activation: Activation, weights: readonly Weight[]): LayerBody {
  return { operation: { kind: 'activation' }, activation, outputShape: layer.input, weights };
}

export const activation: LayerFamily = nonlinearity((layer) => layer.activation());

/** A layer of the program's own that computes a function of every element; a straight line is no nonlinearity. */
export function elementwise(expression: Expression): LayerFamily {
  const line = affine(expression);
  if (line !== null) return (layer) => layer.body({ kind: 'rescaling', ...line }, layer.input);
  return nonlinearity(({ className }) => ({ name: 'custom', written: className, expression }));
}

export const leakyRelu: LayerFamily = nonlinearity(({ options, framework }) => {
  const { defaults, quirks } = framework;
  const written = quirks.leakySlopeOptions.find((option) => options.entry(option) !== null);
  return {
    name: 'leakyRelu',
    slope: written === undefined ? defaults.leakySlope : options.number(written, defaults.leakySlope),
  };
});

export const elu: LayerFamily = nonlinearity(({ options }) => ({ name: 'elu', alpha: options.number('alpha', 1) }));

export const thresholdedRelu: LayerFamily = nonlinearity(({ options }) => ({
  name: 'thresholdedRelu',
  theta: options.number('theta', 1),
}));

/** Passes its input on; what is added to the loss is no matter of initialisation. */
export const identity: LayerFamily = nonlinearity(({ options }) => {
  options.accept('l1', 'l2');
  return LINEAR;
});

/** Over the last dimension; along another one, or several, it is another function of the units. */
export const softmax: LayerFamily = (layer) => {
  const { options, input, framework } = layer;
  const axes = options.axes('axis', framework.defaults.softmaxAxis);
  const last = input === null ? -1 : input.length;
  const overUnits = axes.length === 1 && (axes[0] === -1 || axes[0] === last || input === null);
  const reason = `Softmax along axis ${axes.join(', ')}, which is not the last, is not covered.`;
  return body(layer, overUnits ? { name: 'softmax' } : { name: 'unknown', written: 'softmax', reason }, []);
};

/** max(0, x), which may be capped and, in Keras, be given a slope below or a threshold. */
export const relu: LayerFamily = nonlinearity(({ options, framework }) => {
  const maximum = options.entry('maxValue') === null ? null : options.number('maxValue', null);
  const { reluParameters } = framework.quirks;
  const slope = reluParameters ? options.number('negativeSlope', 0) : 0;
  const theta = reluParameters ? options.number('threshold', 0) : 0;
  if (maximum === null && slope === 0 && theta === 0) return { name: 'relu' };
  if (maximum === 6 && slope === 0 && theta === 0) return { name: 'relu6' };
  if (maximum === null && theta === 0) return { name: 'leakyRelu', slope };
  if (maximum === null && slope === 0) return { name: 'thresholdedRelu', theta };
  return { name: 'custom', written: 'ReLU', expression: generalRelu(slope, theta, maximum) };
});

/** x above theta, slope (x - theta) below it, cut off at a maximum. */
function generalRelu(slope: number, theta: number, maximum: number | null): Expression {
  const short: Expression = { op: 'subtract', left: X, right: constant(theta) };
  const open: Expression = {
    op: 'choose',
    left: X,
    right: constant(theta),
    above: X,
    below: { op: 'multiply', left: constant(slope), right: short },
  };
  return maximum === null ? open : { op: 'minimum', left: open, right: constant(maximum) };
}

/** A ReLU with a trained slope for each unit, shared along `sharedAxes` (counted with the batch as 0). */
export const prelu: LayerFamily = (layer) => {
  const { options } = layer;
  const shared = new Set(options.entry('sharedAxes') === null ? [] : options.axes('sharedAxes', 1));
  const shape = layer.inputOfAnyRank().map((dimension, i) => (shared.has(i + 1) ? 1 : dimension));
  const slope = layer.weight({ role: 'slope', shape, trueFans: ELEMENTWISE_FANS, fallback: { name: 'zeros' } });
  const start = distributionMean(slope.initializer.sampled, sizes(shape)) ?? 0;
  return body(layer, { name: 'prelu', slope: start }, [slope]);
};
