import { matrixSize } from '../../../src/model/distribution.ts';
import type { Layer, ModelGraph, Weight } from '../../../src/model/graph.ts';
import { allLayers, isKernel, parameterCount } from '../../../src/model/graph.ts';
import { elementCount, type Shape, size, sizes } from '../../../src/model/shape.ts';

/**
 * How much work one draw is to TF.js without a native back end, in multiply-adds of its dense layers (some tens of
 * millions a second). The factors are measured: a convolution's multiply-add takes about 16 times as long on the way
 * forward and back, a weight 4 times to draw, and the reflections that make an orthogonal matrix 27 times.
 */
export function drawingWork(graph: ModelGraph, batch: number): number {
  const shapes = new Map(graph.layers.map(({ id, outputShape }) => [id, outputShape ?? []]));
  const inputOf = ({ inputs }: Layer) => shapes.get(inputs[0] ?? '') ?? [];
  const signals = graph.layers.reduce((sum, layer) => sum + batch * multiplyAdds(layer, inputOf(layer)), 0);
  const weights = graph.layers.reduce((sum, layer) => sum + 4 * parameterCount(layer), 0);
  const drawn = allLayers(graph).flatMap((layer) => (layer.sharesWeightsOf === null ? layer.weights : []));
  return signals + weights + drawn.reduce((sum, weight) => sum + 27 * reflections(weight), 0);
}

/** Of one example's way forward, a convolution's counted 16 times. */
function multiplyAdds(layer: Layer, input: Shape): number {
  const kernels = kernelElements(layer);
  const { operation, outputShape } = layer;
  switch (operation.kind) {
    case 'embedding':
      return 0;
    case 'transposedConvolution':
      return 16 * kernels * places(input);
    case 'recurrent':
      // On the way back every step's slice is padded to the whole sequence.
      return (
        16 * steps(input) * elementCount(input) +
        kernels * steps(input) * (operation.cell.kind === 'convLstm' ? 16 * places(input.slice(1)) : 1)
      );
    case 'rnn':
    case 'bidirectional':
    case 'timeDistributed':
      return 16 * steps(input) * elementCount(input) + kernels * steps(input);
    default:
      return kernels * places(outputShape ?? []) * ('window' in operation ? 16 : 1);
  }
}

/** Of the layer and its parts. */
function kernelElements({ weights, parts }: Layer): number {
  const own = weights.reduce((sum, { role, shape }) => sum + (isKernel(role) ? elementCount(shape) : 0), 0);
  return parts.reduce((sum, part) => sum + kernelElements(part), own);
}

/** Positions of a shape whose last dimension is the features'. */
function places(shape: Shape): number {
  return elementCount(shape.slice(0, -1));
}

function steps([first]: Shape): number {
  return first === undefined ? 1 : size(first);
}

/** One for every column, each over the whole matrix and the square one that they make. */
function reflections({ shape, initializer }: Weight): number {
  if (initializer.sampled.family !== 'orthogonal') return 0;
  const { rows, columns } = matrixSize(sizes(shape));
  return rows * columns * (rows + columns);
}
