import type { Cell } from '../../../model/operation.ts';
import { arrayFunction } from '../../arithmetic/array-function.ts';
import { addTo } from '../../arithmetic/vectors.ts';
import type { Tensor, Work } from '../../operator.ts';
import { backThroughGates, carry, emit } from './lstm-step.ts';
import { type CellSize, type Recurrence, type StepCell, stepOf } from './step-cell.ts';

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
  /** Sums and activated gates of every step. */
  const kept = memory.unset32(steps * size * GATES);
  const gates = memory.unset32(steps * size * GATES);
  /** What the cell carries before the first step, zeros if nothing is given, and after each. */
  const carried = memory.float32((steps + 1) * size);
  const carriedGradient = memory.scratch32(size);
  const slopes = memory.scratch32(size * GATES);
  const squashed = memory.scratch32(size);
  const steep = memory.scratch32(size);
  const f = arrayFunction(cell.activation);
  const gate = arrayFunction(cell.recurrentActivation);
  const all = { rows: batch, stride: GATES * units, from: 0, width: GATES * units };
  const candidate = { ...all, from: 2 * units, width: units };
  const state = { rows: 1, stride: size, from: 0, width: size };
  return {
    *forward(step, sums, before, after): Work {
      if (step === 0 && initial !== null) stepOf(carried, 0, size).set(initial.value);
      yield* recurrence.apply(step, before, sums);
      stepOf(kept, step, size * GATES).set(sums);
      const own = stepOf(gates, step, size * GATES);
      yield* gate.value(sums, own, all);
      yield* f.value(sums, own, candidate);
      const now = stepOf(carried, step + 1, size);
      yield* carry(own, stepOf(carried, step, size), now, batch, units);
      yield* f.value(now, squashed, state);
      yield* emit(own, squashed, after, batch, units);
    },
    *backward(step, _before, gradient, sums, passed): Work {
      if (step === steps - 1) carriedGradient.fill(0);
      const at = stepOf(kept, step, size * GATES);
      yield* gate.slope(at, slopes, all);
      yield* f.slope(at, slopes, candidate);
      const now = stepOf(carried, step + 1, size);
      yield* f.value(now, squashed, state);
      yield* f.slope(now, steep, state);
      const values = {
        gates: stepOf(gates, step, size * GATES),
        slopes,
        before: stepOf(carried, step, size),
        squashed,
        steep,
      };
      yield* backThroughGates(values, gradient, carriedGradient, sums, batch, units);
      if (step === 0 && initial !== null) yield* addTo(carriedGradient, initial.gradient);
      passed.fill(0);
      yield* recurrence.applyTransposed(step, sums, passed);
    },
  };
}
