import type { LayerFamily } from '../../layer-reader.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { readAxes } from './axes.ts';

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

export const dropout: LayerFamily = (layer) => {
  const option = layer.given.entry('rate') === null ? '1' : 'rate';
  const rate = Math.min(1, Math.max(0, layer.given.number(option, null)));
  return layer.body({ kind: 'dropout', rate, spatial: false }, layer.input);
};

/** Numbers that describe a tensor, or that come out of it in a way that cannot be followed. */
export const opaqueResult: LayerFamily = (layer) =>
  opaqueBody(layer, 'What it computes is not covered: the signal is taken to pass unchanged.');
