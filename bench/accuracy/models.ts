import * as tf from '@tensorflow/tfjs';

/** A model that prediction is held against TensorFlow.js on. */
export interface ReferenceModel {
  readonly name: string;
  /** Examples a draw. */
  readonly batch: number;
  /** Makes the model with weights drawn anew. */
  build(): tf.LayersModel;
}

type Layer = tf.layers.Layer;
type Tensor = tf.SymbolicTensor;
type Options = Partial<Parameters<typeof tf.layers.dense>[0]>;

/** Widths at which mean-field theory is meant to hold, and the most that a thousand draws of convolutions afford. */
const WIDTH = 64;
const CHANNELS = 16;
const IMAGE = [12, 12, CHANNELS];
const SMALL_IMAGE = [8, 8, CHANNELS];
const STEPS = 8;

const BATCH = 8;
/** Images average over their places, and cost by the example. */
const IMAGE_BATCH = 2;
/** Batch statistics of fewer examples are no batch's. */
const NORMALISED_BATCH = 32;

function stack(count: number, make: (index: number) => readonly Layer[]): Layer[] {
  return Array.from({ length: count }, (_, index) => make(index)).flat();
}

function sequential(shape: readonly number[], layers: readonly Layer[], dtype: 'float32' | 'int32' = 'float32') {
  const input = tf.input({ shape: [...shape], dtype });
  const output = layers.reduce<Tensor>((x, layer) => apply(layer, x), input);
  return tf.model({ inputs: input, outputs: output });
}

function apply(layer: Layer, input: Tensor | Tensor[]): Tensor {
  const output = layer.apply(input);
  if (output instanceof tf.SymbolicTensor) return output;
  throw new TypeError(`${layer.name} gives several tensors.`);
}

function dense(options: Options = {}): Layer {
  return tf.layers.dense({ units: WIDTH, ...options });
}

function convolution(options: Partial<Parameters<typeof tf.layers.conv2d>[0]> = {}): Layer {
  return tf.layers.conv2d({
    filters: CHANNELS,
    kernelSize: 3,
    padding: 'same',
    kernelInitializer: 'heUniform',
    ...options,
  });
}

const RELU = { activation: 'relu', kernelInitializer: 'heUniform' } as const;

function residual(blocks: number, normalised: boolean): tf.LayersModel {
  const input = tf.input({ shape: [WIDTH] });
  let x: Tensor = input;
  for (let block = 0; block < blocks; block++) {
    const first = normalised ? [tf.layers.batchNormalization({})] : [];
    const branch = [...first, dense(RELU), dense({ kernelInitializer: 'heUniform' })];
    x = apply(tf.layers.add(), [x, branch.reduce<Tensor>((signal, layer) => apply(layer, signal), x)]);
  }
  return tf.model({ inputs: input, outputs: apply(dense(), x) });
}

function branches(): tf.LayersModel {
  const input = tf.input({ shape: [WIDTH] });
  const [a, b] = [apply(dense(RELU), input), apply(dense({ activation: 'tanh' }), input)];
  const joined = apply(tf.layers.concatenate(), [a, b]);
  const mixed = apply(tf.layers.average(), [apply(dense(RELU), joined), apply(dense(RELU), joined)]);
  return tf.model({ inputs: input, outputs: apply(dense(), mixed) });
}

/** Of every step of one branch with every step of another. */
function products(normalize: boolean): tf.LayersModel {
  const input = tf.input({ shape: [STEPS, WIDTH] });
  const branch = () => apply(dense({ kernelInitializer: 'glorotUniform' }), input);
  const met = apply(tf.layers.dot({ axes: 2, normalize }), [branch(), branch()]);
  return tf.model({ inputs: input, outputs: apply(dense(), apply(tf.layers.flatten(), met)) });
}

function gated(): tf.LayersModel {
  const input = tf.input({ shape: SMALL_IMAGE });
  const signal = apply(convolution({ activation: 'relu' }), input);
  const squeezed = apply(tf.layers.globalAveragePooling2d({}), signal);
  const gate = apply(dense({ units: CHANNELS, activation: 'sigmoid' }), squeezed);
  const shaped = apply(tf.layers.reshape({ targetShape: [1, 1, CHANNELS] }), gate);
  return tf.model({ inputs: input, outputs: apply(tf.layers.multiply(), [signal, shaped]) });
}

function model(name: string, build: () => tf.LayersModel, batch = BATCH): ReferenceModel {
  return { name, batch, build };
}

