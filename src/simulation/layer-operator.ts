import type { Activation } from '../model/activation.ts';
import { scalarFunction } from '../model/activation-function.ts';
import { alphaDropoutConstants } from '../model/alpha-dropout.ts';
import type { DialectId, Layer } from '../model/graph.ts';
import type { Cell, ChannelOrder, Unrolling } from '../model/operation.ts';
import { globalTaps, windowTaps } from './arithmetic/taps.ts';
import { count, createTensor, type Operator, type Tensor } from './operator.ts';
import { elementwise } from './operators/activation.ts';
import { cropping, passOn, permute, repeatVector, upSampling, zeroPadding } from './operators/arrangement.ts';
import { additiveAttention } from './operators/attention/additive-attention.ts';
import { dotAttention } from './operators/attention/dot-attention.ts';
import { multiHeadAttention } from './operators/attention/multi-head.ts';
import { merge } from './operators/broadcast.ts';
import { onChannelsFirst } from './operators/channel-order.ts';
import { convolution } from './operators/convolution.ts';
import { dense, type KernelChoice } from './operators/dense.ts';
import { depthwiseConvolution } from './operators/depthwise-convolution.ts';
import { dotProduct } from './operators/dot.ts';
import { einsumDense } from './operators/einsum.ts';
import { embedding } from './operators/embedding.ts';
import { interpolation } from './operators/interpolation.ts';
import { add, concatenate } from './operators/merge.ts';
import { alphaDropout, dropout, gaussianDropout, gaussianNoise } from './operators/noise.ts';
import { batchNormalization, groupNormalization, layerNormalization } from './operators/normalization.ts';
import { normalizedDotProduct } from './operators/normalized-dot.ts';
import { asPart, inOrder } from './operators/parts.ts';
import { averagePooling, maxPooling } from './operators/pooling.ts';
import { bidirectional } from './operators/recurrent/bidirectional.ts';
import { convLstm } from './operators/recurrent/conv-lstm.ts';
import { singleStep } from './operators/recurrent/single-step.ts';
import { stacked, type WeightedCell } from './operators/recurrent/stacked.ts';
import { unrolled } from './operators/recurrent/unrolled.ts';
import { rescaling, rmsNormalization, unitNormalization } from './operators/scaled.ts';
import { separableConvolution } from './operators/separable-convolution.ts';
import { inSequence } from './operators/sequence.ts';
import { logSoftmax, softmax } from './operators/softmax.ts';
import { transposedConvolution } from './operators/transposed-convolution.ts';

/** A layer made ready to run: its operation, then its own activation. */
export interface LayerOperator {
  readonly operator: Operator;
  /** What enters the activation, where the layer has one that is elementwise. */
  readonly preActivation: Tensor | null;
}

/** What a layer's operator has to know beside the layer. */
export interface LayerSetting {
  readonly dialect: DialectId;
  /** Which dense kernels are drawn. */
  readonly kernels: KernelChoice;
}

/** @param inputs at least one. */
export function layerOperator(
  layer: Layer,
  inputs: readonly Tensor[],
  output: Tensor,
  setting: LayerSetting,
): LayerOperator {
  const [input] = inputs;
  if (input === undefined) throw new RangeError(`Layer ${layer.id} has no input.`);
  const { own } = layer.activation;
  if (own === null || own.name === 'linear' || own.name === 'unknown') {
    return { operator: operationOperator(layer, inputs, input, output, setting), preActivation: null };
  }
  if (layer.operation.kind === 'activation') return activated(own, input, output);
  const middle = createTensor(output.batch, output.shape, output.memory);
  const { operator, preActivation } = activated(own, middle, output);
  const operation = operationOperator(layer, inputs, input, middle, setting);
  return { operator: inSequence(operation, middle, operator), preActivation };
}

function activated(activation: Activation, input: Tensor, output: Tensor): LayerOperator {
  if (scalarFunction(activation) !== null) {
    return { operator: elementwise(activation, input, output), preActivation: input };
  }
  if (activation.name === 'softmax') return { operator: softmax(input, output), preActivation: null };
  if (activation.name === 'logSoftmax') return { operator: logSoftmax(input, output), preActivation: null };
  return { operator: passOn(input, output), preActivation: null };
}

