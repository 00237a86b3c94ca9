import type { Layer, LayerId, ModelGraph } from '../../model/graph.ts';
import type { Operation, Window } from '../../model/operation.ts';
import type { Work } from '../operator.ts';
import { isTimeToPause } from '../slices.ts';
import type { Shapes } from './layer-shapes.ts';

/** Shapes of a run at a reduced image size, and that size. */
export interface Reduced {
  readonly shapes: Shapes;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Images are reduced in steps of this, so that strides divide them as before. */
const STRIDE = 32;

/** Images of up to this many places a side are run as they are. */
const LARGE = 128;

/**
 * Smallest side of any layer's image in a reduced run: what zero padding takes of a 3 x 3 window is 31% of its taps there,
 * against 18% on the 7 x 7 images that networks for 224 x 224 end with.
 */
const SMALLEST = 4;

/**
 * Smaller images for a model whose weights do not depend on their size: convolutions, pooling and what acts on every place
 * alike, up to global pooling. Moments are means over places, so fewer places say the same with more scatter, but for the
 * larger share of edges. Null where images are small, or where anything depends on their size (flatten, attention).
 */
export function* reducedShapes(graph: ModelGraph, full: Shapes): Work<Reduced | null> {
  const entries = graph.layers.filter(({ inputs }) => inputs.length === 0);
  const [entry] = entries;
  const from = entry === undefined ? [] : (full.get(entry.id) ?? []).slice(0, -1);
  const side = Math.min(...from);
  if (entry === undefined || entries.length !== 1 || from.length !== 2 || side <= LARGE) return null;
  for (let smaller = 2 * STRIDE; smaller < side; smaller += STRIDE) {
    const to = from.map((size) => Math.round((size * smaller) / side / STRIDE) * STRIDE);
    const shapes = yield* propagate(graph, full, entry.id, to);
    // Something depends on the size: no other size will do either.
    if (shapes === null) return null;
    if (isLargeEnough(full, shapes)) return { shapes, from, to };
  }
  return null;
}

function isLargeEnough(full: Shapes, reduced: Shapes): boolean {
  return [...full].every(([id, shape]) => {
    const other = reduced.get(id) ?? shape;
    return shape.every((size, i) => (other[i] ?? size) >= Math.min(size, SMALLEST));
  });
}

/** What a layer's shape costs, in steps. */
const LAYER_STEPS = 1000;

/** Every layer's shape for images of another size; null if a layer's shape does not follow from its inputs' alone. */
function* propagate(graph: ModelGraph, full: Shapes, entry: LayerId, to: readonly number[]): Work<Shapes | null> {
  const shapes = new Map<LayerId, readonly number[]>();
  for (const layer of graph.layers) {
    if (isTimeToPause(LAYER_STEPS)) yield;
    const own = full.get(layer.id) ?? [];
    if (layer.id === entry) {
      shapes.set(layer.id, [...to, own.at(-1) ?? 1]);
      continue;
    }
    const before = layer.inputs.map((id) => full.get(id) ?? []);
    const now = layer.inputs.map((id) => shapes.get(id) ?? []);
    const isUntouched = now.every((shape, i) => sameShape(shape, before[i] ?? []));
    // The rule has to give the shape that the model has before it is trusted with another one.
    const known = isUntouched ? own : outputShape(layer, before, own);
    const shape = isUntouched ? own : outputShape(layer, now, own);
    if (known === null || shape === null || !sameShape(known, own)) return null;
    shapes.set(layer.id, shape);
  }
  return shapes;
}

/** @param own the layer's shape in full, of which the channels are taken. */
function outputShape(
  { operation }: Layer,
  inputs: readonly (readonly number[])[],
  own: readonly number[],
): readonly number[] | null {
  const [first = []] = inputs;
  const channels = own.at(-1) ?? 1;
  const spatial = spatialSizes(operation, first.slice(0, -1));
  if (spatial !== null) return [...spatial, channels];
  switch (operation.kind) {
    case 'activation':
    case 'batchNormalization':
    case 'dropout':
    case 'gaussianDropout':
    case 'gaussianNoise':
    case 'alphaDropout':
    case 'rescaling':
    case 'opaque':
    case 'dense':
      return [...first.slice(0, -1), channels];
    case 'layerNormalization':
    case 'unitNormalization':
    case 'rmsNormalization':
      return operation.axes.every((axis) => axis === first.length - 1) ? first : null;
    case 'globalPooling':
      return operation.channels === 'last' ? own : null;
    case 'add':
    case 'merge':
    case 'concatenate': {
      const widest = inputs.reduce((a, b) => (elements(b) > elements(a) ? b : a), first);
      return [...widest.slice(0, -1), channels];
    }
    default:
      return null;
  }
}

/** Null where the operation has no rule for places, or has its channels first. */
function spatialSizes(operation: Operation, input: readonly number[]): readonly number[] | null {
  if ('channels' in operation && operation.channels === 'first') return null;
  switch (operation.kind) {
    case 'convolution':
    case 'depthwiseConvolution':
    case 'separableConvolution':
    case 'pooling':
      return operation.window.channels === 'first' ? null : slidSizes(operation.window, input);
    case 'zeroPadding':
      return input.map((size, i) => size + sum(operation.amounts[i]));
    case 'cropping':
      return input.map((size, i) => size - sum(operation.amounts[i]));
    case 'upSampling':
      return input.map((size, i) => size * (operation.factors[i] ?? 1));
    default:
      return null;
  }
}

function slidSizes({ size, strides, dilation, padding }: Window, input: readonly number[]): number[] {
  return input.map((length, i) => {
    const span = ((size[i] ?? 1) - 1) * (dilation[i] ?? 1) + 1;
    const covered = padding === 'valid' ? length - span + 1 : length;
    return Math.ceil(covered / (strides[i] ?? 1));
  });
}

function sum([before, after]: readonly [number, number] = [0, 0]): number {
  return before + after;
}

function elements(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
