import { factorBetween } from '../figure.ts';
import { SAME_VARIANCE } from '../thresholds.ts';
import type { FaultyScale } from './scale-reports.ts';

/** Whether the framework's fans do more to the kernel's variance than the choice of the initialiser does. */
export function isFanErrorChiefly({ judged: { ratio, fanError } }: FaultyScale): boolean {
  const byFans = factorBetween(fanError, 1);
  return byFans > SAME_VARIANCE && byFans >= factorBetween(ratio / fanError, 1);
}
