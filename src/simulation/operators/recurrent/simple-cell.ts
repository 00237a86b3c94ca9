import type { Activation } from '../../../model/activation.ts';
import type { Work } from '../../operator.ts';
import { inSlices } from '../../slices.ts';
import { type CellSize, cellFunction, type Recurrence, type StepCell, stepOf } from './step-cell.ts';

/** h' = f(x W + h U + b) (Elman 1990). */
export function simpleCell(
  own: Activation,
  { batch, steps, units, memory }: CellSize,
  recurrence: Recurrence,
): StepCell {
  const size = batch * units;
  const kept = memory.float32(steps * size);
  const f = cellFunction(own);
  return {
    *forward(step, sums, before, after): Work {
      yield* recurrence.apply(step, before, sums);
      stepOf(kept, step, size).set(sums);
      yield* inSlices(size, 4, (from, to) => {
        for (let i = from; i < to; i++) after[i] = f.value(sums[i] ?? 0);
      });
    },
    *backward(step, _before, gradient, sums, passed): Work {
      const at = stepOf(kept, step, size);
      yield* inSlices(size, 4, (from, to) => {
        for (let i = from; i < to; i++) sums[i] = (gradient[i] ?? 0) * f.derivative(at[i] ?? 0);
      });
      passed.fill(0);
      yield* recurrence.applyTransposed(step, sums, passed);
    },
  };
}
