import type { Severity } from '../finding.ts';
import { HOPELESS_OVER_STACK, LOST_OVER_STACK } from '../thresholds.ts';

/**
 * How loud it is that a stack loses or multiplies a second moment although its initialisers suit it.
 * @param factor at least 1.
 * @returns null where nothing is to be said.
 */
export function severityOverStack(factor: number): Severity | null {
  if (factor < LOST_OVER_STACK) return null;
  return factor < HOPELESS_OVER_STACK ? 'info' : 'warning';
}
