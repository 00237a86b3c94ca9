import { type Distribution, distributionMean, distributionVariance } from '../model/distribution.ts';
import { einsumAxes } from '../model/einsum.ts';
import type { Layer, Weight, WeightRole } from '../model/graph.ts';
import type { Window } from '../model/operation.ts';
import { sizes } from '../model/shape.ts';
import { countTaps, imageSizes, isCountable, type Slide, slides } from '../model/window.ts';
import { type Profile, profileMap, sharedTaps } from './profile.ts';
import type { Signal } from './signal.ts';
import { chain, type Step } from './step.ts';
import { type Connections, type WeightMoments, weightedSum } from './weighted-sum.ts';

/** Max pooling passes the gradient on where the signal is large, which makes their products larger than this. */
const INDEPENDENT_GRADIENT =
  'The weight gradient takes signal and gradient as independent: before a max pooling it comes out too small.';

/** What a layer's step needs to know besides the signals. Shapes are without batch, null where unknown. */
export interface LayerContext {
  readonly layer: Layer;
  readonly inputShape: readonly number[] | null;
  /** Of the second input, where there is one. */
  readonly secondShape: readonly number[] | null;
  readonly outputShape: readonly number[] | null;
  readonly batch: number;
  /** Whether the spread over draws is wanted: it costs more than the means. */
  readonly withBand: boolean;
}

export function denseStep(input: Signal, context: LayerContext, units: number): Step {
  const { positions } = input;
  const connections = {
    taps: 1,
    channels: input.units,
    reach: 1,
    filters: units,
    positions,
    units,
    uses: positions,
  };
  return weighted(input, context, 'kernel', connections, true);
}

/** A dense layer along the axes that an equation names. */
export function einsumStep(input: Signal, context: LayerContext, equation: string): Step {
  const { inputShape, outputShape, layer } = context;
  const kernel = sizes(weightOf(layer, 'kernel')?.shape ?? []);
  const axes =
    inputShape === null || outputShape === null ? null : einsumAxes(equation, inputShape, kernel, outputShape);
  const units = outputShape?.at(-1) ?? input.units;
  if (axes === null || inputShape === null || outputShape === null) return denseStep(input, context, units);
  const count = (chosen: readonly { readonly size: number }[]) => chosen.reduce((n, { size }) => n * size, 1);
  const fanIn = count(axes.summed);
  const channels = count(axes.summed.filter((axis) => axis.input === inputShape.length - 1));
  const made = count(axes.made);
  const filters = count(axes.made.filter((axis) => axis.output === outputShape.length - 1));
  const positions = outputShape.slice(0, -1).reduce((a, b) => a * b, 1);
  const passing = count(axes.passing.filter((axis) => axis.output !== outputShape.length - 1));
  const connections = {
    taps: fanIn / channels,
    channels,
    reach: made / filters,
    filters,
    positions,
    units,
    uses: count(axes.passing),
    // Places along axes that are made have weights of their own, those along axes that pass the same.
    outputsAlike: positions > 1 ? (passing - 1) / (positions - 1) : 1,
  };
  return weighted(input, context, 'kernel', connections, true);
}

/** A projection of attention over the last dimension. */
export function projectionStep(input: Signal, context: LayerContext, role: WeightRole, units: number): Step {
  const { positions } = input;
  const connections = { taps: 1, channels: input.units, reach: 1, filters: units, positions, units, uses: positions };
  return weighted(input, context, role, connections, false);
}

export function convolutionStep(input: Signal, context: LayerContext, window: Window, filters: number, groups: number) {
  return weighted(input, context, 'kernel', spatial(input, context, window, { filters, groups }), true);
}

export function depthwiseStep(input: Signal, context: LayerContext, window: Window, multiplier: number): Step {
  const shape = { filters: input.units * multiplier, groups: input.units };
  return weighted(input, context, 'depthwise', spatial(input, context, window, shape), true);
}

/** A depthwise convolution, then a 1 x 1 one over channels; the pointwise kernel counts as the main one. */
export function separableStep(
  input: Signal,
  context: LayerContext,
  window: Window,
  multiplier: number,
  filters: number,
): Step {
  const shape = { filters: input.units * multiplier, groups: input.units };
  const depthwise = weighted(input, context, 'depthwise', spatial(input, context, window, shape), false);
  const middle = depthwise.output;
  const { positions } = middle;
  const pointwise = weighted(
    middle,
    context,
    'pointwise',
    { taps: 1, channels: middle.units, reach: 1, filters, positions, units: filters, uses: positions },
    true,
  );
  const { weightGradient: _depthwise, ...first } = depthwise;
  const { weightGradient: pointwiseGradient, ...second } = pointwise;
  const both = chain(first, second);
  return pointwiseGradient === undefined ? both : { ...both, weightGradient: pointwiseGradient };
}