function deep(name: string, depth: number, options: Options): ReferenceModel {
  return model(name, () =>
    sequential(
      [WIDTH],
      stack(depth, () => [dense(options)]),
    ),
  );
}

const recurrent = { units: WIDTH, kernelInitializer: 'glorotUniform', recurrentInitializer: 'glorotUniform' } as const;

export const MODELS: readonly ReferenceModel[] = [
  deep('relu, heUniform, 10 layers', 10, RELU),
  deep('relu, heNormal, 10 layers', 10, { activation: 'relu', kernelInitializer: 'heNormal' }),
  deep("relu, the framework's default, 10 layers", 10, { activation: 'relu' }),
  deep('tanh, glorotUniform, 10 layers', 10, { activation: 'tanh', kernelInitializer: 'glorotUniform' }),
  deep('sigmoid, glorotUniform, 5 layers', 5, { activation: 'sigmoid', kernelInitializer: 'glorotUniform' }),
  deep('selu, leCunUniform, 10 layers', 10, { activation: 'selu', kernelInitializer: 'leCunUniform' }),
  deep('selu, leCunNormal, 10 layers', 10, { activation: 'selu', kernelInitializer: 'leCunNormal' }),
  deep('elu, heUniform, 8 layers', 8, { activation: 'elu', kernelInitializer: 'heUniform' }),
  deep('swish, heUniform, 6 layers', 6, { activation: 'swish', kernelInitializer: 'heUniform' }),
  deep('gelu, heUniform, 6 layers', 6, { activation: 'gelu', kernelInitializer: 'heUniform' }),
  deep('mish, heUniform, 6 layers', 6, { activation: 'mish', kernelInitializer: 'heUniform' }),
  deep('softplus, glorotUniform, 4 layers', 4, { activation: 'softplus', kernelInitializer: 'glorotUniform' }),
  deep('linear, randomNormal of 0.05, 6 layers', 6, {
    kernelInitializer: tf.initializers.randomNormal({ mean: 0, stddev: 0.05 }),
  }),
  model('leaky relu layers, heUniform', () =>
    sequential(
      [WIDTH],
      stack(8, () => [dense({ kernelInitializer: 'heUniform' }), tf.layers.leakyReLU({})]),
    ),
  ),
  model('relu with a softmax head', () =>
    sequential([WIDTH], [...stack(4, () => [dense(RELU)]), dense({ units: 10, activation: 'softmax' })]),
  ),
  model('relu with dropout', () =>
    sequential(
      [WIDTH],
      stack(5, () => [dense(RELU), tf.layers.dropout({ rate: 0.3 })]),
    ),
  ),
  model(
    'batch normalisation, relu',
    () =>
      sequential(
        [WIDTH],
        stack(5, () => [dense(), tf.layers.batchNormalization({}), tf.layers.activation({ activation: 'relu' })]),
      ),
    NORMALISED_BATCH,
  ),
  model('layer normalisation, relu', () =>
    sequential(
      [WIDTH],
      stack(5, () => [dense(), tf.layers.layerNormalization({}), tf.layers.activation({ activation: 'relu' })]),
    ),
  ),
  model('residual blocks', () => residual(5, false)),
  model('residual blocks, normalised first', () => residual(5, true), NORMALISED_BATCH),
  model('branches joined and averaged', branches),
  model(
    'convolutions, relu',
    () =>
      sequential(
        SMALL_IMAGE,
        stack(3, () => [convolution({ activation: 'relu' })]),
      ),
    IMAGE_BATCH,
  ),
  model(
    'convolutions with max pooling',
    () =>
      sequential(IMAGE, [
        ...stack(2, () => [convolution({ activation: 'relu' }), tf.layers.maxPooling2d({ poolSize: 2 })]),
        tf.layers.flatten(),
        dense(),
      ]),
    IMAGE_BATCH,
  ),
  model(
    'strided convolutions, average pooling',
    () =>
      sequential(IMAGE, [
        convolution({ activation: 'relu', strides: 2 }),
        convolution({ activation: 'relu', padding: 'valid' }),
        tf.layers.averagePooling2d({ poolSize: 2 }),
        convolution({ activation: 'relu' }),
        tf.layers.globalAveragePooling2d({}),
        dense(),
      ]),
    IMAGE_BATCH,
  ),
  model(
    'depthwise and separable convolutions',
    () =>
      sequential(IMAGE, [
        tf.layers.depthwiseConv2d({
          kernelSize: 3,
          padding: 'same',
          depthwiseInitializer: 'heUniform',
          activation: 'relu',
        }),
        tf.layers.separableConv2d({
          filters: CHANNELS,
          kernelSize: 3,
          padding: 'same',
          depthwiseInitializer: 'heUniform',
          activation: 'relu',
        }),
        convolution({ activation: 'relu' }),
      ]),
    IMAGE_BATCH,
  ),
  model(
    'transposed convolutions',
    () =>
      sequential(
        [4, 4, CHANNELS],
        [
          tf.layers.conv2dTranspose({
            filters: CHANNELS,
            kernelSize: 3,
            strides: 2,
            padding: 'same',
            kernelInitializer: 'heUniform',
            activation: 'relu',
          }),
          convolution({ activation: 'relu' }),
        ],
      ),
    IMAGE_BATCH,
  ),
  model('a gate for every channel', gated, IMAGE_BATCH),
  model('simple RNN', () => sequential([STEPS, WIDTH], [tf.layers.simpleRNN(recurrent), dense()])),
  model('LSTM', () => sequential([STEPS, WIDTH], [tf.layers.lstm({ ...recurrent, unitForgetBias: true }), dense()])),
  model('GRU, all steps', () => sequential([STEPS, WIDTH], [tf.layers.gru({ ...recurrent, returnSequences: true })])),
  model('LSTM, dropout inside', () =>
    sequential(
      [STEPS, WIDTH],
      [tf.layers.lstm({ ...recurrent, unitForgetBias: true, dropout: 0.3, recurrentDropout: 0.3 }), dense()],
    ),
  ),
  model('GRU, dropout inside, all steps', () =>
    sequential(
      [STEPS, WIDTH],
      [tf.layers.gru({ ...recurrent, returnSequences: true, dropout: 0.2, recurrentDropout: 0.2 })],
    ),
  ),
  model('LSTM in both directions', () =>
    sequential(
      [STEPS, WIDTH],
      [tf.layers.bidirectional({ layer: asRecurrent(tf.layers.lstm(recurrent)), mergeMode: 'concat' }), dense()],
    ),
  ),
  model(
    'a convolutional LSTM',
    () =>
      sequential(
        [2, 5, 5, CHANNELS / 2],
        [
          tf.layers.convLstm2d({
            filters: CHANNELS / 2,
            kernelSize: 3,
            padding: 'same',
            kernelInitializer: 'glorotUniform',
            recurrentInitializer: 'glorotUniform',
          }),
          convolution({ activation: 'relu' }),
        ],
      ),
    IMAGE_BATCH,
  ),
  model(
    'a convolution at every time step',
    () =>
      sequential(
        [2, 5, 5, CHANNELS],
        [
          tf.layers.timeDistributed({ layer: convolution({ activation: 'relu' }) }),
          tf.layers.timeDistributed({ layer: tf.layers.globalAveragePooling2d({}) }),
          tf.layers.flatten(),
          dense(),
        ],
      ),
    IMAGE_BATCH,
  ),
  model(
    'images made larger, smoothly',
    () =>
      sequential(
        [4, 4, CHANNELS],
        [
          convolution({ activation: 'relu' }),
          tf.layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }),
          convolution({ activation: 'relu' }),
        ],
      ),
    IMAGE_BATCH,
  ),
  model('cosines of two branches', () => products(true)),
  model('dot products of two branches', () => products(false)),
  model('the larger of two branches', () => {
    const input = tf.input({ shape: [WIDTH] });
    const both = [dense(RELU), dense(RELU)].map((layer) => apply(layer, input));
    return tf.model({ inputs: input, outputs: apply(dense(), apply(tf.layers.maximum(), both)) });
  }),
  model('dense layers over time', () =>
    sequential([STEPS, WIDTH], [tf.layers.timeDistributed({ layer: dense(RELU) }), tf.layers.flatten(), dense()]),
  ),
  model('embedding, flattened', () =>
    sequential(
      [STEPS],
      [tf.layers.embedding({ inputDim: 50, outputDim: WIDTH }), tf.layers.flatten(), dense(RELU), dense()],
      'int32',
    ),
  ),
];

function asRecurrent(layer: Layer): tf.RNN {
  if (layer instanceof tf.RNN) return layer;
  throw new TypeError(`${layer.name} is no recurrent layer.`);
}
