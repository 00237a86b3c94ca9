import type { Layer } from '../../model/graph.ts';
import type { Window } from '../../model/operation.ts';
import { multiplyTransposed, transpose } from '../arithmetic/multiply.ts';
import { blockLength, gatherPatches, scatterPatches, windowTaps } from '../arithmetic/taps.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';
import { addBias } from './bias.ts';
import { sumSquares } from './sum-squares.ts';

/** The transpose of a convolution from output to input, channels last; the kernel is [window, filters, channels]. */
export function transposedConvolution(layer: Layer, window: Window, input: Tensor, output: Tensor): Operator {
  const taps = windowTaps(window, output.shape.slice(0, -1), input.shape.slice(0, -1));
  const channels = input.shape.at(-1) ?? 1;
  const filters = output.shape.at(-1) ?? 1;
  const patchLength = taps.size * filters;
  const block = blockLength(patchLength, taps.positions);

  /** patch x channels, and its transpose. */
  const kernel = new Float32Array(patchLength * channels);
  const kernelTransposed = new Float32Array(kernel.length);
  const kernelGradient = new Float32Array(kernel.length);
  const bias = new Float32Array(filters);
  const patches = new Float32Array(block * patchLength);
  const patchesTransposed = new Float32Array(patches.length);
  const rowsTransposed = new Float32Array(block * channels);
  const passed = new Float32Array(block * channels);

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
  const rows = (example: number, from: number, to: number) => {
    const start = example * taps.positions;
    return input.value.subarray((start + from) * channels, (start + to) * channels);
  };

  return {
    *draw(streams): Work {
      const fanIn = (taps.size * channels * taps.positions * filters) / imageLength;
      yield* drawKernel(kernel, findWeight(layer, 'kernel'), { rows: patchLength, columns: channels, fanIn }, streams);
      transpose(kernel, kernelTransposed, patchLength, channels);
      drawVector(bias, findWeight(layer, 'bias'), 0, streams);
    },
    *forward(): Work {
      output.value.fill(0);
      yield* blocks((example, from, to) => {
        multiplyTransposed(rows(example, from, to), kernel, patches, to - from, patchLength, channels);
        scatterPatches(patches, taps, from, to, filters, 0, filters, image(output.value, example));
      });
      addBias(output.value, bias);
    },
    *backward(): Work {
      kernelGradient.fill(0);
      yield* blocks((example, from, to) => {
        gatherPatches(image(output.gradient, example), taps, from, to, filters, 0, filters, patches);
        multiplyTransposed(patches, kernelTransposed, passed, to - from, channels, patchLength);
        const start = (example * taps.positions + from) * channels;
        for (let i = 0; i < (to - from) * channels; i++) {
          input.gradient[start + i] = (input.gradient[start + i] ?? 0) + (passed[i] ?? 0);
        }
        transpose(patches, patchesTransposed, to - from, patchLength);
        transpose(rows(example, from, to), rowsTransposed, to - from, channels);
        multiplyTransposed(patchesTransposed, rowsTransposed, kernelGradient, patchLength, channels, to - from, true);
      });
    },
    weightGradient: () => sumSquares(kernelGradient) / kernelGradient.length,
  };
}
