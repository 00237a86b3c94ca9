import { alphaDropoutConstants } from '../model/alpha-dropout.ts';
import type { DialectId, Layer } from '../model/graph.ts';
import type { ChannelOrder, OperationKind, Window } from '../model/operation.ts';
import { countTaps, imageSizes, slides } from '../model/window.ts';
import { activationStep, passStep } from './activation-step.ts';
import { croppingStep, repetitionStep, rescalingStep } from './arrangement-step.ts';
import { attentionStep } from './attention/attention-step.ts';
import { multiHeadStep } from './attention/multi-head-step.ts';
import { batchNormalisationStep } from './batch-normalisation-step.ts';
import { concatenateStep } from './concatenate-step.ts';
import { dotStep } from './dot-step.ts';
import { elementwiseMergeStep } from './elementwise-merge-step.ts';
import { embeddingStep } from './embedding-step.ts';
import { interpolationStep } from './interpolation-step.ts';
import {
  convolutionStep,
  denseStep,
  depthwiseStep,
  einsumStep,
  type LayerContext,
  separableStep,
  transposedStep,
  weightMoments,
  weightOf,
} from './linear-layers.ts';
import { addStep, regroupStep } from './merge-step.ts';
import { additiveNoiseStep, alphaDropoutStep, multiplicativeNoiseStep } from './noise-step.ts';
import {
  type Affine,
  groupNormalisationStep,
  layerNormalisationStep,
  lengthNormalisationStep,
} from './normalisation-step.ts';
import { averagePoolingStep, maxPoolingStep, type Windows } from './pooling-step.ts';
import { bothDirections, fromTheEnd } from './recurrent/both-directions.ts';
import { cellAlone, ofCell, ofCells } from './recurrent/recurrent-layers.ts';
import type { Signal } from './signal.ts';
import { chain, type Step } from './step.ts';
import { zeroPaddingStep } from './zero-padding-step.ts';

/** What one layer, its own activation included, does to the mean-field states of its inputs (at least one). */
export function layerStep(inputs: readonly Signal[], context: LayerContext, dialect: DialectId): Step {
  const operation = operationStep(inputs, context, dialect);
  const { own } = context.layer.activation;
  return own === null ? operation : chain(operation, activationStep(own, operation.output, context.withBand));
}

function operationStep(inputs: readonly Signal[], context: LayerContext, dialect: DialectId): Step {
  const { layer, inputShape, outputShape } = context;
  const { operation } = layer;
  const [input] = inputs;
  if (input === undefined) throw new RangeError(`Layer ${layer.id} has no input.`);
  const along = (axes: readonly number[]) => axes.reduce((n, axis) => n * (inputShape?.[axis] ?? input.units), 1);
  switch (operation.kind) {
    case 'input':
    case 'activation':
    // No element of a random signal equals the value that is masked.
    case 'masking':
      return passStep(input, []);
    case 'dense':
      return denseStep(input, context, operation.units);
    case 'convolution':
      return convolutionStep(input, context, operation.window, operation.filters, operation.groups);
    case 'depthwiseConvolution':
      return depthwiseStep(input, context, operation.window, operation.multiplier);
    case 'separableConvolution':
      return separableStep(input, context, operation.window, operation.multiplier, operation.filters);
    case 'transposedConvolution':
      return transposedStep(input, context, operation.window, operation.filters);
    case 'batchNormalization': {
      const channels = inputShape?.[operation.axis] ?? input.units;
      const count = (input.positions * input.units) / channels;
      return batchNormalisationStep(input, affine(context), operation.epsilon, count, context.batch);
    }
    case 'layerNormalization':
      return layerNormalisationStep(input, affine(context), operation.epsilon, along(operation.axes));
    case 'groupNormalization': {
      const count = (input.positions * input.units) / operation.groups;
      return groupNormalisationStep(input, affine(context), operation.epsilon, count, input.units / operation.groups);
    }
    case 'rmsNormalization':
      return lengthNormalisationStep(input, affine(context), operation.epsilon, 1, along(operation.axes));
    case 'unitNormalization':
      return lengthNormalisationStep(input, NO_AFFINE, 0, along(operation.axes), along(operation.axes));
    case 'pooling': {
      const windows = poolingWindows(input, operation.window, context);
      return operation.pool === 'max'
        ? maxPoolingStep(input, windows)
        : averagePoolingStep(input, windows, context.batch);
    }
    case 'globalPooling': {
      const windows = { taps: input.positions, positions: 1 };
      return operation.pool === 'max'
        ? maxPoolingStep(input, windows)
        : averagePoolingStep(input, windows, context.batch);
    }
    case 'dropout':
      return multiplicativeNoiseStep(input, operation.rate < 1 ? 1 / (1 - operation.rate) : 0, operation.spatial);
    case 'gaussianDropout':
      return multiplicativeNoiseStep(input, 1 / (1 - operation.rate), false);
    case 'gaussianNoise':
      return additiveNoiseStep(input, operation.stddev ** 2);
    case 'alphaDropout': {
      const { dropped, scale, shift } = alphaDropoutConstants(operation.rate, dialect);
      return alphaDropoutStep(input, operation.rate, dropped, scale, shift);
    }
    case 'flatten':
      return regroupStep(input, 1, input.positions * input.units);
    case 'reshape': {
      const units = outputShape?.at(-1) ?? input.units;
      return regroupStep(input, (input.positions * input.units) / units, units);
    }
    case 'zeroPadding':
      return zeroPaddingStep(input, context, operation);
    case 'permute':
      return arranged(input, context);
    case 'repeatVector':
      return repetitionStep(input, operation.times);
    case 'upSampling': {
      const { factors, interpolation: method } = operation;
      if (method === 'nearest' || inputShape === null)
        return repetitionStep(
          input,
          factors.reduce((a, b) => a * b, 1),
        );
      const extents = imageSizes(inputShape, operation.channels).spatial;
      return interpolationStep(input, method, extents, factors, dialect === 'tfjs' ? 'whole' : 'half');
    }
    case 'cropping':
      return croppingStep(input, positionsOf(outputShape, operation.channels) ?? input.positions);
    case 'rescaling':
      return rescalingStep(input, operation.scale, operation.offset);
    case 'timeDistributed':
      return repeatedStep(input, context, dialect);
    case 'multiHeadAttention':
      return multiHeadStep(inputs, context, operation);
    case 'attention':
      return attentionStep(inputs, context, operation);
    case 'dot':
      return dotStep(
        [input, inputs[1] ?? input],
        operation.axes,
        [inputShape, context.secondShape],
        operation.normalize,
      );
    case 'einsumDense':
      return einsumStep(input, context, operation.equation);
    case 'recurrent':
      return ofCell(input, context, operation.cell, operation);
    case 'recurrentCell':
      return cellAlone(inputs, context, operation.cell);
    case 'rnn':
      return ofCells(input, context, operation);
    case 'bidirectional':
      return inBothDirections(input, context, operation.merge, dialect);
    case 'embedding':
      return embeddingStep(input, context, operation.inputDim, operation.outputDim);
    case 'merge':
      return elementwiseMergeStep(operation.how, inputs, layer.inputs);
    case 'add':
      return addStep(inputs, layer.inputs);
    case 'concatenate': {
      const elements = inputs.reduce((sum, signal) => sum + signal.positions * signal.units, 0);
      const joinsUnits = outputShape === null || operation.axis === outputShape.length - 1 || operation.axis === -1;
      const positions = joinsUnits ? input.positions : elements / input.units;
      return concatenateStep(inputs, positions, elements / positions);
    }
    case 'opaque':
      return passStep(input, [`The signal is passed on unchanged: ${operation.reason}`]);
  }
}

