import type { Activation } from '../model/activation.ts';
import type { Distribution } from '../model/distribution.ts';
import type {
  Elsewhere,
  Initializer,
  Layer,
  LayerSource,
  ModelGraph,
  OptionSource,
  Unknown,
  Weight,
} from '../model/graph.ts';
import type { Fans, InitializerSpec } from '../model/initializer.ts';
import { SMOOTH_INTERPOLATIONS } from '../model/interpolation.ts';
import type { Cell, CellDropout, Operation, Window } from '../model/operation.ts';
import type { Problem } from '../model/problem.ts';
import type { Replacement, Scheme } from '../model/scheme.ts';
import type { Dimension, UnknownDimension } from '../model/shape.ts';
import type { Span } from '../model/text.ts';
import { isExpression } from './expression-guard.ts';
import {
  dictionaryOf,
  either,
  type Guard,
  isBoolean,
  isInteger,
  isNumber,
  isString,
  listOf,
  literal,
  nullable,
  record,
  tagged,
} from './guard.ts';

const isSpan = record<Span>({ start: isNumber, end: isNumber });
const isDimension: Guard<Dimension> = either(isNumber, record<UnknownDimension>({ name: isString, assumed: isNumber }));
const isShape = listOf(isDimension);
const isRank = literal(1, 2, 3);
const isChannelOrder = literal('last', 'first');
const isPool = literal('max', 'average');
const isPair: Guard<readonly [number, number]> = (value): value is readonly [number, number] =>
  Array.isArray(value) && value.length === 2 && value.every(isNumber);

const isWindow = record<Window>({
  rank: isRank,
  size: listOf(isNumber),
  strides: listOf(isNumber),
  dilation: listOf(isNumber),
  padding: literal('valid', 'same', 'causal'),
  channels: isChannelOrder,
});

export const isActivation = tagged<Activation, 'name'>('name', {
  linear: {},
  relu: {},
  selu: {},
  sigmoid: {},
  tanh: {},
  softplus: {},
  softsign: {},
  relu6: {},
  silu: {},
  mish: {},
  hardSwish: {},
  exponential: {},
  softmax: {},
  logSoftmax: {},
  leakyRelu: { slope: isNumber },
  prelu: { slope: isNumber },
  elu: { alpha: isNumber },
  thresholdedRelu: { theta: isNumber },
  hardSigmoid: { slope: isNumber },
  gelu: { approximate: isBoolean },
  custom: { written: isString, expression: isExpression },
  unknown: { written: isString, reason: isString },
});

const isCellDropout = record<CellDropout>({
  input: isNumber,
  recurrent: isNumber,
  masks: literal('shared', 'perGate'),
  ofCarried: isBoolean,
});

const ofEveryCell = { useBias: isBoolean, activation: isActivation, dropout: nullable(isCellDropout) };

const gated = { ...ofEveryCell, recurrentActivation: isActivation };

const isCell = tagged<Cell, 'kind'>('kind', {
  simple: { units: isNumber, ...ofEveryCell },
  lstm: { units: isNumber, ...gated, unitForgetBias: isBoolean },
  gru: { units: isNumber, ...gated, resetAfter: isBoolean },
  convLstm: { window: isWindow, filters: isNumber, ...gated, unitForgetBias: isBoolean },
});

const unrolling = {
  returnSequences: isBoolean,
  returnState: isBoolean,
  goBackwards: isBoolean,
  renewsMasks: isBoolean,
};

const normalisation = { epsilon: isNumber, scale: isBoolean, center: isBoolean };

const isOperation = tagged<Operation, 'kind'>('kind', {
  input: { implicit: isBoolean, integer: isBoolean },
  dense: { units: isNumber, useBias: isBoolean },
  convolution: { window: isWindow, filters: isNumber, groups: isNumber, useBias: isBoolean },
  depthwiseConvolution: { window: isWindow, multiplier: isNumber, useBias: isBoolean },
  separableConvolution: { window: isWindow, filters: isNumber, multiplier: isNumber, useBias: isBoolean },
  transposedConvolution: { window: isWindow, filters: isNumber, useBias: isBoolean },
  activation: {},
  batchNormalization: { axis: isNumber, ...normalisation },
  layerNormalization: { axes: listOf(isNumber), ...normalisation },
  pooling: { pool: isPool, window: isWindow },
  globalPooling: { pool: isPool, rank: isRank, channels: isChannelOrder, keepDimensions: isBoolean },
  dropout: { rate: isNumber, spatial: isBoolean },
  gaussianDropout: { rate: isNumber },
  gaussianNoise: { stddev: isNumber },
  alphaDropout: { rate: isNumber },
  reshape: { target: isShape },
  flatten: {},
  zeroPadding: { amounts: listOf(isPair), channels: isChannelOrder },
  add: {},
  merge: { how: literal('average', 'maximum', 'minimum', 'multiply', 'subtract') },
  dot: { axes: isPair, normalize: isBoolean },
  concatenate: { axis: isNumber },
  permute: { order: listOf(isNumber) },
  repeatVector: { times: isNumber },
  upSampling: {
    factors: listOf(isNumber),
    interpolation: literal('nearest', ...SMOOTH_INTERPOLATIONS),
    channels: isChannelOrder,
  },
  cropping: { amounts: listOf(isPair), channels: isChannelOrder },
  masking: { value: isNumber },
  rescaling: { scale: isNumber, offset: isNumber },
  groupNormalization: { groups: isNumber, axis: isNumber, ...normalisation },
  rmsNormalization: { axes: listOf(isNumber), epsilon: isNumber, scale: isBoolean },
  unitNormalization: { axes: listOf(isNumber) },
  embedding: { inputDim: isNumber, outputDim: isNumber, maskZero: isBoolean },
  recurrent: { cell: isCell, ...unrolling },
  recurrentCell: { cell: isCell },
  rnn: unrolling,
  bidirectional: { merge: literal('concatenate', 'sum', 'multiply', 'average', 'none') },
  timeDistributed: {},
  attention: { score: literal('dot', 'concat'), useScale: isBoolean },
  multiHeadAttention: {
    heads: isNumber,
    keyValueHeads: isNumber,
    keyDim: isNumber,
    valueDim: isNumber,
    useBias: isBoolean,
    dropout: isNumber,
  },
  einsumDense: { equation: isString, useBias: isBoolean },
  opaque: { className: isString, reason: isString },
});

