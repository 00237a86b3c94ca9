import type { LossPoint } from './loss-curve.ts';

/** What became of one choice of initialisers. */
export type Outcome =
  /** The loss is no number any more; `step` is the first one at which it was none. */
  | { readonly kind: 'diverged'; readonly step: number }
  | { readonly kind: 'rose' | 'still' | 'chance' | 'fell'; readonly first: number; readonly last: number };

/** A change of the loss that is worth a word. */
const NOTABLE = 0.05;
/** A loss this close to that of a constant answer says that nothing was learnt of the input. */
const NEAR_CHANCE = 0.9;

/**
 * @param curve of at least one step.
 * @param chance the loss of the best constant answer.
 */
export function outcomeOf(curve: readonly LossPoint[], chance: number): Outcome | null {
  const [start, end] = [curve[0], curve.at(-1)];
  if (start === undefined || end === undefined) return null;
  const broken = curve.find(({ median }) => !Number.isFinite(median));
  if (broken !== undefined) return { kind: 'diverged', step: broken.step };
  const [first, last] = [start.median, end.median];
  return { kind: kindOf(first, last, chance), first, last };
}

function kindOf(first: number, last: number, chance: number): Exclude<Outcome['kind'], 'diverged'> {
  if (last > first * (1 + NOTABLE)) return 'rose';
  const isAtChance = last > NEAR_CHANCE * chance;
  if (last > first * (1 - NOTABLE)) return 'still';
  return isAtChance ? 'chance' : 'fell';
}
