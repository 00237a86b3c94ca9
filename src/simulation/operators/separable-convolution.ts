import type { Layer, Weight } from '../../model/graph.ts';
import type { Window } from '../../model/operation.ts';
import { createTensor, findWeight, type Operator, type Tensor } from '../operator.ts';
import { convolution } from './convolution.ts';
import { depthwiseConvolution } from './depthwise-convolution.ts';
import { inSequence } from './sequence.ts';

/** A depthwise convolution, then a 1 x 1 one over channels, which carries the bias. */
export function separableConvolution(
  layer: Layer,
  window: Window,
  multiplier: number,
  input: Tensor,
  output: Tensor,
): Operator {
  const channels = (input.shape.at(-1) ?? 1) * multiplier;
  const middle = createTensor(input.batch, [...output.shape.slice(0, -1), channels]);
  const ones = window.size.map(() => 1);
  const point: Window = { ...window, size: ones, strides: ones, dilation: ones, padding: 'valid' };
  const depthwise = withWeights(layer, [findWeight(layer, 'depthwise')]);
  const pointwise = withWeights(layer, [asKernel(findWeight(layer, 'pointwise')), findWeight(layer, 'bias')]);
  return inSequence(
    depthwiseConvolution(depthwise, window, input, middle),
    middle,
    convolution(pointwise, point, 1, middle, output),
  );
}

function withWeights(layer: Layer, weights: readonly (Weight | undefined)[]): Layer {
  return { ...layer, weights: weights.filter((weight) => weight !== undefined) };
}

function asKernel(weight: Weight | undefined): Weight | undefined {
  return weight === undefined ? undefined : { ...weight, role: 'kernel' };
}
