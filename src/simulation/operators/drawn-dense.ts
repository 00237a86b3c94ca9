import type { Layer } from '../../model/graph.ts';
import { addBias } from '../arithmetic/bias.ts';
import { linearProduct } from '../arithmetic/sliced.ts';
import { count, findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';

/** y = x W + b over the last dimension, with the weights drawn. */
export function drawnDense(layer: Layer, input: Tensor, output: Tensor): Operator {
  const { memory } = output;
  const fanIn = input.shape.at(-1) ?? 1;
  const units = output.shape.at(-1) ?? 1;
  const rows = (input.batch * count(input.shape)) / fanIn;
  const kernel = memory.unset32(fanIn * units);
  const biasWeight = findWeight(layer, 'bias');
  const bias = memory.float32(units);
  const product = linearProduct(rows, fanIn, units, memory);
  return {
    *draw(streams): Work {
      yield* drawKernel(kernel, findWeight(layer, 'kernel'), { rows: fanIn, columns: units, fanIn }, streams);
      yield* drawVector(bias, biasWeight, 0, streams);
    },
    *forward(): Work {
      yield* product.forward(input.value, kernel, output.value);
      if (biasWeight !== undefined) yield* addBias(output.value, bias);
    },
    backward: () => product.backward(output.gradient, kernel, input.gradient),
    weightGradient: () => product.weightGradient(input.value, output.gradient),
  };
}
