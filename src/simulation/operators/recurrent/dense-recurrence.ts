import { multiply, multiplyTransposed } from '../../arithmetic/multiply.ts';
import { addTo } from '../../arithmetic/vectors.ts';
import type { Memory } from '../../memory/memory.ts';
import type { Work } from '../../operator.ts';
import { type Masks, maskInto } from './masks.ts';
import type { Recurrence } from './step-cell.ts';

/** Sizes of a recurrent kernel and of what it meets. */
export interface RecurrentSize {
  readonly batch: number;
  readonly units: number;
  readonly gates: number;
}

/**
 * The product with a recurrent matrix, of the state as it is or under masks.
 * @param kernel units x gates * units.
 */
export function denseRecurrence(
  kernel: Float32Array,
  { batch, units, gates }: RecurrentSize,
  masks: Masks | null,
  memory: Memory,
): Recurrence {
  const sums = gates * units;
  if (masks === null) {
    return {
      apply: (_step, state, target) => multiply(state, kernel, target, batch, sums, units, true),
      applyTransposed: (_step, from, target) => multiplyTransposed(from, kernel, target, batch, units, sums, true),
    };
  }
  const masked = memory.scratch32(batch * units);
  const width = sums / masks.count;
  const part = (values: Float32Array, gate: number) => values.subarray(gate * width);
  const parts = Array.from({ length: masks.count }, (_, gate) => gate);
  return {
    *apply(step, state, target): Work {
      for (const gate of parts) {
        yield* maskInto(state, masks.of(step, gate), masked);
        const lengths = { b: sums, c: sums };
        yield* multiply(masked, part(kernel, gate), part(target, gate), batch, width, units, true, lengths);
      }
    },
    *applyTransposed(step, from, target): Work {
      for (const gate of parts) {
        const lengths = { a: sums, b: sums };
        yield* multiplyTransposed(part(from, gate), part(kernel, gate), masked, batch, units, width, false, lengths);
        yield* maskInto(masked, masks.of(step, gate), masked);
        yield* addTo(masked, target);
      }
    },
  };
}