function operationOperator(
  layer: Layer,
  inputs: readonly Tensor[],
  input: Tensor,
  output: Tensor,
  setting: LayerSetting,
): Operator {
  const { operation } = layer;
  switch (operation.kind) {
    case 'input':
    case 'activation':
    case 'flatten':
    case 'reshape':
    // No drawn number equals the value that is masked.
    case 'masking':
    case 'opaque':
      return passOn(input, output);
    case 'dense':
      return dense(layer, input, output, setting.kernels);
    case 'convolution': {
      const { window, groups } = operation;
      return ordered(window.channels, input, output, (x, y) => convolution(layer, window, groups, x, y));
    }
    case 'depthwiseConvolution': {
      const { window } = operation;
      return ordered(window.channels, input, output, (x, y) => depthwiseConvolution(layer, window, x, y));
    }
    case 'separableConvolution': {
      const { window, multiplier } = operation;
      return ordered(window.channels, input, output, (x, y) => separableConvolution(layer, window, multiplier, x, y));
    }
    case 'transposedConvolution': {
      const { window } = operation;
      return ordered(window.channels, input, output, (x, y) => transposedConvolution(layer, window, x, y));
    }
    case 'batchNormalization':
      return batchNormalization(layer, operation.axis, operation.epsilon, input, output);
    case 'layerNormalization':
      return layerNormalization(layer, operation.axes, operation.epsilon, input, output);
    case 'pooling': {
      const { window, pool } = operation;
      return ordered(window.channels, input, output, (x, y) => {
        const taps = windowTaps(window, x.shape.slice(0, -1), y.shape.slice(0, -1), y.memory);
        return pool === 'max' ? maxPooling(taps, x, y) : averagePooling(taps, x, y);
      });
    }
    case 'globalPooling':
      // The result is one value a channel in either order.
      return ordered(
        operation.channels,
        input,
        { ...output, shape: pooledShape(operation.channels, input) },
        (x, y) => {
          const taps = globalTaps(count(x.shape.slice(0, -1)));
          return operation.pool === 'max' ? maxPooling(taps, x, y) : averagePooling(taps, x, y);
        },
      );
    case 'dropout':
      return dropout(operation.rate, operation.spatial, input, output);
    case 'gaussianDropout':
      return gaussianDropout(operation.rate, input, output);
    case 'gaussianNoise':
      return gaussianNoise(operation.stddev, input, output);
    case 'alphaDropout':
      return alphaDropout(operation.rate, alphaDropoutConstants(operation.rate, setting.dialect), input, output);
    case 'zeroPadding':
      return ordered(operation.channels, input, output, (x, y) => zeroPadding(operation.amounts, x, y));
    case 'add':
      return add(inputs, output);
    case 'concatenate':
      return concatenate(operation.axis, inputs, output);
    case 'merge':
      return merge(operation.how, inputs, output);
    case 'permute':
      return permute(operation.order, input, output);
    case 'repeatVector':
      return repeatVector(input, output);
    case 'cropping':
      return ordered(operation.channels, input, output, (x, y) => cropping(operation.amounts, x, y));
    case 'upSampling':
      return ordered(operation.channels, input, output, (x, y) => {
        const { factors, interpolation: method } = operation;
        if (method === 'nearest') return upSampling(factors, x, y);
        return interpolation(method, factors, setting.dialect === 'tfjs' ? 'whole' : 'half', x, y);
      });
    case 'rescaling':
      return rescaling(operation.scale, operation.offset, input, output);
    case 'groupNormalization':
      return groupNormalization(layer, operation.groups, operation.axis, operation.epsilon, input, output);
    case 'rmsNormalization':
      return rmsNormalization(layer, operation.axes, operation.epsilon, input, output);
    case 'unitNormalization':
      return unitNormalization(layer, operation.axes, input, output);
    case 'attention':
      return attention(layer, operation.score, [input, ...inputs.slice(1)], output);
    case 'multiHeadAttention':
      // Over all positions, of whatever dimensions.
      return multiHeadAttention(
        layer,
        operation,
        [positionsOf(input), ...inputs.slice(1).map((each) => positionsOf(each))],
        positionsOf(output, count(input.shape.slice(0, -1))),
      );
    case 'dot':
      return operation.normalize
        ? normalizedDotProduct(layer, operation.axes, [input, inputs[1] ?? input], output)
        : dotProduct(operation.axes, [input, inputs[1] ?? input], output);
    case 'einsumDense':
      return einsumDense(layer, operation.equation, input, output, setting.kernels);
    case 'embedding':
      return embedding(layer, operation.inputDim, input, output);
    case 'recurrent':
      return recurrent(layer, operation.cell, operation, input, output);
    case 'recurrentCell':
      return cellAlone(layer, operation.cell, [input, ...inputs.slice(1)], output);
    case 'rnn':
      return ofCells(layer, operation, input, output);
    case 'bidirectional': {
      const [ahead, back] = layer.parts;
      if (ahead === undefined || back === undefined) return passOn(input, output);
      return bidirectional([ahead, back], operation.merge, input, output, (part, x, y) =>
        operationOperator(part, [x], x, y, setting),
      );
    }
    case 'timeDistributed':
      return timeDistributed(layer, input, output, setting);
  }
}

