import type { Cell, CellDropout } from '../../../model/operation.ts';
import type { Memory } from '../../memory/memory.ts';
import type { Streams, Work } from '../../operator.ts';
import { inSlices } from '../../slices.ts';

/** Masks of dropout inside a cell: of every example, one for all gates or one for each, for all steps or each step's. */
export interface Masks {
  /** Masks a step. */
  readonly count: number;
  draw(streams: Streams): Work;
  /** The mask that a step's gate, or the gates together, see: batch x width, zeros and 1 / (1 - rate). */
  of(step: number, gate: number): Float32Array;
}

/** What a set of masks is for. */
export interface MaskPlan {
  readonly rate: number;
  readonly masks: CellDropout['masks'];
  readonly gates: number;
  /** Steps that have masks of their own; 1 where all share them. */
  readonly steps: number;
  /** Elements of one mask, the batch's. */
  readonly length: number;
  /** The stream that they are drawn from. */
  readonly role: string;
}

const STEPS_A_DRAW = 4;

/** Null where nothing falls out. */
export function createMasks({ rate, masks, gates, steps, length, role }: MaskPlan, memory: Memory): Masks | null {
  if (rate <= 0) return null;
  const count = masks === 'perGate' ? gates : 1;
  const drawn = memory.float32(steps * count * length);
  const kept = 1 / (1 - rate);
  return {
    count,
    *draw(streams): Work {
      const generator = streams(role, null);
      yield* inSlices(drawn.length, STEPS_A_DRAW, (from, to) => {
        for (let i = from; i < to; i++) drawn[i] = generator.uniform() < rate ? 0 : kept;
      });
    },
    of(step, gate) {
      const at = ((step % steps) * count + gate) * length;
      return drawn.subarray(at, at + length);
    },
  };
}

/** Sizes of a cell that its masks go by. */
export interface MaskedSizes {
  readonly gates: number;
  readonly steps: number;
  /** Elements of what enters at one step and of the state, the batch's. */
  readonly input: number;
  readonly state: number;
}

/** Masks of what enters and of the state before. */
export interface CellMasks {
  readonly input: Masks | null;
  readonly state: Masks | null;
}

/** @param each the stream of either, after its own name: every use's own noise, or one mask for all uses. */
export function cellMasks(
  { dropout }: Cell,
  { gates, steps, input, state }: MaskedSizes,
  each: 'noise' | 'mask',
  memory: Memory,
): CellMasks {
  if (dropout === null) return { input: null, state: null };
  const { masks } = dropout;
  const plan = (rate: number, length: number, name: string): MaskPlan => ({
    rate,
    masks,
    gates,
    steps,
    length,
    role: `${name}/${each}`,
  });
  return {
    input: createMasks(plan(dropout.input, input, 'input'), memory),
    state: createMasks(plan(dropout.recurrent, state, 'state'), memory),
  };
}

/** target = source under a mask, element by element; they may be the same array. */
export function maskInto(source: Float32Array, mask: Float32Array, target: Float32Array): Work {
  return inSlices(target.length, 1, (from, to) => {
    for (let i = from; i < to; i++) target[i] = (source[i] ?? 0) * (mask[i] ?? 0);
  });
}
