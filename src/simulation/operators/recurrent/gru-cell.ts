import type { Cell } from '../../../model/operation.ts';
import type { Work } from '../../operator.ts';
import { inSlices } from '../../slices.ts';
import { type CellSize, cellFunction, type Recurrence, type StepCell, stepOf } from './step-cell.ts';

const GATES = 3;

/** A unit's activations and their slopes, as steps. */
const STEPS = 8;

type Gru = Extract<Cell, { readonly kind: 'gru' }>;

/**
 * Cho et al. 2014: h' = z h + (1 - z) c; gates z, r, c side by side. The candidate c sees (r h) U, or with `resetAfter`
 * r (h U + b).
 * @param recurrentBias the recurrent product's own bias, one value for every sum; zeros without.
 */
export function gruCell(cell: Gru, size: CellSize, recurrence: Recurrence, recurrentBias: Float32Array): StepCell {
  const { batch, steps, units, memory } = size;
  const elements = batch * units;
  /** Sums of z and r with their recurrent part; of c without. */
  const kept = memory.float32(steps * elements * GATES);
  /** The candidate's whole sum, and its recurrent part as it is multiplied with r (`resetAfter`). */
  const candidates = memory.float32(steps * elements);
  const resettable = memory.float32(steps * elements);
  const products = memory.scratch32(elements * GATES);
  const state = memory.scratch32(elements);
  const f = cellFunction(cell.activation);
  const gate = cellFunction(cell.recurrentActivation);
  /** Calls `act` for every unit with its place in a state and the places of its three sums. */
  const each = (act: (i: number, update: number, reset: number, candidate: number) => void): Work =>
    inSlices(batch, STEPS * units, (from, to) => {
      for (let example = from; example < to; example++) {
        for (let unit = 0; unit < units; unit++) {
          const at = example * GATES * units + unit;
          act(example * units + unit, at, at + units, at + 2 * units);
        }
      }
    });
  const biased = (target: Float32Array): Work =>
    inSlices(target.length, 1, (from, to) => {
      for (let i = from; i < to; i++) target[i] = recurrentBias[i % recurrentBias.length] ?? 0;
    });
  return {
    *forward(step, sums, before, after): Work {
      const whole = stepOf(candidates, step, elements);
      const inner = stepOf(resettable, step, elements);
      yield* biased(products);
      yield* recurrence.apply(step, before, products);
      yield* each((i, update, reset, candidate) => {
        sums[update] = (sums[update] ?? 0) + (products[update] ?? 0);
        sums[reset] = (sums[reset] ?? 0) + (products[reset] ?? 0);
        inner[i] = products[candidate] ?? 0;
        state[i] = gate.value(sums[reset] ?? 0) * (before[i] ?? 0);
      });
      stepOf(kept, step, elements * GATES).set(sums);
      if (!cell.resetAfter) {
        yield* biased(products);
        yield* recurrence.apply(step, state, products);
      }
      yield* each((i, update, reset, candidate) => {
        const recurrent = cell.resetAfter ? gate.value(sums[reset] ?? 0) * (inner[i] ?? 0) : (products[candidate] ?? 0);
        whole[i] = (sums[candidate] ?? 0) + recurrent;
        const z = gate.value(sums[update] ?? 0);
        after[i] = z * (before[i] ?? 0) + (1 - z) * f.value(whole[i] ?? 0);
      });
    },
    *backward(step, before, gradient, sums, passed): Work {
      const at = stepOf(kept, step, elements * GATES);
      const whole = stepOf(candidates, step, elements);
      const inner = stepOf(resettable, step, elements);
      yield* each((i, update, _reset, candidate) => {
        const dh = gradient[i] ?? 0;
        const z = gate.value(at[update] ?? 0);
        const c = whole[i] ?? 0;
        sums[update] = dh * ((before[i] ?? 0) - f.value(c)) * gate.derivative(at[update] ?? 0);
        sums[candidate] = dh * (1 - z) * f.derivative(c);
        passed[i] = dh * z;
      });
      if (cell.resetAfter) {
        yield* each((i, update, reset, candidate) => {
          const dc = sums[candidate] ?? 0;
          sums[reset] = dc * (inner[i] ?? 0) * gate.derivative(at[reset] ?? 0);
          products[update] = sums[update] ?? 0;
          products[reset] = sums[reset] ?? 0;
          products[candidate] = dc * gate.value(at[reset] ?? 0);
        });
        yield* recurrence.applyTransposed(step, products, passed);
        return;
      }
      // Back through (r h) U first: it tells what reaches r.
      products.fill(0);
      yield* each((_i, _update, _reset, candidate) => {
        products[candidate] = sums[candidate] ?? 0;
      });
      state.fill(0);
      yield* recurrence.applyTransposed(step, products, state);
      products.fill(0);
      yield* each((i, update, reset) => {
        const r = at[reset] ?? 0;
        sums[reset] = (state[i] ?? 0) * (before[i] ?? 0) * gate.derivative(r);
        passed[i] = (passed[i] ?? 0) + (state[i] ?? 0) * gate.value(r);
        products[update] = sums[update] ?? 0;
        products[reset] = sums[reset] ?? 0;
      });
      yield* recurrence.applyTransposed(step, products, passed);
    },
  };
}
