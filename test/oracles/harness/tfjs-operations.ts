import type * as tf from '@tensorflow/tfjs';
import type {
  Cell,
  CellDropout,
  ChannelOrder,
  Operation,
  Padding,
  Unrolling,
  Window,
} from '../../../src/model/operation.ts';
import { LayerConfig } from './layer-config.ts';
import { activationOf } from './tfjs-activations.ts';

type Layer = tf.layers.Layer;
type Sizes = readonly (number | null)[];

/** What TF.js's own layer computes, from its class and its resolved options. */
export function operationOf(layer: Layer, inputs: readonly Sizes[], output: Sizes): Operation {
  const className = layer.getClassName();
  const config = new LayerConfig(layer.getConfig(), className);
  const make = MAKERS[className];
  const [rank = 0, ...others] = inputs.map(({ length }) => length);
  return (
    make?.({ layer, config, rank, secondRank: others[0] ?? rank, output }) ?? { kind: 'opaque', className, reason: '' }
  );
}

/** Classes that only prepare data: without weights, and opaque. */
const PREPARING = ['CenterCrop', 'Resizing', 'RandomWidth', 'CategoryEncoding'];

interface Built {
  readonly layer: Layer;
  readonly config: LayerConfig;
  /** Of the first input, without batch. */
  readonly rank: number;
  /** Of the second input, where there is one. */
  readonly secondRank: number;
  readonly output: Sizes;
}

type Maker = (built: Built) => Operation;

