import { type Engine, engineOf } from '../../kernels/engine.ts';

/** An LSTM's step between its products; gates i, f, g, o stand side by side in rows of 4 units. */

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
): void {
  const engine = engineFor(units, gates, before, carried);
  if (engine !== null) {
    engine.run.lstmCarry(gates.byteOffset, before.byteOffset, carried.byteOffset, rows, units);
    return;
  }
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++) {
      const [at, i] = [row * 4 * units + unit, row * units + unit];
      const added = (gates[at] ?? 0) * (gates[at + 2 * units] ?? 0);
      carried[i] = (gates[at + units] ?? 0) * (before[i] ?? 0) + added;
    }
  }
}

/** h = o f(c). @param squashed f(c). */
export function emit(
  gates: Float32Array,
  squashed: Float32Array,
  after: Float32Array,
  rows: number,
  units: number,
): void {
  const engine = engineFor(units, gates, squashed, after);
  if (engine !== null) {
    engine.run.lstmEmit(gates.byteOffset, squashed.byteOffset, after.byteOffset, rows, units);
    return;
  }
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++) {
      const i = row * units + unit;
      after[i] = (gates[row * 4 * units + unit + 3 * units] ?? 0) * (squashed[i] ?? 0);
    }
  }
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
  { gates, slopes, before, squashed, steep }: StepValues,
  gradient: Float32Array,
  carriedGradient: Float32Array,
  sums: Float32Array,
  rows: number,
  units: number,
): void {
  const engine = engineFor(units, gates, slopes, sums);
  if (engine !== null && gradient.buffer === gates.buffer) {
    engine.run.lstmBack(
      gates.byteOffset,
      slopes.byteOffset,
      before.byteOffset,
      squashed.byteOffset,
      steep.byteOffset,
      gradient.byteOffset,
      carriedGradient.byteOffset,
      sums.byteOffset,
      rows,
      units,
    );
    return;
  }
  for (let row = 0; row < rows; row++) {
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
