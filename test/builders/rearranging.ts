import type { Operation } from '../../src/model/operation.ts';
import { plain, type Sketch } from './sketch.ts';

type Shape = readonly number[];
type Pair = readonly [number, number];
type Kind<K extends Operation['kind']> = Extract<Operation, { readonly kind: K }>;

export function permute(order: readonly number[]): Sketch {
  return plain({ kind: 'permute', order }, ([shape = []]) => order.map((dimension) => shape[dimension] ?? 1));
}

export function repeatVector(times: number): Sketch {
  return plain({ kind: 'repeatVector', times }, ([shape = []]) => [times, ...shape]);
}

export function upSampling(
  factors: readonly number[],
  channels: 'first' | 'last' = 'last',
  interpolation: Kind<'upSampling'>['interpolation'] = 'nearest',
): Sketch {
  return plain({ kind: 'upSampling', factors, interpolation, channels }, ([shape = []]) =>
    spatially(shape, channels, (size, i) => size * (factors[i] ?? 1)),
  );
}

export function cropping(amounts: readonly Pair[], channels: 'first' | 'last' = 'last'): Sketch {
  return plain({ kind: 'cropping', amounts, channels }, ([shape = []]) =>
    spatially(shape, channels, (size, i) => size - (amounts[i]?.[0] ?? 0) - (amounts[i]?.[1] ?? 0)),
  );
}

export function zeroPadding(amounts: readonly Pair[], channels: 'first' | 'last' = 'last'): Sketch {
  return plain({ kind: 'zeroPadding', amounts, channels }, ([shape = []]) =>
    spatially(shape, channels, (size, i) => size + (amounts[i]?.[0] ?? 0) + (amounts[i]?.[1] ?? 0)),
  );
}

export function rescaling(scale: number, offset: number): Sketch {
  return plain({ kind: 'rescaling', scale, offset });
}

export function merge(how: Kind<'merge'>['how']): Sketch {
  return plain({ kind: 'merge', how }, (shapes) => widest(shapes));
}

export function groupNormalization(groups: number, axis: number): Sketch {
  return plain({ kind: 'groupNormalization', groups, axis, epsilon: 1e-3, scale: true, center: true });
}

export function rmsNormalization(axes: readonly number[]): Sketch {
  return plain({ kind: 'rmsNormalization', axes, epsilon: 1e-3, scale: true });
}

export function unitNormalization(axes: readonly number[]): Sketch {
  return plain({ kind: 'unitNormalization', axes });
}

/** The layer at every step of its input. */
export function timeDistributed(inner: Sketch): Sketch {
  const shape: Sketch['shape'] = (inputs) => [inputs[0]?.[0] ?? 1, ...inner.shape(inputs.map(([, ...step]) => step))];
  const parts: Sketch['parts'] = (inputs) => [
    { name: 'layer', sketch: inner, inputs: inputs.map(([, ...step]) => step) },
  ];
  return { ...plain({ kind: 'timeDistributed' }, shape), parts };
}

function spatially(shape: Shape, channels: 'first' | 'last', change: (size: number, i: number) => number): Shape {
  const first = channels === 'first' ? 1 : 0;
  const last = shape.length - (channels === 'first' ? 0 : 1);
  return shape.map((size, i) => (i >= first && i < last ? change(size, i - first) : size));
}

function widest(shapes: readonly Shape[]): Shape {
  const [longest = []] = [...shapes].sort((a, b) => b.length - a.length);
  return longest.map((_, i) => Math.max(...shapes.map((shape) => shape.at(i - longest.length) ?? 1)));
}