/** Every class of TF.js's layers but those that only prepare data: they stay opaque. */
const MAKERS: Readonly<Record<string, Maker>> = {
  InputLayer: () => ({ kind: 'input', implicit: false, integer: false }),
  Dense: ({ config }) => ({ kind: 'dense', units: config.number('units'), useBias: config.flag('useBias') }),
  Conv1D: convolution(1),
  Conv2D: convolution(2),
  Conv3D: convolution(3),
  DepthwiseConv2D: ({ config }) => ({
    kind: 'depthwiseConvolution',
    window: { ...windowOf(config, 2), dilation: [1, 1] },
    multiplier: config.number('depthMultiplier'),
    useBias: config.flag('useBias'),
  }),
  SeparableConv2D: ({ config, layer }) => ({
    kind: 'separableConvolution',
    window: windowOf(config, 2),
    filters: config.number('filters'),
    multiplier: multiplierOf(layer),
    useBias: config.flag('useBias'),
  }),
  Conv2DTranspose: transposed(2),
  Conv3DTranspose: transposed(3),
  Activation: () => ({ kind: 'activation' }),
  ReLU: () => ({ kind: 'activation' }),
  LeakyReLU: () => ({ kind: 'activation' }),
  PReLU: () => ({ kind: 'activation' }),
  ELU: () => ({ kind: 'activation' }),
  ThresholdedReLU: () => ({ kind: 'activation' }),
  Softmax: () => ({ kind: 'activation' }),
  BatchNormalization: ({ config, rank }) => ({
    kind: 'batchNormalization',
    axis: withoutBatch(config.number('axis'), rank),
    ...normalisation(config),
  }),
  LayerNormalization: ({ config, rank }) => ({
    kind: 'layerNormalization',
    axes: config.oneOrMore('axis').map((axis) => withoutBatch(axis, rank)),
    ...normalisation(config),
  }),
  MaxPooling1D: pooling('max', 1),
  MaxPooling2D: pooling('max', 2),
  MaxPooling3D: pooling('max', 3),
  AveragePooling1D: pooling('average', 1),
  AveragePooling2D: pooling('average', 2),
  AveragePooling3D: pooling('average', 3),
  GlobalMaxPooling1D: globalPooling('max', 1),
  GlobalMaxPooling2D: globalPooling('max', 2),
  GlobalAveragePooling1D: globalPooling('average', 1),
  GlobalAveragePooling2D: globalPooling('average', 2),
  Dropout: ({ config }) => ({ kind: 'dropout', rate: config.number('rate'), spatial: false }),
  SpatialDropout1D: ({ config }) => ({ kind: 'dropout', rate: config.number('rate'), spatial: true }),
  GaussianDropout: ({ config }) => ({ kind: 'gaussianDropout', rate: config.number('rate') }),
  GaussianNoise: ({ config }) => ({ kind: 'gaussianNoise', stddev: config.number('stddev') }),
  AlphaDropout: ({ config }) => ({ kind: 'alphaDropout', rate: config.number('rate') }),
  Flatten: () => ({ kind: 'flatten' }),
  Reshape: ({ output }) => ({ kind: 'reshape', target: output.map((size) => size ?? -1) }),
  ZeroPadding2D: ({ config }) => ({
    kind: 'zeroPadding',
    amounts: config.pairs('padding'),
    channels: channelsOf(config),
  }),
  Cropping2D: ({ config }) => ({ kind: 'cropping', amounts: config.pairs('cropping'), channels: channelsOf(config) }),
  UpSampling2D: ({ config }) => ({
    kind: 'upSampling',
    factors: config.numbers('size'),
    interpolation: config.text('interpolation') === 'nearest' ? 'nearest' : 'bilinear',
    channels: channelsOf(config),
  }),
  Permute: ({ config }) => ({ kind: 'permute', order: config.numbers('dims').map((dimension) => dimension - 1) }),
  RepeatVector: ({ config }) => ({ kind: 'repeatVector', times: config.number('n') }),
  Masking: ({ config }) => ({ kind: 'masking', value: config.number('maskValue') }),
  Rescaling: ({ config }) => ({ kind: 'rescaling', scale: config.number('scale'), offset: config.number('offset') }),
  Add: () => ({ kind: 'add' }),
  Average: () => ({ kind: 'merge', how: 'average' }),
  Maximum: () => ({ kind: 'merge', how: 'maximum' }),
  Minimum: () => ({ kind: 'merge', how: 'minimum' }),
  Multiply: () => ({ kind: 'merge', how: 'multiply' }),
  Concatenate: ({ config, rank }) => ({ kind: 'concatenate', axis: withoutBatch(config.number('axis'), rank) }),
  Dot: ({ config, rank, secondRank }) => {
    const [first = 0, second = first] = config.oneOrMore('axes');
    const axes = [withoutBatch(first, rank), withoutBatch(second, secondRank)] as const;
    return { kind: 'dot', axes, normalize: config.flag('normalize') };
  },
  Embedding: ({ config }) => ({
    kind: 'embedding',
    inputDim: config.number('inputDim'),
    outputDim: config.number('outputDim'),
    maskZero: config.flag('maskZero'),
  }),
  SimpleRNN: recurrent,
  GRU: recurrent,
  LSTM: recurrent,
  ConvLSTM2D: recurrent,
  SimpleRNNCell: ({ layer }) => ({ kind: 'recurrentCell', cell: cellOf(layer) }),
  GRUCell: ({ layer }) => ({ kind: 'recurrentCell', cell: cellOf(layer) }),
  LSTMCell: ({ layer }) => ({ kind: 'recurrentCell', cell: cellOf(layer) }),
  ConvLSTM2DCell: ({ layer }) => ({ kind: 'recurrentCell', cell: cellOf(layer) }),
  RNN: ({ config }) => ({ kind: 'rnn', ...unrolling(config) }),
  Bidirectional: ({ config }) => ({ kind: 'bidirectional', merge: mergeOf(config) }),
  TimeDistributed: () => ({ kind: 'timeDistributed' }),
};

const FACTORY_CLASSES: ReadonlySet<string> = new Set([...Object.keys(MAKERS), ...PREPARING]);

function convolution(rank: 1 | 2 | 3): Maker {
  return ({ config }) => ({
    kind: 'convolution',
    window: windowOf(config, rank),
    filters: config.number('filters'),
    groups: 1,
    useBias: config.flag('useBias'),
  });
}

function transposed(rank: 2 | 3): Maker {
  return ({ config }) => ({
    kind: 'transposedConvolution',
    window: { ...windowOf(config, rank), dilation: ones(rank) },
    filters: config.number('filters'),
    useBias: config.flag('useBias'),
  });
}

function windowOf(config: LayerConfig, rank: 1 | 2 | 3): Window {
  return {
    rank,
    size: config.numbers('kernelSize'),
    strides: config.numbers('strides'),
    dilation: config.isNull('dilationRate') ? ones(rank) : config.numbers('dilationRate'),
    padding: paddingOf(config),
    channels: channelsOf(config),
  };
}

function pooling(pool: 'max' | 'average', rank: 1 | 2 | 3): Maker {
  return ({ config }) => ({
    kind: 'pooling',
    pool,
    window: {
      rank,
      size: config.numbers('poolSize'),
      strides: config.numbers('strides'),
      dilation: ones(rank),
      padding: paddingOf(config),
      channels: channelsOf(config),
    },
  });
}

