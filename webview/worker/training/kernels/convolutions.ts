import { backend_util } from '@tensorflow/tfjs-core';
import { blockLength, gatherRows, scatterRows, type Taps } from '../../../../src/simulation/arithmetic/taps.ts';
import type { Call, Dense } from './kernel.ts';
import { isPlain, withBias } from './matrix-products.ts';
import { product } from './product-memory.ts';

type Quad = [number, number, number, number];
type Info = backend_util.Conv2DInfo;

const AS_THEY_ARE = { a: false, b: false };
const A_TRANSPOSED = { a: true, b: false };
const B_TRANSPOSED = { a: false, b: true };

/** `Conv2D`, channels last: patches as rows of a matrix times the filters. */
export function convolve(call: Call): Dense | null {
  const [x, filter] = [call.input('x'), call.input('filter')];
  const info = x === null || filter === null ? null : infoOf(call, x.shape, filter.shape);
  if (x === null || filter === null || info === null) return null;
  const values = new Float32Array(info.batchSize * positionsOf(info) * info.outChannels);
  const length = patchLength(info);
  const patched = inBlocks(call, info, x.values, filter.values.length, info.outChannels, (at) => {
    if (at.from === 0) at.filter.set(filter.values);
    at.gather();
    product(at.patches, at.filter, at.output, at.rows, info.outChannels, length, AS_THEY_ARE);
    values.set(at.output.subarray(0, at.rows * info.outChannels), at.from * info.outChannels);
  });
  return patched ? { shape: info.outShape, values } : null;
}

/** `FusedConv2D` with a bias and without an activation. */
export function fusedConvolve(call: Call): Dense | null {
  if (!isPlain(call)) return null;
  const result = convolve(call);
  const bias = call.input('bias');
  return result === null || bias === null ? result : withBias(result, bias);
}

/** `Conv2DBackpropFilter`: the filters' gradient. */
export function convolveBackToFilter(call: Call): Dense | null {
  const [x, dy, shape] = [call.input('x'), call.input('dy'), numbers(call.attribute('filterShape'))];
  const info = x === null || shape === null ? null : infoOf(call, x.shape, shape);
  if (x === null || dy === null || info === null || shape === null) return null;
  const { outChannels } = info;
  const length = patchLength(info);
  const values = new Float32Array(length * outChannels);
  const patched = inBlocks(call, info, x.values, values.length, outChannels, (at) => {
    at.gather();
    at.output.set(dy.values.subarray(at.from * outChannels, (at.from + at.rows) * outChannels));
    product(at.patches, at.output, at.filter, length, outChannels, at.rows, A_TRANSPOSED, at.from > 0);
    if (at.isLast) values.set(at.filter);
  });
  return patched ? { shape, values } : null;
}

/** `Conv2DBackpropInput`: the input's gradient, and what a transposed convolution computes. */
export function convolveBackToInput(call: Call): Dense | null {
  const [dy, filter, shape] = [call.input('dy'), call.input('filter'), numbers(call.attribute('inputShape'))];
  const info = filter === null || shape === null ? null : infoOf(call, shape, filter.shape);
  if (dy === null || filter === null || info === null || shape === null) return null;
  const { outChannels } = info;
  const length = patchLength(info);
  const values = new Float32Array(shape.reduce((size, each) => size * each, 1));
  const patched = inBlocks(call, info, values, filter.values.length, outChannels, (at) => {
    if (at.from === 0) at.filter.set(filter.values);
    at.output.set(dy.values.subarray(at.from * outChannels, (at.from + at.rows) * outChannels));
    product(at.output, at.filter, at.patches, at.rows, length, outChannels, B_TRANSPOSED);
    at.scatter();
    if (at.isLast) values.set(at.image);
  });
  return patched ? { shape, values } : null;
}

/** A stretch of output positions, counted over all examples, with what stands in the products' memory meanwhile. */
interface Block {
  readonly from: number;
  readonly rows: number;
  readonly isLast: boolean;
  readonly image: Float32Array;
  /** patchLength x outChannels. */
  readonly filter: Float32Array;
  /** rows x patchLength. */
  readonly patches: Float32Array;
  /** rows x outChannels. */
  readonly output: Float32Array;
  /** Fills `patches` with what these positions see of the image. */
  gather(): void;
  /** Adds `patches` to the image. */
  scatter(): void;
}

