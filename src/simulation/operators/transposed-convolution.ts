import type { Layer } from '../../model/graph.ts';
import type { Window } from '../../model/operation.ts';
import { addBias } from '../arithmetic/bias.ts';
import { multiply, multiplyTransposed, transposedMultiply } from '../arithmetic/multiply.ts';
import { sumSquares } from '../arithmetic/sum-squares.ts';
import { blockLength, gatherPatches, scatterPatches, windowTaps } from '../arithmetic/taps.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';

/** The adjoint of a convolution from output to input, channels last; the kernel is [window, filters, channels]. */
export function transposedConvolution(layer: Layer, window: Window, input: Tensor, output: Tensor): Operator {
  const { memory } = output;
  const taps = windowTaps(window, output.shape.slice(0, -1), input.shape.slice(0, -1), memory);
  const channels = input.shape.at(-1) ?? 1;
  const filters = output.shape.at(-1) ?? 1;
  const patchLength = taps.size * filters;
  const block = blockLength(patchLength, taps.positions);

  /** patch x channels. */
  const kernel = memory.unset32(patchLength * channels);
  const kernelGradient = memory.scratch32(kernel.length);
  const bias = memory.float32(filters);
  const patches = memory.scratch32(block * patchLength);

  function* blocks(act: (example: number, from: number, to: number) => void): Work {
    for (let example = 0; example < input.batch; example++) {
      for (let from = 0; from < taps.positions; from += block) {
        act(example, from, Math.min(taps.positions, from + block));
        yield;
      }
    }
  }
  const imageLength = output.value.length / output.batch;
  const image = (values: Float32Array, example: number) =>
    values.subarray(example * imageLength, (example + 1) * imageLength);
  const rows = (values: Float32Array, example: number, from: number) =>
    values.subarray((example * taps.positions + from) * channels);

  return {
    *draw(streams): Work {
      const fanIn = (taps.size * channels * taps.positions * filters) / imageLength;
      yield* drawKernel(kernel, findWeight(layer, 'kernel'), { rows: patchLength, columns: channels, fanIn }, streams);
      drawVector(bias, findWeight(layer, 'bias'), 0, streams);
    },
    *forward(): Work {
      output.value.fill(0);
      yield* blocks((example, from, to) => {
        multiplyTransposed(rows(input.value, example, from), kernel, patches, to - from, patchLength, channels);
        scatterPatches(patches, taps, from, to, filters, 0, filters, image(output.value, example));
      });
      addBias(output.value, bias);
    },
    *backward(): Work {
      kernelGradient.fill(0);
      yield* blocks((example, from, to) => {
        gatherPatches(image(output.gradient, example), taps, from, to, filters, 0, filters, patches);
        multiply(patches, kernel, rows(input.gradient, example, from), to - from, channels, patchLength, true);
        const values = rows(input.value, example, from);
        transposedMultiply(patches, values, kernelGradient, patchLength, channels, to - from, true);
      });
    },
    weightGradient: () => sumSquares(kernelGradient) / kernelGradient.length,
  };
}
