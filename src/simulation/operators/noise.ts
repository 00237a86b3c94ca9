import type { AlphaDropoutConstants } from '../../model/alpha-dropout.ts';
import type { Operator, Tensor, Work } from '../operator.ts';
import type { RandomSource } from '../random/xoshiro.ts';
import { fillInSlices, inSlices } from '../slices.ts';

/**
 * y = factor x + offset with a factor and an offset drawn for every element: all kinds of dropout and noise.
 * @param drawAt draws those of element i; it is asked for one after the other.
 */
function affineNoise(
  input: Tensor,
  output: Tensor,
  drawAt: (factor: Float32Array, offset: Float32Array, i: number, generator: RandomSource) => void,
): Operator {
  const { length } = input.value;
  const factor = output.memory.unset32(length);
  output.memory.prepare(() => fillInSlices(factor, 1));
  const offset = output.memory.float32(length);
  const each = (steps: number, act: (i: number) => void): Work =>
    inSlices(length, steps, (from, to) => {
      for (let i = from; i < to; i++) act(i);
    });
  return {
    draw(streams) {
      const generator = streams('noise', null);
      return each(4, (i) => drawAt(factor, offset, i, generator));
    },
    forward: () =>
      each(1, (i) => {
        output.value[i] = (input.value[i] ?? 0) * (factor[i] ?? 0) + (offset[i] ?? 0);
      }),
    backward: () =>
      each(1, (i) => {
        input.gradient[i] = (input.gradient[i] ?? 0) + (output.gradient[i] ?? 0) * (factor[i] ?? 0);
      }),
    weightGradient: () => null,
  };
}

/** Inverted dropout of elements, or of whole channels (the last dimension) of an example. */
export function dropout(rate: number, spatial: boolean, input: Tensor, output: Tensor): Operator {
  const kept = rate < 1 ? 1 / (1 - rate) : 0;
  const channels = input.shape.at(-1) ?? 1;
  const length = input.value.length / input.batch;
  return affineNoise(input, output, (factor, _offset, i, generator) => {
    const isFirstPosition = i % length < channels;
    const drawn = () => (generator.uniform() < rate ? 0 : kept);
    factor[i] = spatial && !isFirstPosition ? (factor[i - channels] ?? 0) : drawn();
  });
}

export function gaussianDropout(rate: number, input: Tensor, output: Tensor): Operator {
  const stddev = Math.sqrt(rate / (1 - rate));
  return affineNoise(input, output, (factor, _offset, i, generator) => {
    factor[i] = 1 + stddev * generator.normal();
  });
}

export function gaussianNoise(stddev: number, input: Tensor, output: Tensor): Operator {
  return affineNoise(input, output, (_factor, offset, i, generator) => {
    offset[i] = stddev * generator.normal();
  });
}

export function alphaDropout(rate: number, constants: AlphaDropoutConstants, input: Tensor, output: Tensor): Operator {
  const { dropped, scale, shift } = constants;
  return affineNoise(input, output, (factor, offset, i, generator) => {
    const isDropped = generator.uniform() < rate;
    factor[i] = isDropped ? 0 : scale;
    offset[i] = (isDropped ? scale * dropped : 0) + shift;
  });
}
