import { addGradients } from '../merge-step.ts';
import type { Gradient } from '../signal.ts';

/** Gradients of query, value and key, those of inputs that stand in for others added up. */
export function gather(ways: readonly Gradient[], inputs: number): Gradient[] {
  const last = Math.max(1, inputs) - 1;
  const kept = ways.slice(0, last + 1);
  return ways
    .slice(last + 1)
    .reduce<Gradient[]>((sums, way) => sums.map((sum, i) => (i === last ? addGradients(sum, way) : sum)), kept);
}
