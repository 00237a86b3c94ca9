import type { Layer, WeightRole } from '../../model/graph.ts';
import type { Window } from '../../model/operation.ts';
import { multiplyTransposed, transpose } from '../arithmetic/multiply.ts';
import { blockLength, gatherPatches, scatterPatches, windowTaps } from '../arithmetic/taps.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';
import { addBias } from './bias.ts';
import { sumSquares } from './sum-squares.ts';

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
  const taps = windowTaps(window, input.shape.slice(0, -1), output.shape.slice(0, -1));
  const channels = input.shape.at(-1) ?? 1;
  const filters = output.shape.at(-1) ?? 1;
  const width = channels / groups;
  const groupFilters = filters / groups;
  const patchLength = taps.size * width;
  const block = blockLength(patchLength, taps.positions);

  const kernel = new Float32Array(patchLength * filters);
  /** filters x patch, and for each group patch x filters. */
  const forwardKernel = new Float32Array(kernel.length);
  const backwardKernel = new Float32Array(kernel.length);
  const kernelGradient = new Float32Array(kernel.length);
  const bias = new Float32Array(filters);
  const patches = new Float32Array(block * patchLength);
  const patchesTransposed = new Float32Array(patches.length);
  const results = new Float32Array(block * groupFilters);
  const resultsTransposed = new Float32Array(results.length);

  /** Calls `act` for every example, block of positions and group. */
  function* blocks(act: (example: number, from: number, to: number, group: number) => void): Work {
    for (let example = 0; example < input.batch; example++) {
      for (let from = 0; from < taps.positions; from += block) {
        for (let group = 0; group < groups; group++) {
          act(example, from, Math.min(taps.positions, from + block), group);
        }
        yield;
      }
    }
  }
  const imageLength = input.value.length / input.batch;
  const image = (values: Float32Array, example: number) =>
    values.subarray(example * imageLength, (example + 1) * imageLength);
  const outputRow = (example: number, position: number) => (example * taps.positions + position) * filters;

  return {
    *draw(streams): Work {
      const form = { rows: patchLength, columns: filters, fanIn: patchLength };
      yield* drawKernel(kernel, findWeight(layer, role), form, streams);
      transpose(kernel, forwardKernel, patchLength, filters);
      for (let group = 0; group < groups; group++) {
        const start = group * groupFilters * patchLength;
        transpose(forwardKernel, backwardKernel, groupFilters, patchLength, start, start);
      }
      drawVector(bias, findWeight(layer, 'bias'), 0, streams);
    },
    *forward(): Work {
      yield* blocks((example, from, to, group) => {
        gatherPatches(image(input.value, example), taps, from, to, channels, group * width, width, patches);
        const start = group * groupFilters * patchLength;
        const weights = forwardKernel.subarray(start, start + groupFilters * patchLength);
        multiplyTransposed(patches, weights, results, to - from, groupFilters, patchLength);
        for (let p = from; p < to; p++) {
          const at = outputRow(example, p) + group * groupFilters;
          for (let f = 0; f < groupFilters; f++) output.value[at + f] = results[(p - from) * groupFilters + f] ?? 0;
        }
      });
      addBias(output.value, bias);
    },
    *backward(): Work {
      kernelGradient.fill(0);
      yield* blocks((example, from, to, group) => {
        for (let p = from; p < to; p++) {
          const at = outputRow(example, p) + group * groupFilters;
          for (let f = 0; f < groupFilters; f++) {
            results[(p - from) * groupFilters + f] = output.gradient[at + f] ?? 0;
          }
        }
        const start = group * groupFilters * patchLength;
        const end = start + groupFilters * patchLength;
        gatherPatches(image(input.value, example), taps, from, to, channels, group * width, width, patches);
        transpose(patches, patchesTransposed, to - from, patchLength);
        transpose(results, resultsTransposed, to - from, groupFilters);
        const gradient = kernelGradient.subarray(start, end);
        multiplyTransposed(resultsTransposed, patchesTransposed, gradient, groupFilters, patchLength, to - from, true);
        const weights = backwardKernel.subarray(start, end);
        multiplyTransposed(results, weights, patches, to - from, patchLength, groupFilters);
        scatterPatches(patches, taps, from, to, channels, group * width, width, image(input.gradient, example));
      });
    },
    weightGradient: () => sumSquares(kernelGradient) / kernelGradient.length,
  };
}
