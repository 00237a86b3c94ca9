import type { DialectId, Layer } from '../../../../src/model/graph.ts';
import type { Operation } from '../../../../src/model/operation.ts';
import { sizes } from '../../../../src/model/shape.ts';
import { activationLayer, activationName } from './activation.ts';
import { type LayerConfig, type Options, Untrainable } from './json.ts';
import { mergeLayer } from './merging.ts';
import { pooling } from './pooling.ts';
import { cellLayer, recurrentLayer, unrollingOptions } from './recurrent.ts';
import { formatOption, windowOptions } from './window.ts';

/** Weights are drawn elsewhere: TensorFlow.js's own initialisers would only cost time. */
const UNDRAWN: Options = { kernelInitializer: 'Zeros', biasInitializer: 'Zeros' };

const RANKED = { 1: '1D', 2: '2D', 3: '3D' } as const;

/**
 * The layers of TensorFlow.js that compute what a layer of the graph does, one after the other: the layer itself, and its
 * activation by itself where TensorFlow.js's layer does not take that one.
 * @throws Untrainable where TensorFlow.js has no such layer.
 */
export function layerConfigs(layer: Layer, dialect: DialectId): LayerConfig[] {
  const { own } = layer.activation;
  const { operation, trainable } = layer;
  if (operation.kind === 'activation') return [activationOnly(layer)];
  const made = layerAlone(layer, operation, dialect);
  const whole = trainable ? made : { ...made, config: { ...made.config, trainable } };
  if (own === null || own.name === 'linear') return [whole];
  const name = activationName(own);
  return name !== null && takesActivation(operation.kind)
    ? [{ ...whole, config: { ...whole.config, activation: name } }]
    : [whole, activationLayer(own)];
}

function takesActivation(kind: Operation['kind']): boolean {
  return /^(dense|(depthwise|separable|transposed)Convolution|convolution)$/.test(kind);
}

/** A layer that is an activation; a parametric relu has weights. */
function activationOnly({ activation: { own }, weights, outputShape }: Layer): LayerConfig {
  if (own === null) throw new Untrainable('has an activation that cannot be read.');
  if (own.name !== 'prelu') return activationLayer(own);
  const [slope] = weights;
  if (slope === undefined || outputShape === null) throw new Untrainable('has slopes that cannot be read.');
  const shape = sizes(outputShape);
  const shared = sizes(slope.shape).flatMap((size, i) => (size === 1 && shape[i] !== 1 ? [i + 1] : []));
  return {
    class_name: 'PReLU',
    config: { alphaInitializer: 'Zeros', sharedAxes: shared.length === 0 ? null : shared },
  };
}

function layerAlone(layer: Layer, operation: Operation, dialect: DialectId): LayerConfig {
  switch (operation.kind) {
    case 'input':
      return inputLayer(layer, operation.integer);
    case 'dense':
      return { class_name: 'Dense', config: { ...UNDRAWN, units: operation.units, useBias: operation.useBias } };
    case 'convolution': {
      const { window, filters, groups, useBias } = operation;
      if (groups !== 1) throw new Untrainable('is a grouped convolution, which TensorFlow.js does not have.');
      const config = { ...UNDRAWN, ...windowOptions(window), filters, useBias };
      return { class_name: `Conv${RANKED[window.rank]}`, config };
    }
    case 'depthwiseConvolution': {
      const { window, multiplier, useBias } = operation;
      if (window.rank !== 2) throw lacking('depthwise convolution of other than two dimensions');
      const initializers = { depthwiseInitializer: 'Zeros', biasInitializer: 'Zeros' };
      const config = { ...initializers, ...windowOptions(window), depthMultiplier: multiplier, useBias };
      return { class_name: 'DepthwiseConv2D', config };
    }
    case 'separableConvolution': {
      const { window, filters, multiplier, useBias } = operation;
      if (window.rank !== 2) throw lacking('separable convolution of other than two dimensions');
      const initializers = { depthwiseInitializer: 'Zeros', pointwiseInitializer: 'Zeros', biasInitializer: 'Zeros' };
      const config = { ...initializers, ...windowOptions(window), filters, depthMultiplier: multiplier, useBias };
      return { class_name: 'SeparableConv2D', config };
    }
    case 'transposedConvolution': {
      const { window, filters, useBias } = operation;
      if (window.rank === 1) throw lacking('transposed convolution of one dimension');
      const config = { ...UNDRAWN, ...windowOptions(window), filters, useBias };
      return { class_name: `Conv${RANKED[window.rank]}Transpose`, config };
    }
    case 'batchNormalization': {
      const { axis, epsilon, scale, center } = operation;
      return { class_name: 'BatchNormalization', config: { axis: axis + 1, epsilon, scale, center } };
    }
    case 'layerNormalization': {
      const { axes, epsilon, scale, center } = operation;
      const config = { axis: axes.map((axis) => axis + 1), epsilon, scale, center };
      return { class_name: 'LayerNormalization', config };
    }
    case 'pooling':
    case 'globalPooling':
      return pooling(operation);
    case 'dropout':
      return dropout(layer, operation);
    case 'gaussianDropout':
      return { class_name: 'GaussianDropout', config: { rate: operation.rate } };
    case 'gaussianNoise':
      return { class_name: 'GaussianNoise', config: { stddev: operation.stddev } };
    case 'alphaDropout':
      if (dialect === 'tfjs') return { class_name: 'AlphaDropout', config: { rate: operation.rate } };
      throw new Untrainable('is an alpha dropout, which TensorFlow.js computes with a wrong sign.');
    case 'reshape':
      return { class_name: 'Reshape', config: { targetShape: sizes(operation.target) } };
    case 'flatten':
      return { class_name: 'Flatten', config: {} };
    case 'zeroPadding':
      return edges('ZeroPadding2D', 'padding', operation);
    case 'cropping':
      return edges('Cropping2D', 'cropping', operation);
    case 'upSampling': {
      const { factors, interpolation, channels } = operation;
      const isKnown = interpolation === 'nearest' || (interpolation === 'bilinear' && dialect === 'tfjs');
      if (factors.length !== 2 || !isKnown) throw lacking('up-sampling of this kind');
      return { class_name: 'UpSampling2D', config: { size: factors, interpolation, ...formatOption(channels) } };
    }
    case 'add':
    case 'merge':
    case 'dot':
    case 'concatenate':
      return mergeLayer(operation);
    case 'permute':
      return { class_name: 'Permute', config: { dims: operation.order.map((axis) => axis + 1) } };
    case 'repeatVector':
      return { class_name: 'RepeatVector', config: { n: operation.times } };
    case 'masking':
      return { class_name: 'Masking', config: { maskValue: operation.value } };
    case 'rescaling':
      return { class_name: 'Rescaling', config: { scale: operation.scale, offset: operation.offset } };
    case 'embedding': {
      const { inputDim, outputDim, maskZero } = operation;
      return { class_name: 'Embedding', config: { embeddingsInitializer: 'Zeros', inputDim, outputDim, maskZero } };
    }
    case 'recurrent':
      return recurrentLayer(operation.cell, operation);
    case 'recurrentCell':
      return cellLayer(operation.cell);
    case 'rnn':
    case 'bidirectional':
    case 'timeDistributed':
      return wrapper(layer, operation, dialect);
    case 'opaque':
      throw new Untrainable(`cannot be rebuilt: ${operation.reason}`);
    case 'activation':
    case 'groupNormalization':
    case 'rmsNormalization':
    case 'unitNormalization':
    case 'attention':
    case 'multiHeadAttention':
    case 'einsumDense':
      throw lacking(LACKING[operation.kind] ?? operation.kind);
  }
}

