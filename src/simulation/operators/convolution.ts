import type { Layer, WeightRole } from '../../model/graph.ts';
import type { Window } from '../../model/operation.ts';
import { addBias } from '../arithmetic/bias.ts';
import { multiply, multiplyTransposed, transposedMultiply } from '../arithmetic/multiply.ts';
import { squaresInSlices } from '../arithmetic/sliced.ts';
import { blockLength, gatherRows, scatterRows, windowTaps } from '../arithmetic/taps.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';
import { fillInSlices, isTimeToPause } from '../slices.ts';

/**
 * Convolution of any rank, channels last, with groups: patches as rows of a matrix times the kernel.
 * @param role of the kernel among the layer's weights.
 */
export function convolution(
  layer: Layer,
  window: Window,
  groups: number,
  input: Tensor,
  output: Tensor,
  role: WeightRole = 'kernel',
): Operator {
  const { memory } = output;
  const taps = windowTaps(window, input.shape.slice(0, -1), output.shape.slice(0, -1), memory);
  const channels = input.shape.at(-1) ?? 1;
  const filters = output.shape.at(-1) ?? 1;
  const width = channels / groups;
  const groupFilters = filters / groups;
  const patchLength = taps.size * width;
  const rows = input.batch * taps.positions;
  const block = blockLength(patchLength, rows);

  /** patch x filters, the groups side by side. */
  const kernel = memory.unset32(patchLength * filters);
  const kernelGradient = memory.scratch32(kernel.length);
  const bias = memory.float32(filters);
  const patches = memory.scratch32(block * patchLength);

  /** Calls `act` for every block of rows, output positions of one example after the other, and group. */
  function* blocks(act: (from: number, to: number, group: number) => Work): Work {
    for (let from = 0; from < rows; from += block) {
      for (let group = 0; group < groups; group++) yield* act(from, Math.min(rows, from + block), group);
    }
  }
  const imageLength = input.value.length / input.batch;
  const outputRows = (values: Float32Array, row: number, group: number) =>
    values.subarray(row * filters + group * groupFilters);
  function* gather(from: number, to: number, group: number): Work {
    gatherRows(input.value, imageLength, taps, from, to, channels, group * width, width, patches);
    if (isTimeToPause((to - from) * patchLength)) yield;
  }

  return {
    *draw(streams): Work {
      const form = { rows: patchLength, columns: filters, fanIn: patchLength };
      yield* drawKernel(kernel, findWeight(layer, role), form, streams);
      yield* drawVector(bias, findWeight(layer, 'bias'), 0, streams);
    },
    *forward(): Work {
      yield* blocks(function* (from, to, group) {
        yield* gather(from, to, group);
        const weights = kernel.subarray(group * groupFilters);
        const target = outputRows(output.value, from, group);
        const lengths = { b: filters, c: filters };
        yield* multiply(patches, weights, target, to - from, groupFilters, patchLength, false, lengths);
      });
      yield* addBias(output.value, bias);
    },
    *backward(): Work {
      yield* fillInSlices(kernelGradient, 0);
      yield* blocks(function* (from, to, group) {
        yield* gather(from, to, group);
        const gradient = outputRows(output.gradient, from, group);
        const ofWeights = kernelGradient.subarray(group * groupFilters);
        const lengths = { b: filters, c: filters };
        yield* transposedMultiply(patches, gradient, ofWeights, patchLength, groupFilters, to - from, true, lengths);
        const weights = kernel.subarray(group * groupFilters);
        const sides = { a: filters, b: filters };
        yield* multiplyTransposed(gradient, weights, patches, to - from, patchLength, groupFilters, false, sides);
        scatterRows(patches, taps, from, to, channels, group * width, width, input.gradient, imageLength);
        if (isTimeToPause((to - from) * patchLength)) yield;
      });
    },
    *weightGradient(): Work<number> {
      return (yield* squaresInSlices(kernelGradient)) / kernelGradient.length;
    },
  };
}
