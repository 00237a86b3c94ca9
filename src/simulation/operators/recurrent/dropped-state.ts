import type { Memory } from '../../memory/memory.ts';
import type { Work } from '../../operator.ts';
import { type Masks, maskInto } from './masks.ts';
import type { StepCell } from './step-cell.ts';

/** A cell that knows its state only as a mask leaves it, in its products and in what it carries on. */
export function onDroppedState(cell: StepCell, masks: Masks, length: number, memory: Memory): StepCell {
  const left = memory.scratch32(length);
  return {
    *forward(step, sums, before, after): Work {
      yield* maskInto(before, masks.of(step, 0), left);
      yield* cell.forward(step, sums, left, after);
    },
    *backward(step, before, gradient, sums, passed): Work {
      yield* maskInto(before, masks.of(step, 0), left);
      yield* cell.backward(step, left, gradient, sums, passed);
      yield* maskInto(passed, masks.of(step, 0), passed);
    },
  };
}
