import type { Dice } from './dice.ts';
import {
  activation,
  constraint,
  initializer,
  kernelInitializer,
  maybe,
  perDimension,
  regularizer,
} from './option-values.ts';
import type { Inner, LayerPlan, Options, PlanValue } from './plan.ts';

/** A kind of layer: which inputs it takes (sizes without batch) and its random options. */
export interface Kind {
  readonly factories: readonly string[];
  readonly takes: (shape: readonly number[]) => boolean;
  readonly options: (dice: Dice, shape: readonly number[]) => Options;
  /** How often it is wanted, 1 for most. */
  readonly weight?: number;
}

const rank =
  (...ranks: readonly number[]) =>
  ({ length }: readonly number[]) =>
    ranks.includes(length);
const any = () => true;
const none = (): Options => ({});

/** Every kind with one input. */
export const KINDS: readonly Kind[] = [
  { factories: ['dense'], takes: any, options: dense, weight: 4 },
  { factories: ['conv1d'], takes: rank(2), options: (dice) => convolution(dice, 1), weight: 2 },
  { factories: ['conv2d'], takes: rank(3), options: (dice) => convolution(dice, 2), weight: 4 },
  { factories: ['conv3d'], takes: rank(4), options: (dice) => convolution(dice, 3), weight: 2 },
  { factories: ['conv2dTranspose'], takes: rank(3), options: (dice) => transposed(dice, 2) },
  { factories: ['conv3dTranspose'], takes: rank(4), options: (dice) => transposed(dice, 3) },
  { factories: ['depthwiseConv2d'], takes: rank(3), options: depthwise },
  { factories: ['separableConv2d'], takes: rank(3), options: separable },
  { factories: ['activation'], takes: any, options: (dice) => ({ activation: activation(dice) }), weight: 2 },
  { factories: ['reLU'], takes: any, options: (dice) => maybe(dice, 0.4, 'maxValue', () => 6) },
  { factories: ['leakyReLU'], takes: any, options: (dice) => maybe(dice, 0.6, 'alpha', () => dice.pick([0.01, 0.2])) },
  { factories: ['elu'], takes: any, options: none },
  { factories: ['thresholdedReLU'], takes: any, options: (dice) => maybe(dice, 0.5, 'theta', () => 0.5) },
  { factories: ['softmax'], takes: any, options: none },
  { factories: ['prelu'], takes: any, options: prelu },
  { factories: ['batchNormalization'], takes: any, options: batchNormalization, weight: 2 },
  { factories: ['layerNormalization'], takes: any, options: layerNormalization },
  { factories: ['dropout'], takes: any, options: rateOf, weight: 2 },
  { factories: ['gaussianDropout', 'alphaDropout'], takes: any, options: rateOf },
  { factories: ['gaussianNoise'], takes: any, options: (dice) => ({ stddev: dice.pick([0.1, 0.5]) }) },
  { factories: ['spatialDropout1d'], takes: rank(2), options: rateOf },
  {
    factories: ['maxPooling1d', 'averagePooling1d', 'maxPool1d', 'avgPool1d', 'avgPooling1d'],
    takes: rank(2),
    options: pooling(1),
  },
  {
    factories: ['maxPooling2d', 'averagePooling2d', 'maxPool2d', 'avgPool2d', 'avgPooling2d'],
    takes: rank(3),
    options: pooling(2),
  },
  { factories: ['maxPooling3d', 'averagePooling3d', 'avgPool3d', 'avgPooling3d'], takes: rank(4), options: pooling(3) },
  { factories: ['globalMaxPooling1d', 'globalAveragePooling1d', 'globalMaxPool1d'], takes: rank(2), options: none },
  {
    factories: ['globalMaxPooling2d', 'globalAveragePooling2d', 'globalMaxPool2d'],
    takes: rank(3),
    options: channelsOnly,
  },
  { factories: ['flatten'], takes: rank(2, 3, 4), options: none, weight: 2 },
  { factories: ['reshape'], takes: any, options: reshape },
  { factories: ['permute'], takes: rank(2, 3), options: permute },
  { factories: ['repeatVector'], takes: rank(1), options: (dice) => ({ n: dice.whole(2, 4) }) },
  { factories: ['zeroPadding2d'], takes: rank(3), options: (dice) => amounts(dice, 'padding') },
  { factories: ['cropping2D'], takes: rank(3), options: (dice) => ({ cropping: pairs(dice) }) },
  { factories: ['upSampling2d'], takes: rank(3), options: upSampling },
  { factories: ['masking'], takes: rank(2), options: (dice) => maybe(dice, 0.5, 'maskValue', () => -1) },
  {
    factories: ['rescaling'],
    takes: any,
    options: (dice) => ({ scale: 1 / 4, ...maybe(dice, 0.5, 'offset', () => -1) }),
  },
  { factories: ['lstm'], takes: rank(2), options: recurrent('lstm'), weight: 2 },
  { factories: ['gru'], takes: rank(2), options: recurrent('gru') },
  { factories: ['simpleRNN'], takes: rank(2), options: recurrent('simpleRNN') },
  { factories: ['convLstm2d'], takes: rank(4), options: convLstm },
  { factories: ['rnn'], takes: rank(2), options: rnn },
  { factories: ['bidirectional'], takes: rank(2), options: bidirectional, weight: 2 },
  { factories: ['timeDistributed'], takes: rank(2, 3, 4), options: timeDistributed, weight: 2 },
];

