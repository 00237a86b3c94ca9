import assert from 'node:assert/strict';
import { type ModelAccuracy, summary } from '../../../bench/accuracy/compare.ts';

/** How far the prediction may be off, in decimal orders of magnitude: over all comparisons, and in any one. */
const MEDIAN = 0.02;
const WORST = 0.15;
/** Of a recording. */
const LEAST_DRAWS = 1000;

export function assertEnoughDraws(draws: number): void {
  assert.ok(draws >= LEAST_DRAWS, `${draws} draws`);
}

/** Every signal, gradient and kernel's gradient of a model is near what was drawn. */
export function assertNear({ forward, backward, weightGradient }: ModelAccuracy): void {
  const errors = { forward: forward.errors, backward: backward.errors, 'kernels’ gradients': weightGradient };
  for (const [what, { worst }] of Object.entries(errors)) assert.ok(worst < WORST, `${what}: ${worst}`);
}

/** @param least how many comparisons there have to be. */
export function assertMedianNear(found: readonly ModelAccuracy[], least: number): void {
  const errors = found.flatMap(({ forward, backward }) => [...forward.errors.all, ...backward.errors.all]);
  assert.ok(errors.length >= least, `${errors.length} comparisons`);
  const { median } = summary(errors);
  assert.ok(median < MEDIAN, `${median}`);
}
