import type { ChannelOrder, Padding, Window } from '../../model/operation.ts';
import { combine, type Dimension, knownSize, type Shape, size } from '../../model/shape.ts';
import type { LayerReader } from '../layer-reader.ts';

export type Rank = 1 | 2 | 3;

/** Options that convolutions and pooling share. Pools touch unless strides are given. */
export function readWindow(
  layer: LayerReader,
  rank: Rank,
  extentOption: 'kernelSize' | 'poolSize',
  dilates: boolean,
): Window {
  const { options } = layer;
  const pools = extentOption === 'poolSize';
  const extent = options.sizes(extentOption, rank, pools ? ones(rank).map(() => 2) : null);
  const paddings: readonly Padding[] = rank === 1 ? ['valid', 'same', 'causal'] : ['valid', 'same'];
  return {
    rank,
    size: extent,
    strides: options.sizes('strides', rank, pools ? extent : ones(rank)),
    dilation: dilates ? options.sizes('dilationRate', rank, ones(rank)) : ones(rank),
    padding: options.choice('padding', paddings, 'valid'),
    channels: readChannels(layer),
  };
}

/** For layers that take `dilationRate` and do not dilate; files say 1 as a matter of course. */
export function noteIgnoredDilation(layer: LayerReader, rank: Rank): void {
  const rates = layer.options.sizes('dilationRate', rank, ones(rank));
  if (rates.some((rate) => rate !== 1)) {
    layer.dropped('dilationRate', 'This layer does not dilate its kernel: the option is ignored.');
  }
}

export function readChannels(layer: LayerReader): ChannelOrder {
  return layer.options.choice('dataFormat', ['channelsLast', 'channelsFirst'], 'channelsLast') === 'channelsFirst'
    ? 'first'
    : 'last';
}

function ones(rank: Rank): number[] {
  return Array.from({ length: rank }, () => 1);
}

/** A shape's channel dimension and the others, in order. */
export function splitChannels(shape: Shape, channels: ChannelOrder): { channel: Dimension; extents: Shape } {
  return channels === 'last'
    ? { channel: shape.at(-1) ?? 1, extents: shape.slice(0, -1) }
    : { channel: shape[0] ?? 1, extents: shape.slice(1) };
}

/** The reverse of `splitChannels`; null if the window does not fit, which the frameworks refuse. */
export function joinChannels(extents: Shape, channel: Dimension, channels: ChannelOrder): Shape | null {
  if (extents.some((extent) => size(extent) <= 0)) return null;
  return channels === 'last' ? [...extents, channel] : [channel, ...extents];
}

/** Extents after a window has slid over them: floor((n - span) / stride) + 1, or ceil(n / stride) where padding keeps n. */
export function slideExtents(extents: Shape, window: Window): Dimension[] {
  return extents.map((extent, i) => {
    const { span, stride } = at(window, i);
    // An extent that is only assumed is at least one that the window fits in.
    const least = knownSize(extent) === null ? 1 : Number.NEGATIVE_INFINITY;
    return combine([extent], ([n = 0]) =>
      Math.max(least, Math.floor(((window.padding === 'valid' ? n - span + 1 : n) + stride - 1) / stride)),
    );
  });
}

/** Extents of a transposed convolution's output. */
export function transposeExtents(extents: Shape, window: Window, outputPadding: readonly number[] | null): Dimension[] {
  return extents.map((extent, i) => {
    const { span, stride } = at(window, i);
    const extra = outputPadding?.[i];
    return combine([extent], ([n = 0]) => {
      if (extra === undefined) return window.padding === 'same' ? n * stride : n * stride + Math.max(span - stride, 0);
      const cut = window.padding === 'same' ? 2 * Math.floor(span / 2) : 0;
      return (n - 1) * stride + span - cut + extra;
    });
  });
}

/** Inputs from the first to the last tap of dimension i, and how far the window moves. */
function at(window: Window, i: number): { span: number; stride: number } {
  const [taps, dilation] = [window.size[i] ?? 1, window.dilation[i] ?? 1];
  return { span: (taps - 1) * dilation + 1, stride: window.strides[i] ?? 1 };
}

export function volume(extents: readonly number[]): number {
  return extents.reduce((a, b) => a * b, 1);
}
