import type { Window } from '../../model/operation.ts';
import { type Slide, slides } from '../../model/window.ts';
import { engineOf } from '../kernels/engine.ts';
import { HEAP, type Memory } from '../memory/memory.ts';
import type { Work } from '../operator.ts';
import { inSlices } from '../slices.ts';

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
  const lines = slides(window, input, output).map(lineOf);
  const positions = lines.reduce((product, { outputs }) => product * outputs, 1);
  const size = lines.reduce((product, line) => product * line.size, 1);
  const table = memory.int32(positions * size);
  memory.prepare(() => fillTable(table, lines, positions, size));
  return { positions, size, table };
}

/** One dimension's input positions, outputs x size, -1 in the padding. */
interface Line {
  readonly inputs: number;
  readonly outputs: number;
  readonly size: number;
  readonly at: Int32Array;
}

function lineOf({ input, output, size, stride, dilation, before }: Slide): Line {
  const at = Int32Array.from({ length: output * size }, (_, i) => {
    const place = Math.floor(i / size) * stride - before + (i % size) * dilation;
    return place >= 0 && place < input ? place : -1;
  });
  return { inputs: input, outputs: output, size, at };
}

function fillTable(table: Int32Array, lines: readonly Line[], positions: number, size: number): Work {
  const places = indices(lines.map(({ size: own }) => own));
  /** Where an output position's entries of each dimension begin. */
  const starts = new Int32Array(lines.length);
  return inSlices(positions, size * lines.length, (from, to) => {
    for (let position = from; position < to; position++) {
      let rest = position;
      for (let d = lines.length - 1; d >= 0; d--) {
        const { outputs = 1, size: own = 1 } = lines[d] ?? {};
        starts[d] = (rest % outputs) * own;
        rest = Math.floor(rest / outputs);
      }
      for (let k = 0; k < size; k++) table[position * size + k] = inputAt(lines, starts, places, k);
    }
  });
}

/** The input position that a place k of the window meets; -1 if any of its coordinates is in the padding. */
function inputAt(lines: readonly Line[], starts: Int32Array, places: Int32Array, k: number): number {
  let position = 0;
  for (let d = 0; d < lines.length; d++) {
    const line = lines[d];
    const at = line?.at[(starts[d] ?? 0) + (places[k * lines.length + d] ?? 0)] ?? -1;
    if (at < 0) return -1;
    position = position * (line?.inputs ?? 1) + at;
  }
  return position;
}

/** All places of a window as one index a dimension, the last one fastest. */
function indices(sizes: readonly number[]): Int32Array {
  const size = sizes.reduce((a, b) => a * b, 1);
  const places = new Int32Array(size * sizes.length);
  for (let k = 0; k < size; k++) {
    let rest = k;
    for (let d = sizes.length - 1; d >= 0; d--) {
      places[k * sizes.length + d] = rest % (sizes[d] ?? 1);
      rest = Math.floor(rest / (sizes[d] ?? 1));
    }
  }
  return places;
}

/** One window that holds everything. */
export function globalTaps(positions: number): Taps {
  return { positions: 1, size: positions, table: Int32Array.from({ length: positions }, (_, i) => i) };
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
