import type { AlphaDropoutConstants } from '../../model/alpha-dropout.ts';
import type { Operator, Tensor } from '../operator.ts';
import type { RandomSource } from '../random/xoshiro.ts';

/** y = factor x + offset with a factor and an offset drawn for every element: all kinds of dropout and noise. */
function affineNoise(
  input: Tensor,
  output: Tensor,
  fill: (factor: Float32Array, offset: Float32Array, generator: RandomSource) => void,
): Operator {
  const { length } = input.value;
  const factor = output.memory.float32(length).fill(1);
  const offset = output.memory.float32(length);
  return {
    draw(streams) {
      fill(factor, offset, streams('noise', null));
      return undefined;
    },
    forward() {
      for (let i = 0; i < length; i++) output.value[i] = (input.value[i] ?? 0) * (factor[i] ?? 0) + (offset[i] ?? 0);
      return undefined;
    },
    backward() {
      for (let i = 0; i < length; i++) {
        input.gradient[i] = (input.gradient[i] ?? 0) + (output.gradient[i] ?? 0) * (factor[i] ?? 0);
      }
      return undefined;
    },
    weightGradient: () => null,
  };
}

/** Inverted dropout of elements, or of whole channels (the last dimension) of an example. */
export function dropout(rate: number, spatial: boolean, input: Tensor, output: Tensor): Operator {
  const kept = rate < 1 ? 1 / (1 - rate) : 0;
  const channels = input.shape.at(-1) ?? 1;
  const length = input.value.length / input.batch;
  return affineNoise(input, output, (factor, _offset, generator) => {
    for (let i = 0; i < factor.length; i++) {
      const isFirstPosition = i % length < channels;
      const drawn = () => (generator.uniform() < rate ? 0 : kept);
      factor[i] = spatial && !isFirstPosition ? (factor[i - channels] ?? 0) : drawn();
    }
  });
}

export function gaussianDropout(rate: number, input: Tensor, output: Tensor): Operator {
  const stddev = Math.sqrt(rate / (1 - rate));
  return affineNoise(input, output, (factor, _offset, generator) => {
    for (let i = 0; i < factor.length; i++) factor[i] = 1 + stddev * generator.normal();
  });
}

export function gaussianNoise(stddev: number, input: Tensor, output: Tensor): Operator {
  return affineNoise(input, output, (_factor, offset, generator) => {
    for (let i = 0; i < offset.length; i++) offset[i] = stddev * generator.normal();
  });
}

export function alphaDropout(rate: number, constants: AlphaDropoutConstants, input: Tensor, output: Tensor): Operator {
  const { dropped, scale, shift } = constants;
  return affineNoise(input, output, (factor, offset, generator) => {
    for (let i = 0; i < factor.length; i++) {
      const isDropped = generator.uniform() < rate;
      factor[i] = isDropped ? 0 : scale;
      offset[i] = (isDropped ? scale * dropped : 0) + shift;
    }
  });
}
