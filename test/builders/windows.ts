import type { Padding, Window } from '../../src/model/operation.ts';
import type { Sampler } from './samplers.ts';
import { bias, LINEAR, plain, type Sketch, type WeightOptions, weight } from './sketch.ts';

export interface ConvolutionOptions extends WeightOptions {
  readonly size?: readonly number[];
  readonly strides?: readonly number[];
  readonly dilation?: readonly number[];
  readonly padding?: Padding;
  readonly channels?: 'first' | 'last';
  readonly groups?: number;
}

export function windowOf(options: ConvolutionOptions): Window {
  const size = options.size ?? [3, 3];
  const rank = size.length === 1 ? 1 : size.length === 2 ? 2 : 3;
  const ones = size.map(() => 1);
  return {
    rank,
    size,
    strides: options.strides ?? ones,
    dilation: options.dilation ?? ones,
    padding: options.padding ?? 'same',
    channels: options.channels ?? 'last',
  };
}

function split(shape: readonly number[], window: Window): { spatial: readonly number[]; channels: number } {
  return window.channels === 'last'
    ? { spatial: shape.slice(0, -1), channels: shape.at(-1) ?? 1 }
    : { spatial: shape.slice(1), channels: shape[0] ?? 1 };
}

function join(spatial: readonly number[], channels: number, window: Window): number[] {
  return window.channels === 'last' ? [...spatial, channels] : [channels, ...spatial];
}

function slid(spatial: readonly number[], window: Window): number[] {
  return spatial.map((size, i) => {
    const stride = window.strides[i] ?? 1;
    const span = ((window.size[i] ?? 1) - 1) * (window.dilation[i] ?? 1) + 1;
    return window.padding === 'valid' ? Math.floor((size - span) / stride) + 1 : Math.ceil(size / stride);
  });
}

function area(window: Window): number {
  return window.size.reduce((a, b) => a * b, 1);
}

export function convolution(
  filters: number,
  sample: Sampler,
  activation = LINEAR,
  options: ConvolutionOptions = {},
): Sketch {
  const window = windowOf(options);
  const groups = options.groups ?? 1;
  return {
    operation: () => ({ kind: 'convolution', window, filters, groups, useBias: options.bias !== undefined }),
    activation,
    shape: ([input = []]) => join(slid(split(input, window).spatial, window), filters, window),
    weights: ([input = []]) => {
      const channels = split(input, window).channels / groups;
      const fans = { in: area(window) * channels, out: (area(window) * filters) / groups };
      return [
        weight('kernel', [...window.size, channels, filters], fans, sample, options.seed ?? null),
        ...bias(filters, options),
      ];
    },
  };
}

export function depthwise(
  multiplier: number,
  sample: Sampler,
  activation = LINEAR,
  options: ConvolutionOptions = {},
): Sketch {
  const window = windowOf(options);
  return {
    operation: () => ({ kind: 'depthwiseConvolution', window, multiplier, useBias: options.bias !== undefined }),
    activation,
    shape: ([input = []]) => {
      const { spatial, channels } = split(input, window);
      return join(slid(spatial, window), channels * multiplier, window);
    },
    weights: ([input = []]) => {
      const { channels } = split(input, window);
      const fans = { in: area(window), out: area(window) * multiplier };
      return [
        weight('depthwise', [...window.size, channels, multiplier], fans, sample, options.seed ?? null),
        ...bias(channels * multiplier, options),
      ];
    },
  };
}

export function separable(
  filters: number,
  multiplier: number,
  sample: Sampler,
  activation = LINEAR,
  options: ConvolutionOptions = {},
): Sketch {
  const window = windowOf(options);
  return {
    operation: () => ({
      kind: 'separableConvolution',
      window,
      filters,
      multiplier,
      useBias: options.bias !== undefined,
    }),
    activation,
    shape: ([input = []]) => join(slid(split(input, window).spatial, window), filters, window),
    weights: ([input = []]) => {
      const { channels } = split(input, window);
      const middle = channels * multiplier;
      const ones = window.size.map(() => 1);
      return [
        weight(
          'depthwise',
          [...window.size, channels, multiplier],
          { in: area(window), out: area(window) * multiplier },
          sample,
          null,
        ),
        weight('pointwise', [...ones, middle, filters], { in: middle, out: filters }, sample, null),
        ...bias(filters, options),
      ];
    },
  };
}

export function transposed(
  filters: number,
  sample: Sampler,
  activation = LINEAR,
  options: ConvolutionOptions = {},
): Sketch {
  const window = windowOf(options);
  const grown = (spatial: readonly number[]) =>
    spatial.map((size, i) => {
      const stride = window.strides[i] ?? 1;
      return window.padding === 'same' ? size * stride : size * stride + Math.max(0, (window.size[i] ?? 1) - stride);
    });
  return {
    operation: () => ({ kind: 'transposedConvolution', window, filters, useBias: options.bias !== undefined }),
    activation,
    shape: ([input = []]) => join(grown(split(input, window).spatial), filters, window),
    weights: ([input = []]) => {
      const { channels } = split(input, window);
      const stride = window.strides.reduce((a, b) => a * b, 1);
      const fans = { in: (area(window) * channels) / stride, out: area(window) * filters };
      return [
        weight('kernel', [...window.size, filters, channels], fans, sample, options.seed ?? null),
        ...bias(filters, options),
      ];
    },
  };
}

export function pooling(pool: 'max' | 'average', options: ConvolutionOptions = {}): Sketch {
  const size = options.size ?? [2, 2];
  const window = windowOf({ padding: 'valid', strides: size, ...options, size });
  return plain({ kind: 'pooling', pool, window }, ([shape = []]) => {
    const { spatial, channels } = split(shape, window);
    return join(slid(spatial, window), channels, window);
  });
}

export function globalPooling(pool: 'max' | 'average'): Sketch {
  return plain({ kind: 'globalPooling', pool, rank: 2, channels: 'last', keepDimensions: false }, ([shape = []]) =>
    shape.slice(-1),
  );
}