const isDistribution: Guard<Distribution> = tagged<Distribution, 'family'>('family', {
  constant: { value: isNumber },
  normal: { mean: isNumber, stddev: isNumber },
  truncatedNormal: { mean: isNumber, stddev: isNumber },
  uniform: { low: isNumber, high: isNumber },
  orthogonal: { gain: isNumber },
  identity: { gain: isNumber },
  unitForgetBias: { others: (value): value is Distribution => isDistribution(value) },
  unknown: { reason: isString },
});

const isInitializerSpec = tagged<InitializerSpec, 'name'>('name', {
  zeros: {},
  ones: {},
  constant: { value: isNumber },
  randomNormal: { mean: isNumber, stddev: isNumber },
  truncatedNormal: { mean: isNumber, stddev: isNumber },
  randomUniform: { low: isNumber, high: isNumber },
  varianceScaling: {
    scale: isNumber,
    mode: literal('fanIn', 'fanOut', 'fanAvg'),
    distribution: literal('truncatedNormal', 'untruncatedNormal', 'uniform'),
  },
  glorotNormal: {},
  glorotUniform: {},
  heNormal: {},
  heUniform: {},
  leCunNormal: {},
  leCunUniform: {},
  orthogonal: { gain: isNumber },
  identity: { gain: isNumber },
  unknown: { reason: isString },
});

const isInitializer = record<Initializer>({
  spec: isInitializerSpec,
  seed: nullable(isNumber),
  sampled: isDistribution,
  nominalVariance: nullable(isNumber),
  explicit: isBoolean,
  span: nullable(isSpan),
  object: nullable(isNumber),
});

export const isRole = literal(
  'kernel',
  'depthwise',
  'pointwise',
  'recurrent',
  'embedding',
  'query',
  'key',
  'value',
  'attentionOutput',
  'bias',
  'gamma',
  'beta',
  'movingMean',
  'movingVariance',
  'slope',
  'scale',
  'state',
);

const isFans = record<Fans>({ in: isNumber, out: isNumber });

const isWeight = record<Weight>({
  role: isRole,
  option: isString,
  shape: isShape,
  fans: isFans,
  trueFans: isFans,
  initializer: isInitializer,
});

const isProblem = tagged<Problem, 'kind'>('kind', {
  unknownName: {
    what: literal('initializer', 'activation'),
    option: isString,
    written: isString,
    suggestion: nullable(isString),
    consequence: literal('throws', 'unloadable'),
    detail: isString,
    span: isSpan,
  },
  unknownOption: {
    written: isString,
    suggestion: nullable(isString),
    consequence: literal('dropped', 'throws'),
    span: isSpan,
  },
  droppedArgument: { argument: isString, detail: isString, span: isSpan },
});

const isSource = record<LayerSource>({
  call: isSpan,
  name: isSpan,
  options: dictionaryOf(record<OptionSource>({ whole: isSpan, key: isSpan, value: isSpan })),
  elsewhere: nullable(record<Elsewhere>({ uri: isString, file: isString, offset: isInteger, line: isInteger })),
});

const isLayer: Guard<Layer> = record<Layer>({
  id: isString,
  site: isString,
  name: isString,
  operation: isOperation,
  inputs: listOf(isString),
  activation: record<Layer['activation']>({ own: nullable(isActivation), effective: nullable(isActivation) }),
  outputShape: nullable(isShape),
  weights: listOf(isWeight),
  source: isSource,
  trainable: isBoolean,
  problems: listOf(isProblem),
  parts: listOf((value): value is Layer => isLayer(value)),
  sharesWeightsOf: nullable(isString),
});

export const isModelGraph = record<ModelGraph>({
  name: isString,
  dialect: literal('tfjs', 'keras2', 'keras3'),
  frameworkVersion: isString,
  kind: literal('sequential', 'functional', 'class', 'loose'),
  complete: isBoolean,
  incompleteBecause: listOf(isString),
  layers: listOf(isLayer),
  inputs: listOf(isString),
  outputs: listOf(isString),
  span: isSpan,
  unknowns: listOf(record<Unknown>({ name: isString, span: isSpan, what: isString, assumed: nullable(isNumber) })),
  trained: nullable(isString),
});

export const isScheme = record<Scheme>({
  id: isString,
  replacements: listOf(record<Replacement>({ layer: isString, role: isRole, initializer: isInitializer })),
});
