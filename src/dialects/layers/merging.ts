import type { Operation } from '../../model/operation.ts';
import { combine, type Dimension, knownSize, type Shape, size } from '../../model/shape.ts';
import type { LayerBody, LayerFamily, LayerReader } from '../layer-reader.ts';
import { axisWithoutBatch } from './normalization.ts';

type Way = Extract<Operation, { readonly kind: 'merge' }>['how'];

/** Element by element; sizes of 1 stretch. */
export function add(layer: LayerReader): LayerBody {
  return layer.body({ kind: 'add' }, broadcastShape(layer.inputs));
}

/** Element by element, as `add`; `subtract` takes exactly two inputs. */
export function merge(how: Way): LayerFamily {
  return (layer) => {
    const fits = how !== 'subtract' || layer.inputs.length === 2;
    return layer.body({ kind: 'merge', how }, fits ? broadcastShape(layer.inputs) : null);
  };
}

export function concatenate(layer: LayerReader): LayerBody {
  const axis = layer.options.number('axis', -1);
  return layer.body(...joined(layer.inputs, axis));
}

/** @param axis with the batch as 0; negative ones count from the end. */
export function joined(inputs: readonly (Shape | null)[], axis: number): [Operation, Shape | null] {
  const known = inputs.filter((shape) => shape !== null);
  const first = known[0] ?? null;
  if (axis === 0 || (first !== null && axis === -1 - first.length)) {
    const reason = 'Examples are joined into a larger batch: the signal is taken to pass unchanged.';
    return [{ kind: 'opaque', className: 'Concatenate', reason }, first];
  }
  const place = axisWithoutBatch(axis, first);
  const complete = first !== null && known.length === inputs.length;
  const sum = combine(
    known.map((shape) => shape[place] ?? 0),
    (values) => values.reduce((a, b) => a + b, 0),
  );
  const output = complete ? first.map((dimension, i) => (i === place ? sum : dimension)) : null;
  return [{ kind: 'concatenate', axis: place }, output];
}

/**
 * The common shape of inputs that are joined element by element, the last dimensions set against one another; null if
 * an input is not known or they do not fit, which the frameworks refuse.
 */
export function broadcastShape(inputs: readonly (Shape | null)[]): Shape | null {
  const [first = null, ...rest] = inputs;
  return rest.reduce<Shape | null>((a, b) => (a === null || b === null ? null : broadcastPair(a, b)), first);
}

function broadcastPair(a: Shape, b: Shape): Shape | null {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const offset = long.length - short.length;
  const output: Dimension[] = [];
  for (const [i, dimension] of long.entries()) {
    const common = broadcastSize(dimension, short[i - offset] ?? 1);
    if (common === null) return null;
    output.push(common);
  }
  return output;
}

/** A size that is assumed gives way to one that the file fixes. */
function broadcastSize(a: Dimension, b: Dimension): Dimension | null {
  if (size(a) === 1) return b;
  if (size(b) === 1 || size(a) === size(b)) return knownSize(a) === null && size(b) !== 1 ? b : a;
  if (knownSize(a) === null) return b;
  return knownSize(b) === null ? a : null;
}
