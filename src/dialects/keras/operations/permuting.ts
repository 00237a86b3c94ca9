import type { LayerBody, LayerFamily, LayerReader } from '../../layer-reader.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { permuted } from '../../layers/rearranging.ts';
import { readAxes } from './axes.ts';

const WITH_BATCH = 'It exchanges the batch for another axis: the signal is taken to pass unchanged.';
const UNREAD = 'How it rearranges its axes cannot be read: the signal is taken to pass unchanged.';

/** All axes in the order written, the batch among them. */
export const transpose: LayerFamily = (layer) => rearranged(layer, readAxes(layer, 'axes', 'perm', '1'));

export const swapAxes: LayerFamily = (layer) => {
  const rank = layer.input?.length ?? 0;
  const [a, b] = [readAxes(layer, 'axis1', '1')?.[0], readAxes(layer, 'axis2', '2')?.[0]];
  if (a === undefined || b === undefined) return opaqueBody(layer, UNREAD);
  const order = places(rank).map((axis) => (axis === a ? b : axis === b ? a : axis));
  return rearranged(layer, order);
};

/** One axis to another place; the others keep their order. */
export const moveAxis: LayerFamily = (layer) => {
  const rank = layer.input?.length ?? 0;
  const [source, destination] = [readAxes(layer, 'source', '1'), readAxes(layer, 'destination', '2')];
  const [from, to] = [source?.[0], destination?.[0]];
  if (from === undefined || to === undefined || source?.length !== 1) return opaqueBody(layer, UNREAD);
  const rest = places(rank).filter((axis) => axis !== from);
  return rearranged(layer, [...rest.slice(0, to + 1), from, ...rest.slice(to + 1)]);
};

/** Axes of an input and its batch, which is -1. */
function places(rank: number): number[] {
  return Array.from({ length: rank + 1 }, (_, i) => i - 1);
}

function rearranged(layer: LayerReader, order: readonly number[] | null): LayerBody {
  const { input } = layer;
  if (order === null || input === null) return opaqueBody(layer, UNREAD);
  const [batch, ...rest] = order;
  if (batch !== -1) return opaqueBody(layer, WITH_BATCH);
  return layer.body({ kind: 'permute', order: rest }, permuted(input, rest));
}
