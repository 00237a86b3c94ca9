import { type Engine, engineOf } from '../../kernels/engine.ts';
import type { Work } from '../../operator.ts';
import { inSlices } from '../../slices.ts';

/** An LSTM's step between its products, in slices of rows; gates i, f, g, o stand side by side in rows of 4 units. */

/** The compiled kernels take units four at a time. */
function engineFor(units: number, a: Float32Array, b: Float32Array, c: Float32Array): Engine | null {
  return units % 4 === 0 ? engineOf(a, b, c) : null;
}

/** c = f c_before + i g. @param gates activated. */
export function carry(
  gates: Float32Array,
  before: Float32Array,
  carried: Float32Array,
  rows: number,
  units: number,
): Work {
  const engine = engineFor(units, gates, before, carried);
  return inSlices(rows, 4 * units, (from, to) => {
    if (engine !== null) {
      const [atGates, atBefore, atCarried] = [
        rowOf(gates, from, 4 * units),
        rowOf(before, from, units),
        rowOf(carried, from, units),
      ];
      engine.run.lstmCarry(atGates, atBefore, atCarried, to - from, units);
      return;
    }
    for (let row = from; row < to; row++) {
      for (let unit = 0; unit < units; unit++) {
        const [at, i] = [row * 4 * units + unit, row * units + unit];
        const added = (gates[at] ?? 0) * (gates[at + 2 * units] ?? 0);
        carried[i] = (gates[at + units] ?? 0) * (before[i] ?? 0) + added;
      }
    }
  });
}

/** h = o f(c). @param squashed f(c). */
export function emit(
  gates: Float32Array,
  squashed: Float32Array,
  after: Float32Array,
  rows: number,
  units: number,
): Work {
  const engine = engineFor(units, gates, squashed, after);
  return inSlices(rows, 4 * units, (from, to) => {
    if (engine !== null) {
      const [atGates, atSquashed, atAfter] = [
        rowOf(gates, from, 4 * units),
        rowOf(squashed, from, units),
        rowOf(after, from, units),
      ];
      engine.run.lstmEmit(atGates, atSquashed, atAfter, to - from, units);
      return;
    }
    for (let row = from; row < to; row++) {
      for (let unit = 0; unit < units; unit++) {
        const i = row * units + unit;
        after[i] = (gates[row * 4 * units + unit + 3 * units] ?? 0) * (squashed[i] ?? 0);
      }
    }
  });
}

/** Address of a row. */
function rowOf({ byteOffset }: Float32Array, row: number, width: number): number {
  return byteOffset + 4 * row * width;
}

/** A step's values on the way back: gates and what was carried before, f(c), and the slopes of both. */
export interface StepValues {
  readonly gates: Float32Array;
  readonly slopes: Float32Array;
  readonly before: Float32Array;
  readonly squashed: Float32Array;
  readonly steep: Float32Array;
}

/**
 * From the gradient of h and c to that of the gates' sums and of the c before.
 * @param carriedGradient of c; becomes that of the c before.
 * @param sums receives the gradient of the sums.
 */
export function backThroughGates(
  values: StepValues,
  gradient: Float32Array,
  carriedGradient: Float32Array,
  sums: Float32Array,
  rows: number,
  units: number,
): Work {
  const { gates, slopes, before, squashed, steep } = values;
  const isInPlace = gradient.buffer === gates.buffer;
  const engine = isInPlace ? engineFor(units, gates, slopes, sums) : null;
  return inSlices(rows, 8 * units, (from, to) => {
    if (engine === null) {
      backPortably(values, gradient, carriedGradient, sums, units, from, to);
      return;
    }
    engine.run.lstmBack(
      rowOf(gates, from, 4 * units),
      rowOf(slopes, from, 4 * units),
      rowOf(before, from, units),
      rowOf(squashed, from, units),
      rowOf(steep, from, units),
      rowOf(gradient, from, units),
      rowOf(carriedGradient, from, units),
      rowOf(sums, from, 4 * units),
      to - from,
      units,
    );
  });
}

function backPortably(
  { gates, slopes, before, squashed, steep }: StepValues,
  gradient: Float32Array,
  carriedGradient: Float32Array,
  sums: Float32Array,
  units: number,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    for (let unit = 0; unit < units; unit++) {
      const i = row * units + unit;
      const input = row * 4 * units + unit;
      const [forget, candidate, output] = [input + units, input + 2 * units, input + 3 * units];
      const dh = gradient[i] ?? 0;
      const dc = (carriedGradient[i] ?? 0) + dh * (gates[output] ?? 0) * (steep[i] ?? 0);
      sums[input] = dc * (gates[candidate] ?? 0) * (slopes[input] ?? 0);
      sums[forget] = dc * (before[i] ?? 0) * (slopes[forget] ?? 0);
      sums[candidate] = dc * (gates[input] ?? 0) * (slopes[candidate] ?? 0);
      sums[output] = dh * (squashed[i] ?? 0) * (slopes[output] ?? 0);
      carriedGradient[i] = dc * (gates[forget] ?? 0);
    }
  }
}
