import { combine, type Dimension, type Shape, size } from '../../model/shape.ts';
import type { LayerBody, LayerReader } from '../layer-reader.ts';
import { axisWithoutBatch } from './normalization.ts';

/** Element by element; sizes of 1 stretch. */
export function add(layer: LayerReader): LayerBody {
  return layer.body({ kind: 'add' }, broadcastShape(layer.inputs));
}

export function concatenate(layer: LayerReader): LayerBody {
  const known = layer.inputs.filter((shape) => shape !== null);
  const first = known[0] ?? null;
  const axis = axisWithoutBatch(layer.options.number('axis', -1), first);
  const complete = first !== null && known.length === layer.inputs.length;
  const joined = combine(
    known.map((shape) => shape[axis] ?? 0),
    (values) => values.reduce((a, b) => a + b, 0),
  );
  const output = complete ? first.map((dimension, i) => (i === axis ? joined : dimension)) : null;
  return layer.body({ kind: 'concatenate', axis }, output);
}

/** The common shape of inputs that are joined element by element; null if one of them is not known. */
export function broadcastShape(inputs: readonly (Shape | null)[]): Shape | null {
  const [first = null, ...rest] = inputs;
  return rest.reduce<Shape | null>((a, b) => (a === null || b === null ? null : broadcastPair(a, b)), first);
}

function broadcastPair(a: Shape, b: Shape): Shape {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const offset = long.length - short.length;
  return long.map((dimension, i): Dimension => {
    const other = short[i - offset];
    return other !== undefined && size(dimension) === 1 ? other : dimension;
  });
}
