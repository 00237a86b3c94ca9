import type { Cell } from '../../../model/operation.ts';
import type { Tensor } from '../../operator.ts';
import { type CellSize, cellFunction, type Recurrence, type StepCell, stepOf } from './step-cell.ts';

const GATES = 4;

/**
 * Hochreiter & Schmidhuber 1997 with a forget gate: c' = f c + i g, h' = o tanh(c'); gates i, f, g, o side by side.
 * @param initial the memory before the first step; zeros without.
 */
export function lstmCell(
  cell: Extract<Cell, { readonly kind: 'lstm' }>,
  { batch, steps, units, memory }: CellSize,
  recurrence: Recurrence,
  initial: Pick<Tensor, 'value' | 'gradient'> | null = null,
): StepCell {
  const size = batch * units;
  const kept = memory.float32(steps * size * GATES);
  /** The cell's memory before the first step and after each. */
  const carried = memory.float32((steps + 1) * size);
  const carriedGradient = memory.scratch32(size);
  const f = cellFunction(cell.activation);
  const gate = cellFunction(cell.recurrentActivation);
  /** Calls `act` for every unit with its place in a state and the places of its four sums. */
  const each = (act: (i: number, input: number, forget: number, candidate: number, output: number) => void): void => {
    for (let example = 0; example < batch; example++) {
      for (let unit = 0; unit < units; unit++) {
        const at = example * GATES * units + unit;
        act(example * units + unit, at, at + units, at + 2 * units, at + 3 * units);
      }
    }
  };
  return {
    forward(step, sums, before, after) {
      if (step === 0 && initial !== null) stepOf(carried, 0, size).set(initial.value);
      recurrence.apply(before, sums);
      stepOf(kept, step, size * GATES).set(sums);
      const old = stepOf(carried, step, size);
      const now = stepOf(carried, step + 1, size);
      each((i, input, forget, candidate, output) => {
        const kept = gate.value(sums[forget] ?? 0) * (old[i] ?? 0);
        const value = kept + gate.value(sums[input] ?? 0) * f.value(sums[candidate] ?? 0);
        now[i] = value;
        after[i] = gate.value(sums[output] ?? 0) * f.value(value);
      });
    },
    backward(step, _before, gradient, sums, passed) {
      if (step === steps - 1) carriedGradient.fill(0);
      const at = stepOf(kept, step, size * GATES);
      const old = stepOf(carried, step, size);
      const now = stepOf(carried, step + 1, size);
      each((i, input, forget, candidate, output) => {
        const [si, sf, sc, so] = [at[input] ?? 0, at[forget] ?? 0, at[candidate] ?? 0, at[output] ?? 0];
        const dh = gradient[i] ?? 0;
        const value = now[i] ?? 0;
        const dc = (carriedGradient[i] ?? 0) + dh * gate.value(so) * f.derivative(value);
        sums[output] = dh * f.value(value) * gate.derivative(so);
        sums[input] = dc * f.value(sc) * gate.derivative(si);
        sums[candidate] = dc * gate.value(si) * f.derivative(sc);
        sums[forget] = dc * (old[i] ?? 0) * gate.derivative(sf);
        carriedGradient[i] = dc * gate.value(sf);
        if (step === 0 && initial !== null)
          initial.gradient[i] = (initial.gradient[i] ?? 0) + (carriedGradient[i] ?? 0);
      });
      passed.fill(0);
      recurrence.applyTransposed(sums, passed);
    },
  };
}
