import { elementCount, type Shape, size } from '../../../model/shape.ts';
import type { LayerBody, LayerFamily, LayerReader } from '../../layer-reader.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { completeTarget } from '../../layers/reshaping.ts';
import { fromFront, readAxes } from './axes.ts';

const WITH_BATCH = 'It rearranges examples among one another: the signal is taken to pass unchanged.';
const UNREAD = 'How it rearranges its input cannot be read: the signal is taken to pass unchanged.';

/** The target begins with the batch, as a size that is left open or computed. */
export const reshape: LayerFamily = (layer) => {
  const target = layer.given.value('newshape', 'shape', '1');
  const { input } = layer;
  if (target?.kind !== 'list' || input === null) return opaqueBody(layer, UNREAD);
  const [batch, ...items] = target.items;
  if (batch === undefined || (batch.kind === 'number' && size(batch.value) >= 0)) return opaqueBody(layer, WITH_BATCH);
  if (items.some((item) => item.kind !== 'number')) return opaqueBody(layer, UNREAD);
  const shape = completeTarget(layer, items);
  // The batch takes what is left over if it is the one that is open.
  return elementCount(shape) === elementCount(input) ? reshaped(layer, shape) : opaqueBody(layer, WITH_BATCH, shape);
};

/** A new axis of size 1; `axis` counts in the output. */
export const expandDimensions: LayerFamily = (layer) => {
  const { given, input } = layer;
  const [written] = given.axes(given.entry('axis') === null ? '1' : 'axis', -1);
  if (input === null || written === undefined) return opaqueBody(layer, UNREAD);
  const place = fromFront(written, input.length + 1) - 1;
  if (place < 0) return opaqueBody(layer, WITH_BATCH);
  return reshaped(layer, [...input.slice(0, place), 1, ...input.slice(place)]);
};

/** Axes of size 1 go: all, or those written. */
export const squeeze: LayerFamily = (layer) => {
  const { input } = layer;
  if (input === null) return opaqueBody(layer, UNREAD);
  const axes = readAxes(layer, 'axis', '1') ?? input.flatMap((dimension, i) => (size(dimension) === 1 ? [i] : []));
  if (axes.includes(-1)) return opaqueBody(layer, WITH_BATCH);
  return reshaped(
    layer,
    input.filter((_, i) => !axes.includes(i)),
  );
};

/** All elements in one row, those of all examples. */
export const ravel: LayerFamily = (layer) => opaqueBody(layer, WITH_BATCH);

function reshaped(layer: LayerReader, target: Shape): LayerBody {
  return layer.body({ kind: 'reshape', target }, target);
}
