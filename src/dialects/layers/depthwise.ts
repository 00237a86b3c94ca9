import type { Weight } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import type { Window } from '../../model/operation.ts';
import { type Dimension, product, size } from '../../model/shape.ts';
import type { LayerBody, LayerFamily, LayerReader } from '../layer-reader.ts';
import {
  joinChannels,
  noteIgnoredDilation,
  type Rank,
  readWindow,
  slideExtents,
  splitChannels,
  volume,
} from './window.ts';

/** Each channel by itself, `depthMultiplier` filters a channel; W: [...size, channels, multiplier]. */
export function depthwiseConvolution(rank: Rank): LayerFamily {
  return (layer: LayerReader): LayerBody => {
    const { options, framework } = layer;
    const { dilatesDepthwise } = framework.quirks;
    const window = readWindow(layer, rank, 'kernelSize', dilatesDepthwise);
    if (!dilatesDepthwise) noteIgnoredDilation(layer, rank);
    const multiplier = options.dimension('depthMultiplier', 1);
    const useBias = options.boolean('useBias', true);
    const { channel, extents } = splitChannels(layer.inputOfRank(rank + 1, window.channels), window.channels);
    const filters = product([channel, multiplier]);
    const kernel = depthwiseKernel(layer, window, channel, multiplier, framework.defaults.depthwise);
    const weights = layer.withBias([kernel], useBias, filters);
    const output = joinChannels(slideExtents(extents, window), filters, window.channels);
    const operation = { kind: 'depthwiseConvolution', window, multiplier: size(multiplier), useBias } as const;
    return layer.weighted(operation, output, weights);
  };
}

/** A depthwise convolution, then one of size 1 that mixes channels; W_p: [1, ..., channels * multiplier, filters]. */
export function separableConvolution(rank: Rank): LayerFamily {
  return (layer: LayerReader): LayerBody => {
    const { options, framework } = layer;
    const filters = options.dimension('filters', null);
    const window = readWindow(layer, rank, 'kernelSize', true);
    const multiplier = options.dimension('depthMultiplier', 1);
    const useBias = options.boolean('useBias', true);
    const { channel, extents } = splitChannels(layer.inputOfRank(rank + 1, window.channels), window.channels);
    const between = product([channel, multiplier]);
    const fallback = framework.defaults.separable;
    const depthwise = depthwiseKernel(layer, window, channel, multiplier, fallback);
    const written = layer.weight({
      role: 'pointwise',
      shape: [...window.size.map(() => 1), between, filters],
      trueFans: { in: size(between), out: size(filters) },
      fallback,
    });
    const pointwise = framework.quirks.pointwiseTakesDepthwise ? takeDepthwise(layer, written, depthwise) : written;
    if (framework.quirks.refusesKernelInitializer) {
      layer.refused(['kernelInitializer'], 'depthwiseInitializer');
      layer.refused(['kernelRegularizer'], 'depthwiseRegularizer');
      layer.refused(['kernelConstraint'], 'depthwiseConstraint');
    }
    if (framework.quirks.separableTakesKernelInitializer) {
      options.accept('kernelInitializer', 'kernelRegularizer', 'kernelConstraint');
    }
    const weights = layer.withBias([depthwise, pointwise], useBias, filters);
    const output = joinChannels(slideExtents(extents, window), filters, window.channels);
    const operation = {
      kind: 'separableConvolution',
      window,
      filters: size(filters),
      multiplier: size(multiplier),
      useBias,
    } as const;
    return layer.weighted(operation, output, weights);
  };
}

/** The pointwise kernel as TF.js initialises it; a saved file that says the same of both kernels loses nothing. */
function takeDepthwise(layer: LayerReader, pointwise: Weight, depthwise: Weight): Weight {
  const same = JSON.stringify(pointwise.initializer.spec) === JSON.stringify(depthwise.initializer.spec);
  if (!same) {
    layer.dropped('pointwiseInitializer', `The option is ignored: \`${depthwise.option}\` initialises both kernels.`);
  }
  return layer.initializedAs(pointwise, depthwise);
}

/** An output sums the taps of one channel only: the fan-in has no factor of channels, whatever the shape suggests. */
function depthwiseKernel(
  layer: LayerReader,
  window: Window,
  channel: Dimension,
  multiplier: Dimension,
  fallback: InitializerSpec,
): Weight {
  const taps = volume(window.size);
  return layer.weight({
    role: 'depthwise',
    shape: [...window.size, channel, multiplier],
    trueFans: { in: taps, out: (taps * size(multiplier)) / volume(window.strides) },
    fallback,
  });
}
