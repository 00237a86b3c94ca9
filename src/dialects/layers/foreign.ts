import type { Shape } from '../../model/shape.ts';
import type { LayerBody, LayerFamily, LayerReader } from '../layer-reader.ts';
import { opaque } from './opaque.ts';

/** Layers whose computation does not stand in the file: functions, modules of other frameworks, classes of one's own. */

const PASSED = 'the signal is taken to pass unchanged.';

/** A function of the user; files carry it compiled. */
export const lambda: LayerFamily = opaque(`It calls a function that cannot be read: ${PASSED}`, writtenShape);

/** A module of another framework, or a model saved elsewhere. */
export const foreignModule: LayerFamily = opaque(`What it wraps does not stand in the file: ${PASSED}`);

/** A class that others are derived from; a file names it only with code of its own. */
export const ownClass: LayerFamily = opaque(`What it computes is code that does not stand in the file: ${PASSED}`);

export const featureColumns: LayerFamily = opaque(`It turns feature columns into a vector: ${PASSED}`);

export const boundingBoxes: LayerFamily = opaque(`It prepares bounding boxes, not a signal: ${PASSED}`);

/** Preprocessing layers one after another. */
export function pipeline(layer: LayerReader): LayerBody {
  const layers = layer.options.value('layers');
  const items = layers?.kind === 'list' ? layers.items : [];
  const parts = [];
  let shape = layer.input;
  for (const [i, item] of items.entries()) {
    const part = layer.part(`layer_${i + 1}`, item, [shape]);
    shape = part?.traits.outputShape ?? null;
    if (part !== null) parts.push(part);
  }
  const reason = `It prepares its input ahead of what is trained: ${PASSED}`;
  const body = layer.body({ kind: 'opaque', className: layer.className, reason }, items.length === 0 ? null : shape);
  return { ...body, parts };
}

/** `outputShape`, without batch, where it is a list of numbers. */
function writtenShape({ options }: LayerReader): Shape | null {
  const value = options.value('outputShape');
  if (value?.kind !== 'list') return null;
  const dimensions = value.items.map((item) => (item.kind === 'number' ? item.value : null));
  return dimensions.every((dimension) => dimension !== null) ? dimensions : null;
}
