import type { Severity } from '../finding.ts';
import { limitsOf } from '../limits.ts';
import type { AdviceSettings } from '../settings.ts';

/**
 * How loud it is that a stack loses or multiplies a second moment although its initialisers suit it.
 * @param factor at least 1.
 * @returns null where nothing is to be said.
 */
export function severityOverStack(factor: number, settings: AdviceSettings): Severity | null {
  const { lostOverStack, hopelessOverStack } = limitsOf(settings);
  if (factor < lostOverStack) return null;
  return factor < hopelessOverStack ? 'info' : 'warning';
}