const LACKING: Readonly<Record<string, string>> = {
  groupNormalization: 'group normalisation',
  rmsNormalization: 'normalisation by the root mean square',
  unitNormalization: 'normalisation to unit length',
  attention: 'attention',
  multiHeadAttention: 'multi-head attention',
  einsumDense: 'dense layer along an equation',
};

function lacking(what: string): Untrainable {
  return new Untrainable(`is a ${what}, which TensorFlow.js does not have.`);
}

function inputLayer({ outputShape }: Layer, isInteger: boolean): LayerConfig {
  if (outputShape === null) throw new Untrainable('has a shape that cannot be told.');
  const config = { batchInputShape: [null, ...sizes(outputShape)], dtype: isInteger ? 'int32' : 'float32' };
  return { class_name: 'InputLayer', config };
}

function dropout(layer: Layer, { rate, spatial }: Extract<Operation, { kind: 'dropout' }>): LayerConfig {
  if (!spatial) return { class_name: 'Dropout', config: { rate } };
  if (layer.outputShape?.length !== 2) throw lacking('spatial dropout of other than one dimension');
  return { class_name: 'SpatialDropout1D', config: { rate } };
}

function edges(
  className: string,
  option: string,
  { amounts, channels }: Extract<Operation, { kind: 'zeroPadding' | 'cropping' }>,
): LayerConfig {
  if (amounts.length !== 2) throw lacking(`${option} of other than two dimensions`);
  return { class_name: className, config: { [option]: amounts, ...formatOption(channels) } };
}

const MERGE_MODES = { concatenate: 'concat', sum: 'sum', multiply: 'mul', average: 'ave' } as const;

function wrapper(
  { parts }: Layer,
  operation: Extract<Operation, { kind: 'rnn' | 'bidirectional' | 'timeDistributed' }>,
  dialect: DialectId,
): LayerConfig {
  const inner = parts.map((part) => {
    const [config, activation] = layerConfigs(part, dialect);
    if (config === undefined || activation !== undefined) {
      throw new Untrainable('holds a layer whose activation TensorFlow.js does not have.');
    }
    return config;
  });
  const [first] = inner;
  if (first === undefined) throw new Untrainable('holds a layer that cannot be read.');
  switch (operation.kind) {
    case 'rnn': {
      const cell = inner.length === 1 ? first : { class_name: 'StackedRNNCells', config: { cells: inner } };
      return { class_name: 'RNN', config: { cell, ...unrollingOptions(operation) } };
    }
    case 'bidirectional':
      if (operation.merge === 'none')
        throw new Untrainable('hands out both directions apart, which is not followed here.');
      return { class_name: 'Bidirectional', config: { layer: first, mergeMode: MERGE_MODES[operation.merge] } };
    case 'timeDistributed':
      return { class_name: 'TimeDistributed', config: { layer: first } };
  }
}
