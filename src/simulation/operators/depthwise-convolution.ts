import type { Layer } from '../../model/graph.ts';
import type { Window } from '../../model/operation.ts';
import { addBias } from '../arithmetic/bias.ts';
import { sumSquares } from '../arithmetic/sum-squares.ts';
import { windowTaps } from '../arithmetic/taps.ts';
import { engineOf } from '../kernels/engine.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';

/** Every channel with its own kernels, channels last; the kernel is [window, channels, multiplier]. */
export function depthwiseConvolution(layer: Layer, window: Window, input: Tensor, output: Tensor): Operator {
  const taps = windowTaps(window, input.shape.slice(0, -1), output.shape.slice(0, -1), output.memory);
  const channels = input.shape.at(-1) ?? 1;
  const filters = output.shape.at(-1) ?? 1;
  const multiplier = filters / channels;
  const kernel = output.memory.float32(taps.size * filters);
  const kernelGradient = output.memory.scratch64(kernel.length);
  const bias = output.memory.float32(filters);
  const inputLength = input.value.length / input.batch;
  const outputLength = taps.positions * filters;
  const image = (values: Float32Array, example: number) => values.byteOffset + 4 * example * inputLength;
  const result = (values: Float32Array, example: number) => values.byteOffset + 4 * example * outputLength;
  /** The compiled kernels take one filter a channel. */
  const engine = () => (multiplier === 1 ? engineOf(input.value, output.value, kernel) : null);

  /** Calls `act` for every example, output position and tap within the image; arguments are where their rows start. */
  function* pairs(act: (from: number, to: number, weight: number) => void): Work {
    for (let example = 0; example < input.batch; example++) {
      for (let p = 0; p < taps.positions; p++) {
        const to = (example * taps.positions + p) * filters;
        for (let t = 0; t < taps.size; t++) {
          const position = taps.table[p * taps.size + t] ?? -1;
          if (position >= 0) act(example * inputLength + position * channels, to, t * filters);
        }
      }
      yield;
    }
  }

  return {
    *draw(streams): Work {
      const form = { rows: taps.size * channels, columns: multiplier, fanIn: taps.size };
      yield* drawKernel(kernel, findWeight(layer, 'depthwise'), form, streams);
      drawVector(bias, findWeight(layer, 'bias'), 0, streams);
    },
    *forward(): Work {
      output.value.fill(0);
      const { run } = engine() ?? {};
      for (let example = 0; run !== undefined && example < input.batch; example++) {
        const [from, to] = [image(input.value, example), result(output.value, example)];
        run.depthwise(from, taps.table.byteOffset, taps.positions, taps.size, channels, kernel.byteOffset, to);
        yield;
      }
      if (run === undefined)
        yield* pairs((from, to, weight) => {
          for (let f = 0; f < filters; f++) {
            const x = input.value[from + Math.floor(f / multiplier)] ?? 0;
            output.value[to + f] = (output.value[to + f] ?? 0) + x * (kernel[weight + f] ?? 0);
          }
        });
      addBias(output.value, bias);
    },
    *backward(): Work {
      kernelGradient.fill(0);
      const { run } = engine() ?? {};
      for (let example = 0; run !== undefined && example < input.batch; example++) {
        run.depthwiseBack(
          image(input.value, example),
          taps.table.byteOffset,
          taps.positions,
          taps.size,
          channels,
          kernel.byteOffset,
          result(output.gradient, example),
          image(input.gradient, example),
          kernelGradient.byteOffset,
        );
        yield;
      }
      if (run === undefined)
        yield* pairs((from, to, weight) => {
          for (let f = 0; f < filters; f++) {
            const at = from + Math.floor(f / multiplier);
            const dy = output.gradient[to + f] ?? 0;
            input.gradient[at] = (input.gradient[at] ?? 0) + dy * (kernel[weight + f] ?? 0);
            kernelGradient[weight + f] = (kernelGradient[weight + f] ?? 0) + dy * (input.value[at] ?? 0);
          }
        });
    },
    weightGradient: () => sumSquares(kernelGradient) / kernelGradient.length,
  };
}
