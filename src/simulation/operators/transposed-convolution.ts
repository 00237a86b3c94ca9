import type { Layer } from '../../model/graph.ts';
import type { Window } from '../../model/operation.ts';
import { addBias } from '../arithmetic/bias.ts';
import { multiply, multiplyTransposed, transposedMultiply } from '../arithmetic/multiply.ts';
import { squaresInSlices } from '../arithmetic/sliced.ts';
import { blockLength, gatherRows, scatterRows, windowTaps } from '../arithmetic/taps.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';
import { fillInSlices, isTimeToPause } from '../slices.ts';

/** The adjoint of a convolution from output to input, channels last; the kernel is [window, filters, channels]. */
export function transposedConvolution(layer: Layer, window: Window, input: Tensor, output: Tensor): Operator {
  const { memory } = output;
  const taps = windowTaps(window, output.shape.slice(0, -1), input.shape.slice(0, -1), memory);
  const channels = input.shape.at(-1) ?? 1;
  const filters = output.shape.at(-1) ?? 1;
  const patchLength = taps.size * filters;
  const rows = input.batch * taps.positions;
  const block = blockLength(patchLength, rows);

  /** patch x channels. */
  const kernel = memory.unset32(patchLength * channels);
  const kernelGradient = memory.scratch32(kernel.length);
  const bias = memory.float32(filters);
  const patches = memory.scratch32(block * patchLength);

  /** Calls `act` for every block of rows, input positions of one example after the other. */
  function* blocks(act: (from: number, to: number) => Work): Work {
    for (let from = 0; from < rows; from += block) yield* act(from, Math.min(rows, from + block));
  }
  const imageLength = output.value.length / output.batch;
  const inputRows = (values: Float32Array, row: number) => values.subarray(row * channels);

  return {
    *draw(streams): Work {
      const fanIn = (taps.size * channels * taps.positions * filters) / imageLength;
      yield* drawKernel(kernel, findWeight(layer, 'kernel'), { rows: patchLength, columns: channels, fanIn }, streams);
      yield* drawVector(bias, findWeight(layer, 'bias'), 0, streams);
    },
    *forward(): Work {
      yield* fillInSlices(output.value, 0);
      yield* blocks(function* (from, to) {
        yield* multiplyTransposed(inputRows(input.value, from), kernel, patches, to - from, patchLength, channels);
        scatterRows(patches, taps, from, to, filters, 0, filters, output.value, imageLength);
        if (isTimeToPause((to - from) * patchLength)) yield;
      });
      yield* addBias(output.value, bias);
    },
    *backward(): Work {
      yield* fillInSlices(kernelGradient, 0);
      yield* blocks(function* (from, to) {
        gatherRows(output.gradient, imageLength, taps, from, to, filters, 0, filters, patches);
        if (isTimeToPause((to - from) * patchLength)) yield;
        yield* multiply(patches, kernel, inputRows(input.gradient, from), to - from, channels, patchLength, true);
        const values = inputRows(input.value, from);
        yield* transposedMultiply(patches, values, kernelGradient, patchLength, channels, to - from, true);
      });
    },
    *weightGradient(): Work<number> {
      return (yield* squaresInSlices(kernelGradient)) / kernelGradient.length;
    },
  };
}
