import type { Layer } from '../../model/graph.ts';
import type { Window } from '../../model/operation.ts';
import { addBias } from '../arithmetic/bias.ts';
import { squaresInSlices } from '../arithmetic/sliced.ts';
import { windowTaps } from '../arithmetic/taps.ts';
import { engineOf } from '../kernels/engine.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';
import { COMPILED, fillInSlices, inSlices } from '../slices.ts';

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

  /** Calls `act` for stretches of output positions of every example. */
  function* stretches(act: (example: number, from: number, to: number) => void): Work {
    const steps = taps.size * filters * (engine() === null ? 2 : COMPILED);
    for (let example = 0; example < input.batch; example++) {
      yield* inSlices(taps.positions, steps, (from, to) => act(example, from, to));
    }
  }

  /** Calls `act` for every example, output position and tap within the image; arguments are where their rows start. */
  const pairs = (act: (from: number, to: number, weight: number) => void): Work =>
    stretches((example, first, last) => {
      for (let p = first; p < last; p++) {
        const to = (example * taps.positions + p) * filters;
        for (let t = 0; t < taps.size; t++) {
          const position = taps.table[p * taps.size + t] ?? -1;
          if (position >= 0) act(example * inputLength + position * channels, to, t * filters);
        }
      }
    });
  /** Addresses of an output position's taps and, of an example's values, of its row. */
  const tapsAt = (position: number) => taps.table.byteOffset + 4 * position * taps.size;
  const rowAt = (values: Float32Array, example: number, position: number) =>
    result(values, example) + 4 * position * filters;

  return {
    *draw(streams): Work {
      const form = { rows: taps.size * channels, columns: multiplier, fanIn: taps.size };
      yield* drawKernel(kernel, findWeight(layer, 'depthwise'), form, streams);
      yield* drawVector(bias, findWeight(layer, 'bias'), 0, streams);
    },
    *forward(): Work {
      yield* fillInSlices(output.value, 0);
      const { run } = engine() ?? {};
      yield* run === undefined
        ? pairs((from, to, weight) => {
            for (let f = 0; f < filters; f++) {
              const x = input.value[from + Math.floor(f / multiplier)] ?? 0;
              output.value[to + f] = (output.value[to + f] ?? 0) + x * (kernel[weight + f] ?? 0);
            }
          })
        : stretches((example, from, to) => {
            const [x, y] = [image(input.value, example), rowAt(output.value, example, from)];
            run.depthwise(x, tapsAt(from), to - from, taps.size, channels, kernel.byteOffset, y);
          });
      yield* addBias(output.value, bias);
    },
    *backward(): Work {
      kernelGradient.fill(0);
      const { run } = engine() ?? {};
      yield* run === undefined
        ? pairs((from, to, weight) => {
            for (let f = 0; f < filters; f++) {
              const at = from + Math.floor(f / multiplier);
              const dy = output.gradient[to + f] ?? 0;
              input.gradient[at] = (input.gradient[at] ?? 0) + dy * (kernel[weight + f] ?? 0);
              kernelGradient[weight + f] = (kernelGradient[weight + f] ?? 0) + dy * (input.value[at] ?? 0);
            }
          })
        : stretches((example, from, to) => {
            run.depthwiseBack(
              image(input.value, example),
              tapsAt(from),
              to - from,
              taps.size,
              channels,
              kernel.byteOffset,
              rowAt(output.gradient, example, from),
              image(input.gradient, example),
              kernelGradient.byteOffset,
            );
          });
    },
    *weightGradient(): Work<number> {
      return (yield* squaresInSlices(kernelGradient)) / kernelGradient.length;
    },
  };
}
