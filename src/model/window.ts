import type { ChannelOrder, Padding, Window } from './operation.ts';

/** One spatial dimension of a sliding window: output o reads inputs o * stride - before + k * dilation, 0 <= k < size. */
export interface Slide {
  readonly input: number;
  readonly output: number;
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  /** Zeros ahead of the first input. */
  readonly before: number;
}

/**
 * Where a window stands on an input of known size; the output's size is the dialect's to say.
 * `same` puts the smaller half of the padding first, `causal` all of it (TensorFlow's convention).
 */
export function slide(
  input: number,
  output: number,
  size: number,
  stride: number,
  dilation: number,
  padding: Padding,
): Slide {
  const span = (size - 1) * dilation + 1;
  const total = Math.max(0, (output - 1) * stride + span - input);
  const before = padding === 'valid' ? 0 : padding === 'causal' ? span - 1 : Math.floor(total / 2);
  return { input, output, size, stride, dilation, before };
}

/**
 * Inputs and taps of one dimension up to which its edges are looked at place by place. Beyond it they weigh next to nothing,
 * or the model is none that can be run.
 */
const MOST_COUNTED = 2 ** 22;

/** Whether a dimension is short enough to look at every tap of every output. */
export function isCountable({ input, output, size }: Slide): boolean {
  return input <= MOST_COUNTED && output * size <= MOST_COUNTED;
}

/** Whether each dimension of an image is. */
export function isCountableImage(extents: readonly number[]): boolean {
  return extents.every((extent) => extent <= MOST_COUNTED);
}

/** Number of (output, tap) pairs whose input exists, padding left out; of what is not countable as if it had no edges. */
export function countTaps(dimension: Slide): number {
  const { input, output, size, stride, dilation, before } = dimension;
  if (!isCountable(dimension)) return output * Math.min(size, input);
  let count = 0;
  for (let k = 0; k < size; k++) {
    // 0 <= o * stride + shift < input
    const shift = k * dilation - before;
    const first = Math.max(0, Math.ceil(-shift / stride));
    const last = Math.min(output - 1, Math.floor((input - 1 - shift) / stride));
    count += Math.max(0, last - first + 1);
  }
  return count;
}

/** A shape without batch, split into places and channels. */
export interface ImageSizes {
  readonly spatial: readonly number[];
  readonly channels: number;
}

export function imageSizes(shape: readonly number[], order: ChannelOrder): ImageSizes {
  return order === 'first'
    ? { spatial: shape.slice(1), channels: shape[0] ?? 1 }
    : { spatial: shape.slice(0, -1), channels: shape.at(-1) ?? 1 };
}

/** The window's slide in each spatial dimension. A transposed convolution is the slide from its output to its input. */
export function slides(window: Window, input: readonly number[], output: readonly number[]): Slide[] {
  return window.size.map((size, i) =>
    slide(input[i] ?? 1, output[i] ?? 1, size, window.strides[i] ?? 1, window.dilation[i] ?? 1, window.padding),
  );
}
