import type { Layer, LayerId, ModelGraph } from '../src/model/graph.ts';
import type { Operation } from '../src/model/operation.ts';
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
  return graph.layers
    .filter(({ operation }) => operation.kind !== 'flatten' && operation.kind !== 'reshape')
    .map((layer) => ({
      id: layer.id,
      name: layer.name,
      line: lines[layer.id] ?? null,
      description: describe(layer),
    }));
}

function describe({ operation, activation: { own }, outputShape }: Layer): string {
  if (operation.kind === 'input') {
    return outputShape === null ? 'input' : `input [${sizes(outputShape).join(', ')}]`;
  }
  const activation = own === null || (own.name === 'linear' && operation.kind !== 'activation') ? null : own;
  const nonlinearity = activation?.name === 'unknown' ? activation.written : (activation?.name ?? null);
  if (operation.kind === 'activation') return nonlinearity ?? 'activation';
  return [describeOperation(operation), ...(nonlinearity === null ? [] : [nonlinearity])].join(', ');
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
    case 'opaque':
      return `${operation.className} (not covered: passed on unchanged)`;
    default:
      return operation.kind;
  }
}
