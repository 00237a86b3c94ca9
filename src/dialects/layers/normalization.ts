import type { Weight, WeightRole } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import { type Shape, size } from '../../model/shape.ts';
import { ASSUMED_FEATURES } from '../assumptions.ts';
import { ELEMENTWISE_FANS, type LayerBody, type LayerReader } from '../layer-reader.ts';

const DEFAULT_EPSILON = 1e-3;
const RMS_EPSILON = 1e-6;
const ONES: InitializerSpec = { name: 'ones' };
const ZEROS: InitializerSpec = { name: 'zeros' };

/** Per channel over batch and positions; gamma, beta and the moving statistics: [channels]. */
export function batchNormalization(layer: LayerReader): LayerBody {
  const { options } = layer;
  const { epsilon, scale, center } = readCommon(layer);
  options.accept('momentum', 'renorm', 'renormClipping', 'renormMomentum', 'fused', 'virtualBatchSize', 'synchronized');
  const axis = axisWithoutBatch(options.axes('axis', -1)[0] ?? -1, layer.input);
  const shape: Shape = [layer.input?.[axis] ?? ASSUMED_FEATURES];
  const weights = [
    ...affine(layer, shape, scale, center),
    parameter(layer, 'movingMean', shape, ZEROS),
    parameter(layer, 'movingVariance', shape, ONES),
  ];
  const operation = { kind: 'batchNormalization', axis, epsilon, scale, center } as const;
  return { ...layer.body(operation, layer.input), weights };
}

/** Each example over `axis` (one or several); gamma, beta: the shape of those axes. */
export function layerNormalization(layer: LayerReader): LayerBody {
  const { options } = layer;
  const { epsilon, scale, center } = readCommon(layer);
  const axes = readAxes(layer);
  const shape = extentsOf(axes, layer.input);
  if (layer.framework.quirks.rmsScaling && options.boolean('rmsScaling', false)) {
    // Divides by the standard deviation and leaves the mean; beta is not made, gamma always.
    const operation = { kind: 'rmsNormalization', axes, epsilon, scale: true } as const;
    return { ...layer.body(operation, layer.input), weights: affine(layer, shape, true, false) };
  }
  const operation = { kind: 'layerNormalization', axes, epsilon, scale, center } as const;
  return { ...layer.body(operation, layer.input), weights: affine(layer, shape, scale, center) };
}

/** Each example over its positions and one of `groups` groups of channels (-1: a group a channel); gamma, beta: [channels]. */
export function groupNormalization(layer: LayerReader): LayerBody {
  const { epsilon, scale, center } = readCommon(layer);
  const axis = axisWithoutBatch(layer.options.number('axis', -1), layer.input);
  const channels = layer.input?.[axis] ?? ASSUMED_FEATURES;
  const written = layer.options.value('groups');
  const isEach = written?.kind === 'number' && size(written.value) === -1;
  const groups = size(isEach ? channels : layer.options.dimension('groups', 32));
  const operation = { kind: 'groupNormalization', groups, axis, epsilon, scale, center } as const;
  return { ...layer.body(operation, layer.input), weights: affine(layer, [channels], scale, center) };
}

/** Divides by the root of the mean square over `axis` (one or several); scale: the shape of those axes. */
export function rmsNormalization(layer: LayerReader): LayerBody {
  const axes = readAxes(layer);
  const epsilon = layer.options.number('epsilon', RMS_EPSILON);
  const shape = extentsOf(axes, layer.input);
  const scale = layer.fixedWeight({ role: 'scale', shape, trueFans: ELEMENTWISE_FANS, fallback: ONES });
  return { ...layer.body({ kind: 'rmsNormalization', axes, epsilon, scale: true }, layer.input), weights: [scale] };
}

export function unitNormalization(layer: LayerReader): LayerBody {
  return layer.body({ kind: 'unitNormalization', axes: readAxes(layer) }, layer.input);
}

function readAxes(layer: LayerReader): number[] {
  return layer.options.axes('axis', -1).map((axis) => axisWithoutBatch(axis, layer.input));
}

function extentsOf(axes: readonly number[], input: Shape | null): Shape {
  return axes.map((axis) => input?.[axis] ?? ASSUMED_FEATURES);
}

function readCommon({ options }: LayerReader): { epsilon: number; scale: boolean; center: boolean } {
  return {
    epsilon: options.number('epsilon', DEFAULT_EPSILON),
    scale: options.boolean('scale', true),
    center: options.boolean('center', true),
  };
}

function affine(layer: LayerReader, shape: Shape, scale: boolean, center: boolean): Weight[] {
  const gamma = parameter(layer, 'gamma', shape, ONES);
  const beta = parameter(layer, 'beta', shape, ZEROS);
  return [...(scale ? [gamma] : []), ...(center ? [beta] : [])];
}

function parameter(layer: LayerReader, role: WeightRole, shape: Shape, fallback: InitializerSpec): Weight {
  return layer.weight({ role, shape, trueFans: ELEMENTWISE_FANS, fallback });
}

/** Frameworks count the batch as axis 0 and negative axes from the end. */
export function axisWithoutBatch(axis: number, input: Shape | null): number {
  const rank = input?.length ?? 1;
  return axis < 0 ? Math.max(0, rank + axis) : Math.max(0, axis - 1);
}
