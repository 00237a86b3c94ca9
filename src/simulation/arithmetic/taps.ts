import type { Window } from '../../model/operation.ts';
import { slides } from '../../model/window.ts';
import { engineOf } from '../kernels/engine.ts';
import { HEAP, type Memory } from '../memory/memory.ts';

/** Which input position each output position meets at each place of a window. */
export interface Taps {
  /** Output positions. */
  readonly positions: number;
  /** Places in the window. */
  readonly size: number;
  /** positions x size input positions; -1 in the padding. */
  readonly table: Int32Array;
}

/** One table serves every rank, stride, dilation and padding, for convolutions, their transposes and pooling. */
export function windowTaps(
  window: Window,
  input: readonly number[],
  output: readonly number[],
  memory: Memory = HEAP,
): Taps {
  const dimensions = slides(window, input, output);
  let taps: Taps = { positions: 1, size: 1, table: Int32Array.of(0) };
  for (const { input: inputs, output: outputs, size, stride, dilation, before } of dimensions) {
    const line = new Int32Array(outputs * size);
    for (let o = 0; o < outputs; o++) {
      for (let k = 0; k < size; k++) {
        const at = o * stride - before + k * dilation;
        line[o * size + k] = at >= 0 && at < inputs ? at : -1;
      }
    }
    taps = product(taps, { positions: outputs, size, table: line }, inputs);
  }
  const table = memory.int32(taps.table.length);
  table.set(taps.table);
  return { ...taps, table };
}

/** One window that holds everything. */
export function globalTaps(positions: number): Taps {
  return { positions: 1, size: positions, table: Int32Array.from({ length: positions }, (_, i) => i) };
}

/** Appends a dimension of `inputs` positions. */
function product(outer: Taps, line: Taps, inputs: number): Taps {
  const positions = outer.positions * line.positions;
  const size = outer.size * line.size;
  const table = new Int32Array(positions * size);
  for (let p = 0; p < positions; p++) {
    const [outerRow, lineRow] = [Math.floor(p / line.positions), p % line.positions];
    for (let k = 0; k < size; k++) {
      const a = outer.table[outerRow * outer.size + Math.floor(k / line.size)] ?? -1;
      const b = line.table[lineRow * line.size + (k % line.size)] ?? -1;
      table[p * size + k] = a < 0 || b < 0 ? -1 : a * inputs + b;
    }
  }
  return { positions, size, table };
}

/**
 * Copies what a range of output positions sees into rows: (to - from) x (taps x width).
 * @param channels of the image, of which `width` from `channel` on are taken (a group).
 */
export function gatherPatches(
  image: Float32Array,
  taps: Taps,
  from: number,
  to: number,
  channels: number,
  channel: number,
  width: number,
  patches: Float32Array,
): void {
  const { size, table } = taps;
  const engine = engineOf(image, patches, table);
  if (engine !== null) {
    const [start, entries] = [image.byteOffset + 4 * channel, (to - from) * size];
    engine.run.gather(start, table.byteOffset + 4 * from * size, entries, channels, width, patches.byteOffset);
    return;
  }
  let at = 0;
  for (let entry = from * size; entry < to * size; entry++) {
    const position = table[entry] ?? -1;
    if (position < 0) patches.fill(0, at, at + width);
    else {
      const start = position * channels + channel;
      for (let c = 0; c < width; c++) patches[at + c] = image[start + c] ?? 0;
    }
    at += width;
  }
}

/** The transpose of `gatherPatches`: adds rows back to where they were taken from. */
export function scatterPatches(
  patches: Float32Array,
  taps: Taps,
  from: number,
  to: number,
  channels: number,
  channel: number,
  width: number,
  image: Float32Array,
): void {
  const { size, table } = taps;
  const engine = engineOf(image, patches, table);
  if (engine !== null) {
    const [start, entries] = [image.byteOffset + 4 * channel, (to - from) * size];
    engine.run.scatter(patches.byteOffset, table.byteOffset + 4 * from * size, entries, channels, width, start);
    return;
  }
  let at = 0;
  for (let entry = from * size; entry < to * size; entry++) {
    const position = table[entry] ?? -1;
    if (position >= 0) {
      const start = position * channels + channel;
      for (let c = 0; c < width; c++) image[start + c] = (image[start + c] ?? 0) + (patches[at + c] ?? 0);
    }
    at += width;
  }
}

/**
 * `gatherPatches` for a range of rows that runs over all positions of one example after the other: few positions of many
 * examples make one product.
 * @param images one after the other, `imageLength` elements each.
 */
export function gatherRows(
  images: Float32Array,
  imageLength: number,
  taps: Taps,
  from: number,
  to: number,
  channels: number,
  channel: number,
  width: number,
  patches: Float32Array,
): void {
  eachPiece(taps.positions, from, to, (example, first, last, row) => {
    const image = images.subarray(example * imageLength, (example + 1) * imageLength);
    const target = patches.subarray((row - from) * taps.size * width);
    gatherPatches(image, taps, first, last, channels, channel, width, target);
  });
}

/** The transpose of `gatherRows`. */
export function scatterRows(
  patches: Float32Array,
  taps: Taps,
  from: number,
  to: number,
  channels: number,
  channel: number,
  width: number,
  images: Float32Array,
  imageLength: number,
): void {
  eachPiece(taps.positions, from, to, (example, first, last, row) => {
    const image = images.subarray(example * imageLength, (example + 1) * imageLength);
    const source = patches.subarray((row - from) * taps.size * width);
    scatterPatches(source, taps, first, last, channels, channel, width, image);
  });
}

/** Calls `act` for every example that the rows meet, with its positions [first, last) and the first of its rows. */
function eachPiece(
  positions: number,
  from: number,
  to: number,
  act: (example: number, first: number, last: number, row: number) => void,
): void {
  for (let row = from; row < to; ) {
    const example = Math.floor(row / positions);
    const first = row - example * positions;
    const last = Math.min(positions, first + to - row);
    act(example, first, last, row);
    row += last - first;
  }
}

/** Rows of patches to take at once, so that they (at most half a megabyte) stay in the cache. */
export function blockLength(patchLength: number, rows: number): number {
  const cached = 131072;
  return Math.min(rows, Math.max(32, Math.floor(cached / patchLength)));
}