function recurrent(layer: Layer, cell: Cell, unrolling: Unrolling, input: Tensor, output: Tensor): Operator {
  if (cell.kind !== 'convLstm') return unrolled(layer, cell, unrolling, input, output);
  const leaving = unrolling.returnSequences ? stepsOf(output) : output;
  return ordered(cell.window.channels, stepsOf(input), leaving, (x, y) =>
    convLstm(layer, cell, unrolling, input.shape[0] ?? 1, x, y),
  );
}

/** Cells of images compute with channels last. */
function cellAlone(layer: Layer, cell: Cell, inputs: readonly [Tensor, ...Tensor[]], output: Tensor): Operator {
  if (cell.kind !== 'convLstm' || cell.window.channels === 'last') return singleStep(layer, cell, inputs, output);
  const rank = output.shape.length;
  const toLast = [...output.shape.keys()].map((i) => (i + 1) % rank);
  const toFirst = [...output.shape.keys()].map((i) => (i + rank - 1) % rank);
  const turned = (tensor: Tensor) =>
    createTensor(tensor.batch, [...tensor.shape.slice(1), tensor.shape[0] ?? 1], output.memory);
  const [first, ...states] = inputs;
  const inner: readonly [Tensor, ...Tensor[]] = [turned(first), ...states.map(turned)];
  const result = turned(output);
  const entering = inputs.flatMap((tensor, i) => permute(toLast, tensor, inner[i] ?? tensor));
  const operators = [...entering, singleStep(layer, cell, inner, result), permute(toFirst, result, output)];
  return inOrder(operators, [...inner, result]);
}

/** An RNN whose cells are of kinds that are simulated; else its input is passed on. */
function ofCells({ parts }: Layer, unrolling: Unrolling, input: Tensor, output: Tensor): Operator {
  const cells = parts.flatMap((layer): WeightedCell[] => {
    const { operation } = layer;
    if (operation.kind !== 'recurrentCell' || operation.cell.kind === 'convLstm') return [];
    return [{ layer, cell: operation.cell }];
  });
  if (cells.length === 0 || cells.length < parts.length) return passOn(input, output);
  return stacked(cells, unrolling, input, output);
}

/** Over the last but one dimension; those before it are examples more. */
function attention(
  layer: Layer,
  score: 'dot' | 'concat',
  [query, ...others]: readonly [Tensor, ...Tensor[]],
  output: Tensor,
): Operator {
  const inputs: readonly [Tensor, ...Tensor[]] = [lastTwo(query), ...others.map(lastTwo)];
  return score === 'dot' ? dotAttention(inputs, lastTwo(output)) : additiveAttention(layer, inputs, lastTwo(output));
}

/** All dimensions but the last two among the examples. */
function lastTwo(tensor: Tensor): Tensor {
  const { batch, shape } = tensor;
  return { ...tensor, batch: batch * count(shape.slice(0, -2)), shape: shape.slice(-2) };
}

/** [positions, features]. */
function positionsOf(tensor: Tensor, positions = count(tensor.shape.slice(0, -1))): Tensor {
  return { ...tensor, shape: [positions, count(tensor.shape) / positions] };
}

/** The steps of all examples as examples of their own: [batch, steps, ...] is [batch * steps, ...] in memory. */
function timeDistributed({ parts: [inner] }: Layer, input: Tensor, output: Tensor, setting: LayerSetting): Operator {
  if (inner === undefined || input.shape[0] !== output.shape[0]) return passOn(input, output);
  return asPart(inner, layerOperator(inner, [stepsOf(input)], stepsOf(output), setting).operator);
}

function stepsOf({ batch, shape: [steps = 1, ...shape], value, gradient, memory }: Tensor): Tensor {
  return { batch: batch * steps, shape, value, gradient, memory };
}

function ordered(
  channels: ChannelOrder,
  input: Tensor,
  output: Tensor,
  make: (input: Tensor, output: Tensor) => Operator,
): Operator {
  return channels === 'first' ? onChannelsFirst(input, output, make) : make(input, output);
}

/** [1, ..., C] or [C, 1, ...]: one position. */
function pooledShape(channels: ChannelOrder, input: Tensor): readonly number[] {
  return channels === 'first'
    ? input.shape.map((size, i) => (i === 0 ? size : 1))
    : input.shape.map((size, i) => (i === input.shape.length - 1 ? size : 1));
}