/** Of the first layer of a model that takes integers. */
export const EMBEDDING: Kind = {
  factories: ['embedding'],
  takes: rank(1),
  options: (dice, [length = 1]) => ({
    inputDim: dice.whole(5, 30),
    outputDim: dice.whole(2, 6),
    ...maybe(dice, 0.4, 'inputLength', () => length),
    ...maybe(dice, 0.3, 'maskZero', () => dice.chance(0.7)),
    ...maybe(dice, 0.4, 'embeddingsInitializer', () => initializer(dice)),
  }),
};

export function randomLayer(dice: Dice, shape: readonly number[], kinds: readonly Kind[] = KINDS): LayerPlan {
  const fitting = kinds.filter(({ takes }) => takes(shape));
  const kind = dice.pick(fitting.flatMap((one) => Array.from({ length: one.weight ?? 1 }, () => one)));
  return { factory: dice.pick(kind.factories), options: shuffledOptions(dice, kind.options(dice, shape)) };
}

function shuffledOptions(dice: Dice, options: Options): Options {
  return dice.chance(0.3) ? Object.fromEntries(dice.shuffled(Object.entries(options))) : options;
}

function biased(dice: Dice): Options {
  return {
    ...maybe(dice, 0.2, 'useBias', () => dice.chance(0.3)),
    ...maybe(dice, 0.2, 'biasInitializer', () => initializer(dice)),
  };
}

function held(dice: Dice): Options {
  return {
    ...maybe(dice, 0.1, 'kernelRegularizer', () => regularizer(dice)),
    ...maybe(dice, 0.05, 'kernelConstraint', () => constraint(dice)),
  };
}

function dense(dice: Dice): Options {
  return {
    units: dice.whole(1, 12),
    ...maybe(dice, 0.6, 'activation', () => activation(dice)),
    ...maybe(dice, 0.5, 'kernelInitializer', () => kernelInitializer(dice)),
    ...biased(dice),
    ...held(dice),
  };
}

function window(dice: Dice, dimensions: number, size: string): Options {
  return {
    [size]: perDimension(dice, dimensions, 1, 3),
    ...maybe(dice, 0.4, 'strides', () => perDimension(dice, dimensions, 1, 2)),
    ...maybe(dice, 0.5, 'padding', () => dice.pick(['same', 'valid'])),
  };
}

function channelsOnly(dice: Dice): Options {
  return maybe(dice, 0.1, 'dataFormat', () => dice.pick(['channelsLast', 'channelsFirst']));
}

function convolution(dice: Dice, dimensions: number): Options {
  const dilated = dice.chance(0.1);
  return {
    filters: dice.whole(1, 6),
    kernelSize: perDimension(dice, dimensions, 1, 3),
    ...(dilated ? { dilationRate: 2 } : maybe(dice, 0.4, 'strides', () => perDimension(dice, dimensions, 1, 2))),
    ...maybe(dice, 0.5, 'padding', () => dice.pick(['same', 'valid'])),
    ...maybe(dice, 0.6, 'activation', () => activation(dice)),
    ...maybe(dice, 0.5, 'kernelInitializer', () => kernelInitializer(dice)),
    ...(dimensions === 2 ? channelsOnly(dice) : {}),
    ...biased(dice),
    ...held(dice),
  };
}

