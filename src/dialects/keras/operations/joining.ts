import type { LayerFamily } from '../../layer-reader.ts';
import { leftOver } from '../../layers/dot.ts';
import { joined } from '../../layers/merging.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { fromFront } from './axes.ts';

export const concatenation: LayerFamily = (layer) =>
  layer.body(...joined(layer.inputs, layer.given.axes(layer.given.entry('axis') === null ? '1' : 'axis', -1)[0] ?? -1));

/** Inputs of one shape along a new axis, which counts in the output. */
export const stack: LayerFamily = (layer) => {
  const { given, input, inputs } = layer;
  const [axis = 0] = given.axes(given.entry('axis') === null ? '1' : 'axis', 0);
  const place = input === null ? -1 : fromFront(axis, input.length + 1) - 1;
  const reason = 'It stacks its inputs: the signal is taken to pass unchanged.';
  if (input === null || place < 0) return opaqueBody(layer, reason);
  return opaqueBody(layer, reason, [...input.slice(0, place), inputs.length, ...input.slice(place)]);
};

/** Of two matrices an example, a product over one axis of each; more dimensions go through it one by one. */
export const matrixProduct: LayerFamily = (layer) => {
  const { given } = layer;
  const [a = null, b = null] = layer.inputs;
  const reason = 'This matrix product is not covered: the signal is taken to pass unchanged.';
  if (a === null || b === null || a.length < 2 || a.length !== b.length) return opaqueBody(layer, reason);
  const rank = a.length;
  const axisA = given.boolean('transposeA', false) ? rank - 2 : rank - 1;
  const axisB = given.boolean('transposeB', false) ? rank - 1 : rank - 2;
  if (rank === 2) {
    return layer.body({ kind: 'dot', axes: [axisA, axisB], normalize: false }, leftOver(a, axisA, b, axisB));
  }
  const columns = b[axisB === rank - 1 ? rank - 2 : rank - 1] ?? 1;
  return opaqueBody(layer, reason, [...a.slice(0, -2), a[axisA === rank - 1 ? rank - 2 : rank - 1] ?? 1, columns]);
};
