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
    return outputShape === null ? 'input' : `input [${sizes(outputShape).join(', ')}]`;
  }
  const activation = own === null || (own.name === 'linear' && operation.kind !== 'activation') ? null : own;
  const isWritten = activation?.name === 'unknown' || activation?.name === 'custom';
  const nonlinearity = isWritten ? activation.written : (activation?.name ?? null);
  if (operation.kind === 'activation') return nonlinearity ?? 'activation';
  const wrapped = parts[0] === undefined ? [] : [describe(parts[0])];
  return [describeOperation(operation), ...wrapped, ...(nonlinearity === null ? [] : [nonlinearity])].join(', ');
}

const MERGES: Readonly<Record<Extract<Operation, { kind: 'merge' }>['how'], string>> = {
  average: 'average of its inputs',
  maximum: 'maximum of its inputs',
  minimum: 'minimum of its inputs',
  multiply: 'product of its inputs',
  subtract: 'difference of its inputs',
};

function describeCell(cell: Cell): string {
  switch (cell.kind) {
    case 'simple':
      return `simple RNN ${cell.units}`;
    case 'lstm':
      return `LSTM ${cell.units}`;
    case 'gru':
      return `GRU ${cell.units}`;
    case 'convLstm':
      return `convolutional LSTM, ${cell.filters} filters`;
  }
}

function describeOperation(operation: Operation): string {
  switch (operation.kind) {
    case 'dense':
      return `dense ${operation.units}`;
    case 'convolution':
      return `convolution ${operation.window.size.join('×')}, ${operation.filters} filters`;
    case 'depthwiseConvolution':
      return `depthwise convolution ${operation.window.size.join('×')}`;
    case 'separableConvolution':
      return `separable convolution ${operation.window.size.join('×')}, ${operation.filters} filters`;
    case 'transposedConvolution':
      return `transposed convolution ${operation.window.size.join('×')}, ${operation.filters} filters`;
    case 'batchNormalization':
      return 'batch normalisation';
    case 'layerNormalization':
      return 'layer normalisation';
    case 'pooling':
      return `${operation.pool} pooling ${operation.window.size.join('×')}`;
    case 'globalPooling':
      return `global ${operation.pool} pooling`;
    case 'dropout':
      return `dropout ${operation.rate}`;
    case 'gaussianDropout':
      return `Gaussian dropout ${operation.rate}`;
    case 'gaussianNoise':
      return `Gaussian noise ${operation.stddev}`;
    case 'alphaDropout':
      return `alpha dropout ${operation.rate}`;
    case 'zeroPadding':
      return 'zero padding';
    case 'concatenate':
      return 'concatenation';
    case 'add':
      return 'addition';
    case 'merge':
      return MERGES[operation.how];
    case 'dot':
      return 'dot product';
    case 'permute':
      return 'permutation';
    case 'repeatVector':
      return `repeated ${operation.times} times`;
    case 'upSampling':
      return `upsampling ${operation.factors.join('×')}`;
    case 'groupNormalization':
      return `group normalisation, ${operation.groups} groups`;
    case 'rmsNormalization':
      return 'RMS normalisation';
    case 'unitNormalization':
      return 'unit normalisation';
    case 'embedding':
      return `embedding ${operation.inputDim} to ${operation.outputDim}`;
    case 'recurrent':
    case 'recurrentCell':
      return describeCell(operation.cell);
    case 'rnn':
      return 'recurrent cells';
    case 'timeDistributed':
      return 'at every time step';
    case 'attention':
      return operation.score === 'dot' ? 'dot-product attention' : 'additive attention';
    case 'multiHeadAttention':
      return `attention, ${operation.heads} heads`;
    case 'einsumDense':
      return `einsum ${operation.equation}`;
    case 'opaque':
      return `${operation.className} (not covered: passed on unchanged)`;
    default:
      return operation.kind;
  }
}