/** The same elements in another order; which of them are positions follows from the last dimension. */
function arranged(input: Signal, { outputShape }: LayerContext): Step {
  const units = outputShape?.at(-1) ?? input.units;
  return regroupStep(input, (input.positions * input.units) / units, units);
}

function inBothDirections(
  input: Signal,
  context: LayerContext,
  merge: Parameters<typeof bothDirections>[2],
  dialect: DialectId,
): Step {
  const [ahead, back] = context.layer.parts;
  if (ahead === undefined || back === undefined) return passStep(input, ['Its layers cannot be read.']);
  const way = (layer: Layer, from: Signal) => operationStep([from], { ...context, layer }, dialect);
  return bothDirections(
    way(ahead, input),
    fromTheEnd((from) => way(back, from), input),
    merge,
  );
}

/** A layer at every time step. Where a step is not one position more, its examples are the steps of all examples. */
function repeatedStep(input: Signal, context: LayerContext, dialect: DialectId): Step {
  const { layer, inputShape, outputShape, batch } = context;
  const [inner] = layer.parts;
  if (inner === undefined) return passStep(input, ['The repeated layer cannot be read: the signal is passed on.']);
  if (POSITIONWISE.has(inner.operation.kind)) return layerStep([input], { ...context, layer: inner }, dialect);
  const steps = inputShape?.[0] ?? input.positions;
  const within = {
    ...context,
    layer: inner,
    inputShape: inputShape?.slice(1) ?? null,
    outputShape: outputShape?.slice(1) ?? null,
    batch: batch * steps,
  };
  const step = layerStep([{ ...input, positions: input.positions / steps }], within, dialect);
  const { output } = step;
  return { ...step, output: { ...output, positions: output.positions * steps } };
}

/** Layers for which a time step is one position more. */
const POSITIONWISE: ReadonlySet<OperationKind> = new Set([
  'dense',
  'activation',
  'dropout',
  'gaussianDropout',
  'gaussianNoise',
  'alphaDropout',
  'rescaling',
]);

function positionsOf(shape: readonly number[] | null, channels: ChannelOrder): number | null {
  return shape === null ? null : imageSizes(shape, channels).spatial.reduce((a, b) => a * b, 1);
}

const NO_AFFINE: Affine = { gamma: { mean: 1, variance: 0 }, beta: { mean: 0, variance: 0 } };

function affine({ layer }: LayerContext): Affine {
  return { gamma: weightMoments(weightOf(layer, 'gamma'), 1), beta: weightMoments(weightOf(layer, 'beta'), 0) };
}

function poolingWindows(input: Signal, window: Window, { inputShape, outputShape }: LayerContext): Windows {
  const size = window.size.reduce((a, b) => a * b, 1);
  if (inputShape === null || outputShape === null) return { taps: size, positions: input.positions };
  const from = imageSizes(inputShape, window.channels).spatial;
  const to = imageSizes(outputShape, window.channels).spatial;
  const positions = to.reduce((a, b) => a * b, 1);
  const pairs = slides(window, from, to).reduce((count, dimension) => count * countTaps(dimension), 1);
  return { taps: pairs / positions, positions };
}
