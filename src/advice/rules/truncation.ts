import { factorBetween } from '../figure.ts';
import { SAME_VARIANCE } from '../thresholds.ts';
import type { FaultyScale } from './scale-reports.ts';

/** Whether the initialiser's name promises the proper variance and only its truncation breaks the promise. */
export function isTruncationAlone({ weight, judged }: FaultyScale): boolean {
  return (
    weight.initializer.sampled.family === 'truncatedNormal' &&
    judged.promised !== null &&
    factorBetween(judged.promised, 1) <= SAME_VARIANCE
  );
}