/** The transpose of a convolution from its output to its input. */
export function transposedStep(input: Signal, context: LayerContext, window: Window, filters: number): Step {
  const { inputShape, outputShape } = context;
  const kernelSize = window.size.reduce((a, b) => a * b, 1);
  if (inputShape === null || outputShape === null) {
    const stride = window.strides.reduce((a, b) => a * b, 1);
    const positions = input.positions * stride;
    const taps = kernelSize / stride;
    const uses = input.positions;
    return weighted(
      input,
      context,
      'kernel',
      { taps, channels: input.units, reach: kernelSize, filters, positions, units: filters, uses },
      true,
    );
  }
  const from = imageSizes(inputShape, window.channels).spatial;
  const to = imageSizes(outputShape, window.channels).spatial;
  const dimensions = slides(window, to, from);
  const pairs = dimensions.reduce((count, dimension) => count * countTaps(dimension), 1);
  const positions = to.reduce((a, b) => a * b, 1);
  const connections = {
    taps: pairs / positions,
    channels: input.units,
    reach: pairs / input.positions,
    filters,
    positions,
    units: filters,
    uses: pairs / kernelSize,
    ...edges(dimensions, input.profile, true),
  };
  return weighted(input, context, 'kernel', connections, true);
}

/** Who meets whom in a convolution with groups; taps are counted at every position, edges included. */
function spatial(
  input: Signal,
  context: LayerContext,
  window: Window,
  { filters, groups }: { readonly filters: number; readonly groups: number },
): Connections {
  const { inputShape, outputShape } = context;
  const kernelSize = window.size.reduce((a, b) => a * b, 1);
  const perGroup = { channels: input.units / groups, filters: filters / groups, units: filters };
  if (inputShape === null || outputShape === null) {
    return { ...perGroup, taps: kernelSize, reach: kernelSize, positions: input.positions, uses: input.positions };
  }
  const from = imageSizes(inputShape, window.channels).spatial;
  const to = imageSizes(outputShape, window.channels).spatial;
  const dimensions = slides(window, from, to);
  const pairs = dimensions.reduce((count, dimension) => count * countTaps(dimension), 1);
  const positions = to.reduce((a, b) => a * b, 1);
  return {
    ...perGroup,
    taps: pairs / positions,
    reach: pairs / from.reduce((a, b) => a * b, 1),
    positions,
    uses: pairs / kernelSize,
    ...edges(dimensions, input.profile, false),
  };
}

/** What the edges of an image change; nothing where it is so large that they do not matter. */
function edges(dimensions: readonly Slide[], profile: Profile | null, transposed: boolean): Partial<Connections> {
  if (!dimensions.every(isCountable)) return {};
  const [from, to] = [({ input }: Slide) => input, ({ output }: Slide) => output];
  return {
    inputsAlike: sharedTaps(dimensions, transposed ? to : from),
    outputsAlike: sharedTaps(dimensions, transposed ? from : to),
    profiles: profileMap(dimensions, profile, transposed),
  };
}

function weighted(
  input: Signal,
  context: LayerContext,
  role: WeightRole,
  connections: Connections,
  hasBias: boolean,
): Step {
  const fanIn = connections.taps * connections.channels;
  const kernel = readKernel(weightOf(context.layer, role), fanIn);
  const bias = hasBias ? weightMoments(weightOf(context.layer, 'bias'), 0) : { mean: 0, variance: 0 };
  const step = weightedSum(input, kernel.moments, bias, connections, context.batch);
  const shared = connections.uses > 1 ? [INDEPENDENT_GRADIENT] : [];
  return { ...step, approximations: [...step.approximations, ...kernel.approximations, ...shared] };
}

/** A kernel's moments; one that cannot be read keeps the signal. */
export function readKernel(weight: Weight | undefined, fanIn: number) {
  const distribution: Distribution = weight?.initializer.sampled ?? {
    family: 'unknown',
    reason: 'There is no kernel.',
  };
  const shape = sizes(weight?.shape ?? []);
  const mean = distributionMean(distribution, shape);
  const variance = distributionVariance(distribution, shape);
  if (mean === null || variance === null || !Number.isFinite(mean + variance)) {
    const reason = distribution.family === 'unknown' ? distribution.reason : '';
    return {
      moments: { mean: 0, variance: 1 / fanIn },
      approximations: [`The kernel is taken to have variance 1 / fan-in: ${reason}`],
    };
  }
  if (distribution.family === 'identity') {
    return {
      moments: { mean: 0, variance: variance + mean ** 2 },
      approximations: ['The identity is treated as a random kernel of the same size.'],
    };
  }
  const isConstant = distribution.family === 'constant' && mean !== 0;
  const isShifted = !isConstant && mean !== 0;
  return {
    moments: { mean, variance },
    approximations: [
      ...(isConstant
        ? ['A constant kernel gives every unit the same sum, whose distribution is taken as Gaussian.']
        : []),
      ...(isShifted ? ['The kernel’s mean is not 0: what its units share is taken as Gaussian.'] : []),
    ],
  };
}

/** Mean and variance over a weight's elements; `fallback` is its value where it is absent or cannot be read. */
export function weightMoments(weight: Weight | undefined, fallback: number): WeightMoments {
  if (weight === undefined) return { mean: fallback, variance: 0 };
  const shape = sizes(weight.shape);
  const { sampled } = weight.initializer;
  return { mean: distributionMean(sampled, shape) ?? fallback, variance: distributionVariance(sampled, shape) ?? 0 };
}

export function weightOf(layer: Layer, role: WeightRole): Weight | undefined {
  return layer.weights.find((weight) => weight.role === role);
}