function globalPooling(pool: 'max' | 'average', rank: 1 | 2): Maker {
  return ({ config }) => ({
    kind: 'globalPooling',
    pool,
    rank,
    channels: channelsOf(config),
    keepDimensions: false,
  });
}

function recurrent({ layer, config }: Built): Operation {
  return { kind: 'recurrent', cell: cellOf(cellIn(layer)), ...unrolling(config) };
}

function unrolling(config: LayerConfig): Unrolling {
  return {
    returnSequences: config.flag('returnSequences'),
    returnState: config.flag('returnState'),
    goBackwards: config.flag('goBackwards'),
    // A cell keeps its masks.
    renewsMasks: false,
  };
}

/** Whether TF.js brings the class, as against a program. */
export function isOfFramework(layer: Layer): boolean {
  return FACTORY_CLASSES.has(layer.getClassName());
}

/** The layer that holds a recurrent layer's weights. */
export function cellIn(layer: Layer): Layer {
  const cell: unknown = Reflect.get(layer, 'cell');
  return isLayer(cell) ? cell : layer;
}

export function isLayer(value: unknown): value is Layer {
  return typeof value === 'object' && value !== null && 'getClassName' in value && 'countParams' in value;
}

function cellOf(cell: Layer): Cell {
  const className = cell.getClassName();
  const config = new LayerConfig(cell.getConfig(), className);
  const useBias = config.flag('useBias');
  const activation = activationOf(cell, 'activation');
  const dropout = dropoutOf(config, className);
  if (className === 'SimpleRNNCell') {
    return { kind: 'simple', units: config.number('units'), useBias, activation, dropout };
  }
  const gates = { useBias, activation, dropout, recurrentActivation: activationOf(cell, 'recurrentActivation') };
  // TF.js keeps this switch but does not save it.
  const unitForgetBias = Reflect.get(cell, 'unitForgetBias') === true;
  if (className === 'LSTMCell') return { kind: 'lstm', units: config.number('units'), ...gates, unitForgetBias };
  if (className === 'GRUCell') return { kind: 'gru', units: config.number('units'), ...gates, resetAfter: false };
  return { kind: 'convLstm', window: windowOf(config, 2), filters: config.number('filters'), ...gates, unitForgetBias };
}

function dropoutOf(config: LayerConfig, className: string): CellDropout | null {
  // A mask is drawn where a rate is between 0 and 1.
  const acting = (rate: number) => (rate < 1 ? rate : 0);
  const [input, recurrent] = [acting(config.number('dropout')), acting(config.number('recurrentDropout'))];
  if (input === 0 && recurrent === 0) return null;
  const masks = className.startsWith('ConvLSTM2D') ? 'perGate' : 'shared';
  return { input, recurrent, masks, ofCarried: className === 'GRUCell' && recurrent > 0 };
}

function mergeOf(config: LayerConfig): 'concatenate' | 'sum' | 'multiply' | 'average' | 'none' {
  if (config.isNull('mergeMode')) return 'none';
  const mode = config.text('mergeMode');
  if (mode === 'sum') return 'sum';
  if (mode === 'mul') return 'multiply';
  return mode === 'ave' ? 'average' : 'concatenate';
}

/** Only the running layer knows it: TF.js does not save the option. */
function multiplierOf(layer: Layer): number {
  const multiplier: unknown = Reflect.get(layer, 'depthMultiplier');
  return typeof multiplier === 'number' ? multiplier : 1;
}

function normalisation(config: LayerConfig): { epsilon: number; scale: boolean; center: boolean } {
  return { epsilon: config.number('epsilon'), scale: config.flag('scale'), center: config.flag('center') };
}

function paddingOf(config: LayerConfig): Padding {
  const padding = config.text('padding');
  return padding === 'same' || padding === 'causal' ? padding : 'valid';
}

function channelsOf(config: LayerConfig): ChannelOrder {
  return !config.isNull('dataFormat') && config.text('dataFormat') === 'channelsFirst' ? 'first' : 'last';
}

/** TF.js counts the batch as axis 0 and negative axes from the end. */
function withoutBatch(axis: number, rank: number): number {
  return axis < 0 ? rank + axis : axis - 1;
}

function ones(rank: number): number[] {
  return Array.from({ length: rank }, () => 1);
}
