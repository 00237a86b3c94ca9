import type { Activation } from '../../src/model/activation.ts';
import type { Distribution } from '../../src/model/distribution.ts';
import type { Layer, ModelGraph, Weight, WeightRole } from '../../src/model/graph.ts';
import type { Fans } from '../../src/model/initializer.ts';
import type { Operation, Padding, Window } from '../../src/model/operation.ts';

/** Graphs for tests of what reads graphs, without a file or a dialect behind them. */

/** What is sampled for a weight of these fans (true ones). */
export type Sampler = (fans: Fans) => Distribution;

export const heNormal: Sampler = (fans) => ({ family: 'normal', mean: 0, stddev: Math.sqrt(2 / fans.in) });
export const leCunNormal: Sampler = (fans) => ({ family: 'normal', mean: 0, stddev: Math.sqrt(1 / fans.in) });
export const heUniform: Sampler = (fans) => {
  const bound = Math.sqrt(6 / fans.in);
  return { family: 'uniform', low: -bound, high: bound };
};
export const glorotUniform: Sampler = (fans) => {
  const bound = Math.sqrt(6 / (fans.in + fans.out));
  return { family: 'uniform', low: -bound, high: bound };
};
/** TensorFlow.js: truncated at two deviations without correction. */
export const glorotTruncated: Sampler = (fans) => ({
  family: 'truncatedNormal',
  mean: 0,
  stddev: Math.sqrt(2 / (fans.in + fans.out)),
});
export const heTruncated: Sampler = (fans) => ({ family: 'truncatedNormal', mean: 0, stddev: Math.sqrt(2 / fans.in) });
export const constant =
  (value: number): Sampler =>
  () => ({ family: 'constant', value });

/** A layer before it is put into a graph: everything that follows from its inputs' shapes. */
export interface Sketch {
  operation(inputs: readonly (readonly number[])[]): Operation;
  readonly activation: Activation | null;
  shape(inputs: readonly (readonly number[])[]): readonly number[];
  weights(inputs: readonly (readonly number[])[]): readonly Weight[];
}

const NOWHERE = { start: 0, end: 0 };

function weight(
  role: WeightRole,
  shape: readonly number[],
  trueFans: Fans,
  sample: Sampler,
  seed: number | null,
): Weight {
  return {
    role,
    option: `${role}Initializer`,
    shape,
    fans: trueFans,
    trueFans,
    initializer: {
      spec: { name: 'unknown', reason: 'It is given by its distribution.' },
      seed,
      sampled: sample(trueFans),
      nominalVariance: null,
      explicit: true,
      span: null,
      object: null,
    },
  };
}

const LINEAR: Activation = { name: 'linear' };

export interface WeightOptions {
  readonly seed?: number;
  readonly bias?: Sampler;
}

function bias(units: number, options: WeightOptions): Weight[] {
  return options.bias === undefined ? [] : [weight('bias', [units], { in: 1, out: 1 }, options.bias, null)];
}

export function dense(units: number, sample: Sampler, activation = LINEAR, options: WeightOptions = {}): Sketch {
  return {
    operation: () => ({ kind: 'dense', units, useBias: options.bias !== undefined }),
    activation,
    shape: ([input = []]) => [...input.slice(0, -1), units],
    weights: ([input = []]) => {
      const fanIn = input.at(-1) ?? 1;
      return [
        weight('kernel', [fanIn, units], { in: fanIn, out: units }, sample, options.seed ?? null),
        ...bias(units, options),
      ];
    },
  };
}

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

/** A layer without weights. */
export function plain(
  operation: Operation,
  shape: Sketch['shape'] = ([input = []]) => input,
  activation: Activation | null = null,
): Sketch {
  return { operation: () => operation, activation, shape, weights: () => [] };
}

export function input(shape: readonly number[]): Sketch {
  return plain({ kind: 'input', implicit: false, integer: false }, () => shape);
}

