import * as l10n from '@vscode/l10n';
import type { Layer, LayerId, ModelGraph } from '../src/model/graph.ts';
import type { Cell, Operation } from '../src/model/operation.ts';
import { sizes } from '../src/model/shape.ts';

/** A layer as the charts and the table show it. */
export interface ShownLayer {
  readonly id: LayerId;
  readonly name: string;
  /** 1-based; null if unknown. */
  readonly line: number | null;
  /** What it computes: `dense 128, relu`. */
  readonly description: string;
}

/** Layers that can change the signal's size: those that only change its shape are left out. */
export function shownLayers(graph: ModelGraph, lines: Readonly<Record<LayerId, number>>): ShownLayer[] {
  const changing = graph.layers.filter(({ operation }) => operation.kind !== 'flatten' && operation.kind !== 'reshape');
  return allShown({ layers: changing }, lines);
}

/** Every layer of a graph. */
export function allShown(
  { layers }: Pick<ModelGraph, 'layers'>,
  lines: Readonly<Record<LayerId, number>>,
): ShownLayer[] {
  return layers.map((layer) => ({
    id: layer.id,
    name: layer.name,
    line: lines[layer.id] ?? null,
    description: describe(layer),
  }));
}

function describe({ operation, activation: { own }, outputShape, parts }: Layer): string {
  if (operation.kind === 'input') {
    return outputShape === null ? l10n.t('input') : l10n.t('input [{0}]', sizes(outputShape).join(', '));
  }
  const activation = own === null || (own.name === 'linear' && operation.kind !== 'activation') ? null : own;
  const isWritten = activation?.name === 'unknown' || activation?.name === 'custom';
  const nonlinearity = isWritten ? activation.written : (activation?.name ?? null);
  if (operation.kind === 'activation') return nonlinearity ?? l10n.t('activation');
  const wrapped = parts[0] === undefined ? [] : [describe(parts[0])];
  return [describeOperation(operation), ...wrapped, ...(nonlinearity === null ? [] : [nonlinearity])].join(', ');
}

const MERGES: Readonly<Record<Extract<Operation, { kind: 'merge' }>['how'], string>> = {
  average: l10n.t('average of its inputs'),
  maximum: l10n.t('maximum of its inputs'),
  minimum: l10n.t('minimum of its inputs'),
  multiply: l10n.t('product of its inputs'),
  subtract: l10n.t('difference of its inputs'),
};

function describeCell(cell: Cell): string {
  switch (cell.kind) {
    case 'simple':
      return l10n.t('simple RNN {0}', cell.units);
    case 'lstm':
      return l10n.t('LSTM {0}', cell.units);
    case 'gru':
      return l10n.t('GRU {0}', cell.units);
    case 'convLstm':
      return l10n.t('convolutional LSTM, {0}', filters(cell.filters));
  }
}

function describeOperation(operation: Operation): string {
  switch (operation.kind) {
    case 'input':
      return l10n.t('input');
    case 'dense':
      return l10n.t('dense {0}', operation.units);
    case 'convolution':
      return l10n.t('convolution {0}, {1}', times(operation.window.size), filters(operation.filters));
    case 'depthwiseConvolution':
      return l10n.t('depthwise convolution {0}', times(operation.window.size));
    case 'separableConvolution':
      return l10n.t('separable convolution {0}, {1}', times(operation.window.size), filters(operation.filters));
    case 'transposedConvolution':
      return l10n.t('transposed convolution {0}, {1}', times(operation.window.size), filters(operation.filters));
    case 'activation':
      return l10n.t('activation');
    case 'batchNormalization':
      return l10n.t('batch normalisation');
    case 'layerNormalization':
      return l10n.t('layer normalisation');
    case 'pooling':
      return operation.pool === 'max'
        ? l10n.t('max pooling {0}', times(operation.window.size))
        : l10n.t('average pooling {0}', times(operation.window.size));
    case 'globalPooling':
      return operation.pool === 'max' ? l10n.t('global max pooling') : l10n.t('global average pooling');
    case 'dropout':
      return l10n.t('dropout {0}', operation.rate);
    case 'gaussianDropout':
      return l10n.t('Gaussian dropout {0}', operation.rate);
    case 'gaussianNoise':
      return l10n.t('Gaussian noise {0}', operation.stddev);
    case 'alphaDropout':
      return l10n.t('alpha dropout {0}', operation.rate);
    case 'reshape':
      return l10n.t('reshape');
    case 'flatten':
      return l10n.t('flatten');
    case 'zeroPadding':
      return l10n.t('zero padding');
    case 'cropping':
      return l10n.t('cropping');
    case 'masking':
      return l10n.t('masking');
    case 'rescaling':
      return l10n.t('rescaling');
    case 'concatenate':
      return l10n.t('concatenation');
    case 'add':
      return l10n.t('addition');
    case 'merge':
      return MERGES[operation.how];
    case 'dot':
      return l10n.t('dot product');
    case 'permute':
      return l10n.t('permutation');
    case 'repeatVector':
      return operation.times === 1 ? l10n.t('repeated once') : l10n.t('repeated {0} times', operation.times);
    case 'upSampling':
      return l10n.t('upsampling {0}', times(operation.factors));
    case 'groupNormalization':
      return operation.groups === 1
        ? l10n.t('group normalisation, 1 group')
        : l10n.t('group normalisation, {0} groups', operation.groups);
    case 'rmsNormalization':
      return l10n.t('RMS normalisation');
    case 'unitNormalization':
      return l10n.t('unit normalisation');
    case 'embedding':
      return l10n.t('embedding {0} to {1}', operation.inputDim, operation.outputDim);
    case 'recurrent':
    case 'recurrentCell':
      return describeCell(operation.cell);
    case 'rnn':
      return l10n.t('recurrent cells');
    case 'bidirectional':
      return l10n.t('bidirectional');
    case 'timeDistributed':
      return l10n.t('at every time step');
    case 'attention':
      return operation.score === 'dot' ? l10n.t('dot-product attention') : l10n.t('additive attention');
    case 'multiHeadAttention':
      return operation.heads === 1 ? l10n.t('attention, 1 head') : l10n.t('attention, {0} heads', operation.heads);
    case 'einsumDense':
      return l10n.t('einsum {0}', operation.equation);
    case 'opaque':
      return l10n.t('{0} (not covered: passed on unchanged)', operation.className);
  }
}

function filters(count: number): string {
  return count === 1 ? l10n.t('1 filter') : l10n.t('{0} filters', count);
}

function times(extents: readonly number[]): string {
  return extents.join('×');
}