function transposed(dice: Dice, dimensions: number): Options {
  return {
    filters: dice.whole(1, 5),
    ...window(dice, dimensions, 'kernelSize'),
    ...maybe(dice, 0.5, 'activation', () => activation(dice)),
    ...maybe(dice, 0.5, 'kernelInitializer', () => kernelInitializer(dice)),
    ...biased(dice),
  };
}

function depthwise(dice: Dice): Options {
  return {
    ...window(dice, 2, 'kernelSize'),
    ...maybe(dice, 0.4, 'depthMultiplier', () => dice.whole(1, 3)),
    ...maybe(dice, 0.5, 'activation', () => activation(dice)),
    ...maybe(dice, 0.5, 'depthwiseInitializer', () => kernelInitializer(dice)),
    ...biased(dice),
  };
}

function separable(dice: Dice): Options {
  return {
    filters: dice.whole(1, 6),
    ...window(dice, 2, 'kernelSize'),
    ...maybe(dice, 0.3, 'depthMultiplier', () => dice.whole(1, 2)),
    ...maybe(dice, 0.5, 'activation', () => activation(dice)),
    ...maybe(dice, 0.4, 'depthwiseInitializer', () => kernelInitializer(dice)),
    ...maybe(dice, 0.4, 'pointwiseInitializer', () => kernelInitializer(dice)),
    ...biased(dice),
  };
}

function pooling(dimensions: number) {
  return (dice: Dice): Options => ({
    ...(dice.chance(0.2) ? {} : window(dice, dimensions, 'poolSize')),
    ...(dimensions === 2 ? channelsOnly(dice) : {}),
  });
}

function prelu(dice: Dice, shape: readonly number[]): Options {
  const axes = shape.slice(0, -1).map((_, i) => i + 1);
  return {
    ...(axes.length > 0 ? maybe(dice, 0.5, 'sharedAxes', () => axes) : {}),
    ...maybe(dice, 0.4, 'alphaInitializer', () => dice.pick(['zeros', 'ones', 'heUniform', 'randomUniform'])),
  };
}

function batchNormalization(dice: Dice, shape: readonly number[]): Options {
  return {
    ...maybe(dice, 0.2, 'axis', () => dice.pick([-1, dice.whole(1, shape.length)])),
    ...maybe(dice, 0.3, 'momentum', () => 0.9),
    ...maybe(dice, 0.3, 'epsilon', () => 1e-5),
    ...maybe(dice, 0.2, 'center', () => dice.chance(0.5)),
    ...maybe(dice, 0.2, 'scale', () => dice.chance(0.5)),
    ...maybe(dice, 0.2, 'gammaInitializer', () => initializer(dice)),
    ...maybe(dice, 0.2, 'betaInitializer', () => initializer(dice)),
    ...maybe(dice, 0.1, 'movingMeanInitializer', () => initializer(dice)),
  };
}

function layerNormalization(dice: Dice, shape: readonly number[]): Options {
  const last = shape.length;
  return {
    ...maybe(dice, 0.3, 'axis', () => (last > 1 && dice.chance(0.5) ? [last - 1, last] : dice.pick([-1, last]))),
    ...maybe(dice, 0.3, 'epsilon', () => 1e-6),
    ...maybe(dice, 0.2, 'center', () => dice.chance(0.5)),
    ...maybe(dice, 0.2, 'scale', () => dice.chance(0.5)),
    ...maybe(dice, 0.2, 'gammaInitializer', () => initializer(dice)),
  };
}

function rateOf(dice: Dice): Options {
  return { rate: dice.pick([0.1, 0.25, 0.5]), ...maybe(dice, 0.1, 'seed', () => 3) };
}