export function activation(own: Activation): Sketch {
  return plain({ kind: 'activation' }, undefined, own);
}

export function flatten(): Sketch {
  return plain({ kind: 'flatten' }, ([shape = []]) => [shape.reduce((a, b) => a * b, 1)]);
}

export function add(): Sketch {
  return plain({ kind: 'add' });
}

export function concatenate(): Sketch {
  return plain({ kind: 'concatenate', axis: -1 }, (shapes) => [
    ...(shapes[0] ?? []).slice(0, -1),
    shapes.reduce((sum, shape) => sum + (shape.at(-1) ?? 0), 0),
  ]);
}

export function dropout(rate: number): Sketch {
  return plain({ kind: 'dropout', rate, spatial: false });
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

/** Gamma 1, beta 0 unless given; the last axis. */
export function batchNormalization(epsilon = 1e-3, gamma = constant(1), beta = constant(0)): Sketch {
  return normalisation(
    (rank) => ({ kind: 'batchNormalization', axis: rank - 1, epsilon, scale: true, center: true }),
    gamma,
    beta,
  );
}

export function layerNormalization(epsilon = 1e-3, gamma = constant(1), beta = constant(0)): Sketch {
  return normalisation(
    (rank) => ({ kind: 'layerNormalization', axes: [rank - 1], epsilon, scale: true, center: true }),
    gamma,
    beta,
  );
}

/** Over the last axis of an input of any rank. */
function normalisation(operation: (rank: number) => Operation, gamma: Sampler, beta: Sampler): Sketch {
  return {
    operation: ([shape = []]) => operation(shape.length),
    activation: null,
    shape: ([shape = []]) => shape,
    weights: ([shape = []]) => {
      const size = shape.at(-1) ?? 1;
      const fans = { in: 1, out: 1 };
      return [weight('gamma', [size], fans, gamma, null), weight('beta', [size], fans, beta, null)];
    },
  };
}

/** A node of a graph: what it is and whose outputs enter. */
export interface Node {
  readonly id: string;
  readonly sketch: Sketch;
  readonly inputs: readonly string[];
}

export function node(id: string, sketch: Sketch, ...inputs: readonly string[]): Node {
  return { id, sketch, inputs };
}

/** A graph from nodes in topological order; its outputs are what nothing consumes. */
export function graphOf(nodes: readonly Node[], dialect: ModelGraph['dialect'] = 'tfjs'): ModelGraph {
  const shapes = new Map<string, readonly number[]>();
  const layers: Layer[] = nodes.map(({ id, sketch, inputs }) => {
    const entering = inputs.map((from) => shapes.get(from) ?? []);
    const shape = sketch.shape(entering);
    shapes.set(id, shape);

    return {
      id,
      site: id,
      name: id,
      operation: sketch.operation(entering),
      inputs,
      activation: { own: sketch.activation, effective: sketch.activation },
      outputShape: shape,
      weights: sketch.weights(entering),
      source: { call: NOWHERE, name: NOWHERE, options: {} },
      trainable: true,
      problems: [],
    };
  });
  const consumed = new Set(nodes.flatMap(({ inputs }) => inputs));
  return {
    name: 'test',
    dialect,
    frameworkVersion: '4.22.0',
    kind: 'functional',
    complete: true,
    incompleteBecause: [],
    layers,
    inputs: layers.filter((layer) => layer.operation.kind === 'input').map((layer) => layer.id),
    outputs: nodes.map(({ id }) => id).filter((id) => !consumed.has(id)),
    span: NOWHERE,
    unknowns: [],
    trained: null,
  };
}

/** One layer after the other, named `input`, `1`, `2`, ... */
export function sequential(shape: readonly number[], sketches: readonly Sketch[]): ModelGraph {
  const names = ['input', ...sketches.map((_, i) => String(i + 1))];
  return graphOf([
    node('input', input(shape)),
    ...sketches.map((sketch, i) => node(String(i + 1), sketch, names[i] ?? 'input')),
  ]);
}
