import type { LayerEntry } from '../framework.ts';
import type { LayerFamily } from '../layer-reader.ts';
import * as activations from '../layers/activation.ts';
import { additiveAttention, attention } from '../layers/attention/attention.ts';
import { multiHeadAttention } from '../layers/attention/multi-head-attention.ts';
import { layerScale, stochasticDepth } from '../layers/branch.ts';
import { convolution } from '../layers/convolution.ts';
import { dense } from '../layers/dense.ts';
import { depthwiseConvolution, separableConvolution } from '../layers/depthwise.ts';
import { dot } from '../layers/dot.ts';
import { cropping, zeroPadding } from '../layers/edges.ts';
import { einsumDense } from '../layers/einsum-dense.ts';
import { masking } from '../layers/elementwise.ts';
import { embedding } from '../layers/embedding.ts';
import { foreignModule, lambda } from '../layers/foreign.ts';
import { input } from '../layers/input.ts';
import { add, concatenate, merge } from '../layers/merging.ts';
import * as noise from '../layers/noise.ts';
import {
  batchNormalization,
  groupNormalization,
  layerNormalization,
  unitNormalization,
} from '../layers/normalization.ts';
import { globalPooling, pooling } from '../layers/pooling.ts';
import { permute, repeatVector } from '../layers/rearranging.ts';
import { convLstmCell } from '../layers/recurrent/conv-lstm-cell.ts';
import { gruCell, lstmCell, simpleCell } from '../layers/recurrent/dense-cells.ts';
import { recurrent, recurrentCell } from '../layers/recurrent/recurrent.ts';
import { rnn, stackedCells } from '../layers/recurrent/rnn.ts';
import { flatten, reshape } from '../layers/reshaping.ts';
import { transposedConvolution } from '../layers/transposed.ts';
import { upSampling } from '../layers/up-sampling.ts';
import { bidirectional } from '../layers/wrappers/bidirectional.ts';
import { timeDistributed } from '../layers/wrappers/time-distributed.ts';
import { spectralNormalization, wrapper } from '../layers/wrappers/wrapper.ts';
import { PREPROCESSING } from './preprocessing.ts';

/** Layer classes that Keras 2 and 3 have in common, with their other names under `keras.layers`. */
export const KERAS_LAYERS: readonly LayerEntry[] = [
  layer('InputLayer', ['Input'], input),
  layer('Dense', [], dense),
  layer('Conv1D', ['Convolution1D'], convolution(1)),
  layer('Conv2D', ['Convolution2D'], convolution(2)),
  layer('Conv3D', ['Convolution3D'], convolution(3)),
  layer('DepthwiseConv1D', [], depthwiseConvolution(1)),
  layer('DepthwiseConv2D', [], depthwiseConvolution(2)),
  layer('SeparableConv1D', ['SeparableConvolution1D'], separableConvolution(1)),
  layer('SeparableConv2D', ['SeparableConvolution2D'], separableConvolution(2)),
  layer('Conv1DTranspose', ['Convolution1DTranspose'], transposedConvolution(1)),
  layer('Conv2DTranspose', ['Convolution2DTranspose'], transposedConvolution(2)),
  layer('Conv3DTranspose', ['Convolution3DTranspose'], transposedConvolution(3)),

  layer('Activation', [], activations.activation),
  layer('ReLU', [], activations.relu),
  layer('LeakyReLU', [], activations.leakyRelu),
  layer('PReLU', [], activations.prelu),
  layer('ELU', [], activations.elu),
  layer('Softmax', [], activations.softmax),
  layer('Identity', [], activations.identity),
  layer('ActivityRegularization', [], activations.identity),

  layer('BatchNormalization', [], batchNormalization),
  layer('LayerNormalization', [], layerNormalization),
  layer('GroupNormalization', [], groupNormalization),
  layer('UnitNormalization', [], unitNormalization),

  ...([1, 2, 3] as const).flatMap((rank) => [
    layer(`MaxPooling${rank}D`, [`MaxPool${rank}D`], pooling('max', rank)),
    layer(`AveragePooling${rank}D`, [`AvgPool${rank}D`], pooling('average', rank)),
    layer(`GlobalMaxPooling${rank}D`, [`GlobalMaxPool${rank}D`], globalPooling('max', rank)),
    layer(`GlobalAveragePooling${rank}D`, [`GlobalAvgPool${rank}D`], globalPooling('average', rank)),
    layer(`SpatialDropout${rank}D`, [], noise.spatialDropout),
    layer(`ZeroPadding${rank}D`, [], zeroPadding(rank)),
    layer(`UpSampling${rank}D`, [], upSampling(rank)),
    layer(`Cropping${rank}D`, [], cropping(rank)),
    layer(`ConvLSTM${rank}D`, [], recurrent(convLstmCell(rank))),
  ]),

  layer('Dropout', [], noise.dropout),
  layer('GaussianDropout', [], noise.gaussianDropout),
  layer('GaussianNoise', [], noise.gaussianNoise),
  layer('AlphaDropout', [], noise.alphaDropout),

  layer('Flatten', [], flatten),
  layer('Reshape', [], reshape),
  layer('Add', [], add),
  layer('Concatenate', [], concatenate),

  layer('SimpleRNN', [], recurrent(simpleCell)),
  layer('GRU', [], recurrent(gruCell)),
  layer('LSTM', [], recurrent(lstmCell)),
  layer('SimpleRNNCell', [], recurrentCell(simpleCell)),
  layer('GRUCell', [], recurrentCell(gruCell)),
  layer('LSTMCell', [], recurrentCell(lstmCell)),
  layer('StackedRNNCells', [], stackedCells),
  layer('RNN', [], rnn),
  layer('Embedding', [], embedding),
  layer('Bidirectional', [], bidirectional),
  layer('TimeDistributed', [], timeDistributed),
  layer('SpectralNormalization', [], spectralNormalization),
  layer('Wrapper', [], wrapper),
  layer('Average', [], merge('average')),
  layer('Maximum', [], merge('maximum')),
  layer('Minimum', [], merge('minimum')),
  layer('Multiply', [], merge('multiply')),
  layer('Subtract', [], merge('subtract')),
  layer('Dot', [], dot),
  layer('Permute', [], permute),
  layer('RepeatVector', [], repeatVector),
  layer('Masking', [], masking),
  layer('EinsumDense', [], einsumDense),
  layer('Lambda', [], lambda),
  layer('TFSMLayer', [], foreignModule),
  layer('Attention', [], attention),
  layer('AdditiveAttention', [], additiveAttention),
  layer('MultiHeadAttention', [], multiHeadAttention),
  ...PREPROCESSING,
  // Classes of Keras's own applications.
  { ...layer('LayerScale', [], layerScale), registered: true },
  { ...layer('StochasticDepth', [], stochasticDepth), registered: true },
];

/** A class goes by its own name in code, and by `aliases`. */
export function layer(className: string, aliases: readonly string[], family: LayerFamily): LayerEntry {
  return { className, code: [className, ...aliases], family };
}