function inBlocks(
  { memory }: Call,
  info: Info,
  image: Float32Array,
  filterLength: number,
  filters: number,
  act: (block: Block) => void,
): boolean {
  const positions = positionsOf(info);
  const length = patchLength(info);
  const rows = info.batchSize * positions;
  const size = info.filterHeight * info.filterWidth;
  const most = blockLength(length, rows);
  const lengths = [image.length, filterLength, most * length, most * filters, positions * size];
  const [images, filter, patches, output, places] = memory.arrays(...lengths);
  if (!images || !filter || !patches || !output || !places) return false;
  images.set(image);
  const taps: Taps = { positions, size, table: memory.integers(places) };
  fillTable(taps.table, info);
  const channels = info.inChannels;
  const each = info.inHeight * info.inWidth * channels;
  for (let from = 0; from < rows; from += most) {
    const to = Math.min(rows, from + most);
    act({
      from,
      rows: to - from,
      isLast: to === rows,
      image: images,
      filter,
      patches: patches.subarray(0, (to - from) * length),
      output: output.subarray(0, (to - from) * filters),
      gather: () => gatherRows(images, each, taps, from, to, channels, 0, channels, patches),
      scatter: () => scatterRows(patches, taps, from, to, channels, 0, channels, images, each),
    });
  }
  return true;
}

/** Which input position each output position meets at each place of the window; -1 in the padding. */
export function fillTable(table: Int32Array, info: Info): void {
  const { outHeight, outWidth, filterHeight, filterWidth, inHeight, inWidth } = info;
  let at = 0;
  for (let row = 0; row < outHeight; row++) {
    for (let column = 0; column < outWidth; column++) {
      for (let i = 0; i < filterHeight; i++) {
        const y = row * info.strideHeight - info.padInfo.top + i * info.dilationHeight;
        for (let j = 0; j < filterWidth; j++) {
          const x = column * info.strideWidth - info.padInfo.left + j * info.dilationWidth;
          table[at++] = y >= 0 && y < inHeight && x >= 0 && x < inWidth ? y * inWidth + x : -1;
        }
      }
    }
  }
}

/** How the window slides; null where an attribute is of a kind that only TensorFlow.js's own kernel knows. */
export function infoOf(
  call: Call,
  input: readonly number[],
  filter: readonly number[],
  depthwise = false,
): Info | null {
  const strides = pair(call.attribute('strides'));
  const pad = paddingOf(call.attribute('pad'));
  const dilations = pair(call.attribute('dilations') ?? 1);
  const format = call.attribute('dataFormat') ?? 'NHWC';
  const [inputs, filters] = [quad(input), quad(filter)];
  if (strides === null || dilations === null || inputs === null || filters === null || format !== 'NHWC') return null;
  const rounding = call.attribute('dimRoundingMode');
  if (pad === null || (rounding !== undefined && rounding !== null)) return null;
  return backend_util.computeConv2DInfo(inputs, filters, strides, dilations, pad, undefined, depthwise);
}

export function positionsOf({ outHeight, outWidth }: Info): number {
  return outHeight * outWidth;
}

function patchLength({ filterHeight, filterWidth, inChannels }: Info): number {
  return filterHeight * filterWidth * inChannels;
}

export function numbers(value: unknown): number[] | null {
  return Array.isArray(value) && value.every((each): each is number => typeof each === 'number') ? value : null;
}

function paddingOf(value: unknown): 'same' | 'valid' | number | null {
  return value === 'same' || value === 'valid' || typeof value === 'number' ? value : null;
}

function pair(value: unknown): [number, number] | null {
  if (typeof value === 'number') return [value, value];
  const [height, width, ...rest] = numbers(value) ?? [];
  return height === undefined || width === undefined || rest.length > 0 ? null : [height, width];
}

function quad([a, b, c, d, ...rest]: readonly number[]): Quad | null {
  return a === undefined || b === undefined || c === undefined || d === undefined || rest.length > 0
    ? null
    : [a, b, c, d];
}