function reshape(dice: Dice, shape: readonly number[]): Options {
  const total = shape.reduce((a, b) => a * b, 1);
  const divisor = dice.pick([1, 2, 3, 4, 6].filter((candidate) => total % candidate === 0));
  const target = dice.pick([[total], [divisor, total / divisor], [divisor, 1, total / divisor]]);
  if (dice.chance(0.2)) return { targetShape: target.map((size, i) => (i === target.length - 1 ? -1 : size)) };
  return { targetShape: target };
}

function permute(dice: Dice, shape: readonly number[]): Options {
  return { dims: dice.shuffled(shape.map((_, i) => i + 1)) };
}

function pairs(dice: Dice): PlanValue {
  const pair = () => [dice.whole(0, 1), dice.whole(0, 2)];
  return [pair(), pair()];
}

function amounts(dice: Dice, option: string): Options {
  return maybe(dice, 0.8, option, () => dice.pick([1, 2, [1, 2], pairs(dice)]));
}

function upSampling(dice: Dice): Options {
  return {
    ...maybe(dice, 0.7, 'size', () => [dice.whole(1, 3), dice.whole(1, 3)]),
    ...maybe(dice, 0.3, 'interpolation', () => dice.pick(['nearest', 'bilinear'])),
  };
}

function cell(dice: Dice, factory: string): Options {
  return {
    ...maybe(dice, 0.4, 'activation', () => activation(dice)),
    ...(factory.startsWith('simple') ? {} : maybe(dice, 0.4, 'recurrentActivation', () => activation(dice))),
    ...maybe(dice, 0.4, 'kernelInitializer', () => kernelInitializer(dice)),
    ...maybe(dice, 0.4, 'recurrentInitializer', () => kernelInitializer(dice)),
    ...biased(dice),
    ...(factory.startsWith('gru') ? maybe(dice, 0.1, 'resetAfter', () => false) : {}),
    ...(/^(?:lstm|convLstm)/.test(factory) ? maybe(dice, 0.4, 'unitForgetBias', () => dice.chance(0.7)) : {}),
    ...maybe(dice, 0.2, 'dropout', () => 0.1),
    ...maybe(dice, 0.2, 'recurrentDropout', () => 0.2),
  };
}

function walking(dice: Dice): Options {
  return {
    ...maybe(dice, 0.5, 'returnSequences', () => dice.chance(0.8)),
    ...maybe(dice, 0.15, 'goBackwards', () => true),
  };
}

function recurrent(factory: string) {
  return (dice: Dice): Options => ({ units: dice.whole(1, 6), ...walking(dice), ...cell(dice, factory) });
}

function convLstm(dice: Dice): Options {
  return {
    filters: dice.whole(1, 3),
    kernelSize: perDimension(dice, 2, 1, 2),
    ...maybe(dice, 0.5, 'padding', () => dice.pick(['same', 'valid'])),
    ...walking(dice),
    ...cell(dice, 'convLstm'),
  };
}

function rnn(dice: Dice): Options {
  const one = (): Inner => {
    const factory = dice.pick(['lstmCell', 'gruCell', 'simpleRNNCell']);
    return { kind: 'layer', layer: { factory, options: { units: dice.whole(1, 5), ...cell(dice, factory) } } };
  };
  const several = Array.from({ length: dice.whole(1, 3) }, one);
  const stacked: Inner = { kind: 'layer', layer: { factory: 'stackedRNNCells', options: { cells: several } } };
  return { cell: dice.pick<PlanValue>([one(), several, stacked]), ...walking(dice) };
}

function bidirectional(dice: Dice): Options {
  const factory = dice.pick(['lstm', 'gru', 'simpleRNN']);
  const options = { units: dice.whole(1, 5), ...walking(dice), ...cell(dice, factory) };
  return {
    layer: { kind: 'layer', layer: { factory, options } },
    ...maybe(dice, 0.6, 'mergeMode', () => dice.pick(['concat', 'sum', 'mul', 'ave'])),
  };
}

/** The shape that the wrapped layer sees is that of one time step. */
function timeDistributed(dice: Dice, shape: readonly number[]): Options {
  const factories = ['dense', 'conv1d', 'conv2d', 'batchNormalization', 'activation', 'flatten'];
  const kinds = KINDS.filter(({ factories: [first = ''] }) => factories.includes(first));
  return { layer: { kind: 'layer', layer: randomLayer(dice, shape.slice(1), kinds) } };
}
