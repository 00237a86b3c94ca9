/**
 * What the compiled kernels take on a slow machine, in nanoseconds: four times as long as was measured on one core of the
 * 2.1 GHz Xeon of docs/performance.md, as where four programs share it or in a laptop that saves its battery.
 */

/** An operator of plain JavaScript: an addition, an element read, a call. 0.3 to 0.6 ns were measured. */
export const OPERATOR = 2;

/** An element that is moved by `set` or `fill`. */
export const MOVED = 2;

/** An element that a kernel reads or writes once; a transcendental function or a random number takes some of them. */
const ELEMENT = 4;
const FUNCTION = 4 * ELEMENT;
const RANDOM = 24;
/** A product and its sum, in float32 and in float64. */
const PRODUCT = 0.25;
const PRODUCT_64 = 1.6;

type Arguments = readonly number[];

/** Nanoseconds of a call of each kernel by what it is given; see `kernels/engine.ts` for the order. */
const KERNELS: Readonly<Record<string, (args: Arguments) => number>> = {
  multiply: ([m = 0, n = 0, k = 0]) => PRODUCT * m * n * k + ELEMENT * (m * k + k * n + m * n),
  gram: ([, rows = 0, columns = 0]) => (PRODUCT_64 * rows * rows * columns) / 2 + ELEMENT * rows * (rows + columns),
  applyLower: ([, count = 0, , , columns = 0]) =>
    (PRODUCT_64 * count * count * columns) / 2 + ELEMENT * count * columns,
  fillNormal: ([, , length = 0]) => RANDOM * length,
  fillTruncated: ([, , length = 0]) => RANDOM * length,
  fillUniform: ([, , length = 0]) => RANDOM * length,
  addTo: ([, , length = 0]) => ELEMENT * length,
  addToRows: ([, , rows = 0, width = 0]) => ELEMENT * rows * width,
  sum: ([, length = 0]) => ELEMENT * length,
  sumSquares: ([, length = 0]) => ELEMENT * length,
  activate: ([, , , , , rows = 0, , width = 0]) => FUNCTION * rows * width,
  slopes: ([, , , , , rows = 0, , width = 0]) => FUNCTION * rows * width,
  activateBack: ([, , , , , , length = 0]) => FUNCTION * length,
  lstmCarry: ([, , , rows = 0, units = 0]) => 4 * ELEMENT * rows * units,
  lstmEmit: ([, , , rows = 0, units = 0]) => 3 * ELEMENT * rows * units,
  lstmBack: ([, , , , , , , , rows = 0, units = 0]) => 12 * ELEMENT * rows * units,
  gather: ([, , entries = 0, , width = 0]) => ELEMENT * entries * (1 + width),
  scatter: ([, , entries = 0, , width = 0]) => ELEMENT * entries * (1 + width),
  addColumns: ([, rows = 0, width = 0]) => ELEMENT * rows * width,
  addColumnSquares: ([, rows = 0, width = 0]) => ELEMENT * rows * width,
  scaleColumns: ([, , rows = 0, width = 0]) => 2 * ELEMENT * rows * width,
  addColumnProducts: ([, , rows = 0, width = 0]) => 2 * ELEMENT * rows * width,
  addColumnsBack: ([, , , rows = 0, width = 0]) => 3 * ELEMENT * rows * width,
  normalizeRows: ([, , rows = 0, width = 0]) => 4 * ELEMENT * rows * width,
  normalizeRowsBack: ([, , , rows = 0, width = 0]) => 4 * ELEMENT * rows * width,
  depthwise: ([, , positions = 0, taps = 0, channels = 0]) => ELEMENT * positions * taps * channels,
  depthwiseBack: ([, , positions = 0, taps = 0, channels = 0]) => 3 * ELEMENT * positions * taps * channels,
  addToHistogram: ([, length = 0]) => 2 * ELEMENT * length,
  countDead: ([, batch = 0, length = 0]) => ELEMENT * batch * length,
  squareOfSum: ([, batch = 0, length = 0]) => ELEMENT * batch * length,
  countBeyond: ([, length = 0]) => ELEMENT * length,
  multiplyWorkspace: () => 0,
  firstFree: () => 0,
};

/** @throws RangeError for a kernel that is not known here. */
export function kernelTime(name: string, args: Arguments): number {
  const time = KERNELS[name];
  if (time === undefined) throw new RangeError(`It is not said what the kernel ${name} takes: add it here.`);
  return time(args);
}
