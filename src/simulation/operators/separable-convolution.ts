import type { Layer } from '../../model/graph.ts';
import type { Window } from '../../model/operation.ts';
import { createTensor, type Operator, type Tensor } from '../operator.ts';
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
  const middle = createTensor(input.batch, [...output.shape.slice(0, -1), channels], output.memory);
  const ones = window.size.map(() => 1);
  const point: Window = { ...window, size: ones, strides: ones, dilation: ones, padding: 'valid' };
  const withoutBias = { ...layer, weights: layer.weights.filter(({ role }) => role !== 'bias') };
  return inSequence(
    depthwiseConvolution(withoutBias, window, input, middle),
    middle,
    convolution(layer, point, 1, middle, output, 'pointwise'),
  );
}
