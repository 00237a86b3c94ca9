import { combine } from '../../../model/shape.ts';
import type { LayerFamily, LayerReader } from '../../layer-reader.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { readAxes } from './axes.ts';

/** Keras's own, where an operation names none. */
const EPSILON = 1e-7;

/** Passes its input on and no gradient back. */
export const stopGradient: LayerFamily = (layer) =>
  opaqueBody(layer, 'No gradient passes through it: the signal is taken to pass unchanged, both ways.', layer.input);

/** Same shape; what it computes is not covered. */
export const unchangedShape: LayerFamily = (layer) =>
  opaqueBody(layer, 'What it computes is not covered: the signal is taken to pass unchanged.', layer.input);

/** Integers to indicators along a new last axis. */
export const oneHot: LayerFamily = (layer) => {
  const { given, input } = layer;
  const option = ['numClasses', 'depth', '1'].find((name) => given.entry(name) !== null);
  const reason = 'It encodes integers: the signal is taken to pass unchanged.';
  const isLast = (given.axes('axis', -1)[0] ?? -1) === -1;
  if (option === undefined || input === null || !isLast) return opaqueBody(layer, reason);
  return opaqueBody(layer, reason, [...input, given.dimension(option, null)]);
};

/** Divides by the Euclidean length along `axis`; other norms are not covered. */
export const unitLength: LayerFamily = (layer) => {
  const axes = readAxes(layer, 'axis', '1');
  const isEuclidean = layer.given.number('order', 2) === 2;
  if (axes === null || axes.includes(-1) || !isEuclidean) return unchangedShape(layer);
  return layer.body({ kind: 'unitNormalization', axes }, layer.input);
};

/** Layer normalisation without factors of its own; with some it is not looked into. */
export const standardized: LayerFamily = (layer) => {
  const axes = readAxes(layer, 'axis') ?? lastAxis(layer);
  if (layer.inputs.length > 1 || axes.includes(-1)) return unchangedShape(layer);
  const epsilon = layer.given.number('epsilon', EPSILON);
  const rms = layer.given.boolean('rmsScaling', false);
  return layer.body(
    rms
      ? { kind: 'rmsNormalization', axes, epsilon, scale: false }
      : { kind: 'layerNormalization', axes, epsilon, scale: false, center: false },
    layer.input,
  );
};

export const byRootMeanSquare: LayerFamily = (layer) => {
  const axes = readAxes(layer, 'axis') ?? lastAxis(layer);
  if (layer.inputs.length > 1 || axes.includes(-1)) return unchangedShape(layer);
  const epsilon = layer.given.number('epsilon', EPSILON);
  return layer.body({ kind: 'rmsNormalization', axes, epsilon, scale: false }, layer.input);
};

function lastAxis({ input }: LayerReader): number[] {
  return [Math.max(0, (input?.length ?? 1) - 1)];
}

/** One half of its input times the sigmoid of the other, along an axis. */
export const gated: LayerFamily = (layer) => {
  const axis = (readAxes(layer, 'axis') ?? lastAxis(layer))[0] ?? -1;
  const output = layer.input?.map((n, i) => (i === axis ? combine([n], ([all = 0]) => Math.floor(all / 2)) : n));
  const reason = 'It gates one half of its input by the other: the signal is taken to pass unchanged.';
  return opaqueBody(layer, reason, axis < 0 ? null : (output ?? null));
};

export const dropout: LayerFamily = (layer) => {
  const option = layer.given.entry('rate') === null ? '1' : 'rate';
  const rate = Math.min(1, Math.max(0, layer.given.number(option, null)));
  return layer.body({ kind: 'dropout', rate, spatial: false }, layer.input);
};
