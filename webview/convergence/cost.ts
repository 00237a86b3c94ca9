import { isKernel, type Layer, type ModelGraph, parameterCount } from '../../src/model/graph.ts';
import { elementCount, size } from '../../src/model/shape.ts';

/** What one step of training asks for, before anything is measured. */
export interface Cost {
  /** Multiplications with additions, forward and backward, of the whole batch. */
  readonly products: number;
  /** Of one scheme: outputs that the way back needs, weights, their gradients and what the optimiser keeps. */
  readonly bytes: number;
}

/** Forward, the input's gradient, and the weights' gradient: the same products each. */
const PASSES = 3;
/** Weights, gradients and up to two moments; a layer's sum before its activation, its output, and both gradients. */
const COPIES = 4;
const FLOAT = 4;

export function trainingCost(graph: ModelGraph, batch: number): Cost {
  let [products, outputs, parameters] = [0, 0, 0];
  for (const layer of graph.layers) {
    products += layerProducts(graph, layer);
    outputs += elementCount(layer.outputShape ?? []);
    parameters += parameterCount(layer);
  }
  return { products: PASSES * batch * products, bytes: FLOAT * COPIES * (batch * outputs + parameters) };
}

/** Of one example, forward: every kernel's elements as often as they are used. */
function layerProducts(graph: ModelGraph, layer: Layer): number {
  return kernelElements(layer) * uses(graph, layer);
}

function kernelElements({ weights, parts }: Layer): number {
  const own = weights.reduce(
    (sum, { role, shape }) => (isKernel(role) && role !== 'embedding' ? sum + elementCount(shape) : sum),
    0,
  );
  return parts.reduce((sum, part) => sum + kernelElements(part), own);
}

/** Positions or time steps at which a layer's kernels are used. */
function uses(graph: ModelGraph, { operation, outputShape, inputs }: Layer): number {
  const entering = graph.layers.find(({ id }) => id === inputs[0])?.outputShape ?? [];
  switch (operation.kind) {
    case 'recurrent':
    case 'rnn':
    case 'bidirectional':
    case 'timeDistributed':
      return entering[0] === undefined ? 1 : size(entering[0]);
    case 'transposedConvolution':
      return spatial(entering, operation.window.channels);
    case 'convolution':
    case 'depthwiseConvolution':
    case 'separableConvolution':
      return spatial(outputShape ?? [], operation.window.channels);
    default:
      return elementCount((outputShape ?? []).slice(0, -1));
  }
}

function spatial(shape: NonNullable<Layer['outputShape']>, channels: 'first' | 'last'): number {
  return elementCount(channels === 'last' ? shape.slice(0, -1) : shape.slice(1));
}
