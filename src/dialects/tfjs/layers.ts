import type { LayerEntry } from '../framework.ts';
import type { LayerFamily } from '../layer-reader.ts';
import * as activations from '../layers/activation.ts';
import { convolution } from '../layers/convolution.ts';
import { dense } from '../layers/dense.ts';
import { depthwiseConvolution, separableConvolution } from '../layers/depthwise.ts';
import { dot } from '../layers/dot.ts';
import { cropping, zeroPadding } from '../layers/edges.ts';
import { masking, rescaling } from '../layers/elementwise.ts';
import { embedding } from '../layers/embedding.ts';
import { categoryEncoding } from '../layers/encoding.ts';
import { cut, resized, variedExtent } from '../layers/images.ts';
import { input } from '../layers/input.ts';
import { add, concatenate, merge } from '../layers/merging.ts';
import * as noise from '../layers/noise.ts';
import { batchNormalization, layerNormalization } from '../layers/normalization.ts';
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

/** Every layer class of TF.js, with its factories under `tf.layers` (`input` also stands for `tf.input`). */
export const LAYERS: readonly LayerEntry[] = [
  layer('InputLayer', ['inputLayer', 'input'], input),
  layer('Dense', ['dense'], dense),
  layer('Conv1D', ['conv1d'], convolution(1)),
  layer('Conv2D', ['conv2d'], convolution(2)),
  layer('Conv3D', ['conv3d'], convolution(3)),
  layer('DepthwiseConv2D', ['depthwiseConv2d'], depthwiseConvolution(2)),
  layer('SeparableConv2D', ['separableConv2d'], separableConvolution(2)),
  layer('Conv2DTranspose', ['conv2dTranspose'], transposedConvolution(2)),
  layer('Conv3DTranspose', ['conv3dTranspose'], transposedConvolution(3)),

  layer('Activation', ['activation'], activations.activation),
  layer('ReLU', ['reLU'], activations.relu),
  layer('LeakyReLU', ['leakyReLU'], activations.leakyRelu),
  layer('PReLU', ['prelu'], activations.prelu),
  layer('ELU', ['elu'], activations.elu),
  layer('ThresholdedReLU', ['thresholdedReLU'], activations.thresholdedRelu),
  layer('Softmax', ['softmax'], activations.softmax),

  layer('BatchNormalization', ['batchNormalization'], batchNormalization),
  layer('LayerNormalization', ['layerNormalization'], layerNormalization),

  layer('MaxPooling1D', ['maxPooling1d', 'maxPool1d'], pooling('max', 1)),
  layer('MaxPooling2D', ['maxPooling2d', 'maxPool2d'], pooling('max', 2)),
  layer('MaxPooling3D', ['maxPooling3d'], pooling('max', 3)),
  layer('AveragePooling1D', ['averagePooling1d', 'avgPool1d', 'avgPooling1d'], pooling('average', 1)),
  layer('AveragePooling2D', ['averagePooling2d', 'avgPool2d', 'avgPooling2d'], pooling('average', 2)),
  layer('AveragePooling3D', ['averagePooling3d', 'avgPool3d', 'avgPooling3d'], pooling('average', 3)),
  layer('GlobalMaxPooling1D', ['globalMaxPooling1d', 'globalMaxPool1d'], globalPooling('max', 1)),
  layer('GlobalMaxPooling2D', ['globalMaxPooling2d', 'globalMaxPool2d'], globalPooling('max', 2)),
  layer('GlobalAveragePooling1D', ['globalAveragePooling1d'], globalPooling('average', 1)),
  layer('GlobalAveragePooling2D', ['globalAveragePooling2d'], globalPooling('average', 2)),

  layer('Dropout', ['dropout'], noise.dropout),
  layer('SpatialDropout1D', ['spatialDropout1d'], noise.spatialDropout),
  layer('GaussianDropout', ['gaussianDropout'], noise.gaussianDropout),
  layer('GaussianNoise', ['gaussianNoise'], noise.gaussianNoise),
  layer('AlphaDropout', ['alphaDropout'], noise.alphaDropout),

  layer('Flatten', ['flatten'], flatten),
  layer('Reshape', ['reshape'], reshape),
  layer('ZeroPadding2D', ['zeroPadding2d'], zeroPadding(2)),
  layer('Add', ['add'], add),
  layer('Concatenate', ['concatenate'], concatenate),

  layer('SimpleRNN', ['simpleRNN'], recurrent(simpleCell)),
  layer('GRU', ['gru'], recurrent(gruCell)),
  layer('LSTM', ['lstm'], recurrent(lstmCell)),
  layer('ConvLSTM2D', ['convLstm2d'], recurrent(convLstmCell(2))),
  layer('SimpleRNNCell', ['simpleRNNCell'], recurrentCell(simpleCell)),
  layer('GRUCell', ['gruCell'], recurrentCell(gruCell)),
  layer('LSTMCell', ['lstmCell'], recurrentCell(lstmCell)),
  layer('ConvLSTM2DCell', ['convLstm2dCell'], recurrentCell(convLstmCell(2))),
  layer('StackedRNNCells', ['stackedRNNCells'], stackedCells),
  layer('RNN', ['rnn'], rnn),
  layer('Embedding', ['embedding'], embedding),
  layer('Bidirectional', ['bidirectional'], bidirectional),
  layer('TimeDistributed', ['timeDistributed'], timeDistributed),

  layer('Average', ['average'], merge('average')),
  layer('Maximum', ['maximum'], merge('maximum')),
  layer('Minimum', ['minimum'], merge('minimum')),
  layer('Multiply', ['multiply'], merge('multiply')),
  layer('Dot', ['dot'], dot),
  layer('Permute', ['permute'], permute),
  layer('RepeatVector', ['repeatVector'], repeatVector),
  layer('UpSampling2D', ['upSampling2d'], upSampling(2)),
  layer('Cropping2D', ['cropping2D'], cropping(2)),
  layer('Masking', ['masking'], masking),
  layer('Rescaling', ['rescaling'], rescaling),
  layer('CenterCrop', ['centerCrop'], cut),
  layer('Resizing', ['resizing'], resized),
  layer('RandomWidth', ['randomWidth'], variedExtent(1)),
  layer('CategoryEncoding', ['categoryEncoding'], categoryEncoding),
];

function layer(className: string, code: readonly string[], family: LayerFamily): LayerEntry {
  return { className, code, family };
}
