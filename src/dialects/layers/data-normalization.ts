import type { Operation } from '../../model/operation.ts';
import type { Shape } from '../../model/shape.ts';
import { ASSUMED_FEATURES } from '../assumptions.ts';
import type { ConfigValue } from '../declaration.ts';
import { ELEMENTWISE_FANS, type LayerBody, type LayerReader } from '../layer-reader.ts';
import { axisWithoutBatch } from './normalization.ts';

const FROM_DATA =
  'Its mean and variance come from data that the file does not carry: the signal is taken to pass unchanged.';
const BY_ELEMENT = 'It shifts and scales every element in its own way: the signal is taken to pass unchanged.';
/** Keras's own floor under the standard deviation. */
const EPSILON = 1e-7;

/**
 * (x - mean) / standard deviation of the data, along `axis` by element (none: one for all); `invert` undoes that.
 * Where the statistics are not given the layer keeps them, with a count of what it has seen; shapes: those of the axes,
 * and a scalar.
 */
export function dataNormalization(layer: LayerReader): LayerBody {
  const { options, input } = layer;
  const invert = options.boolean('invert', false);
  const axes = options.isNull('axis') ? [] : options.axes('axis', -1).map((axis) => axisWithoutBatch(axis, input));
  const [mean, variance] = [options.value('mean'), options.value('variance')];
  if (mean === null || variance === null) {
    return { ...layer.body(untold(layer, FROM_DATA), input), weights: statistics(layer, axes) };
  }
  const [shift, square] = [only(mean), only(variance)];
  if (shift === null || square === null) return layer.body(untold(layer, BY_ELEMENT), input);
  const deviation = Math.max(Math.sqrt(square), EPSILON);
  const [scale, offset] = invert ? [deviation, shift] : [1 / deviation, -shift / deviation];
  return layer.body({ kind: 'rescaling', scale, offset }, input);
}

function untold({ className }: LayerReader, reason: string): Operation {
  return { kind: 'opaque', className, reason };
}

function statistics(layer: LayerReader, axes: readonly number[]): LayerBody['weights'] {
  const shape: Shape = [...axes].sort((a, b) => a - b).map((axis) => layer.input?.[axis] ?? ASSUMED_FEATURES);
  const [trueFans, zeros, ones] = [ELEMENTWISE_FANS, { name: 'zeros' }, { name: 'ones' }] as const;
  return [
    layer.fixedWeight({ role: 'movingMean', shape, trueFans, fallback: zeros }),
    layer.fixedWeight({ role: 'movingVariance', shape, trueFans, fallback: ones }),
    layer.fixedWeight({ role: 'state', shape: [], trueFans, fallback: zeros }),
  ];
}

/** The number that a value gives every element; null if it gives them different ones. */
export function only(value: ConfigValue): number | null {
  if (value.kind === 'number') return typeof value.value === 'number' ? value.value : null;
  if (value.kind !== 'list') return null;
  const [first = null, ...rest] = value.items.map(only);
  return rest.every((number) => number === first) ? first : null;
}
