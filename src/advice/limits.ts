import type { AdviceSettings } from './settings.ts';
import { HARMFUL_DEVIATION, HOPELESS_OVER_STACK, LOST_OVER_STACK, NEGLIGIBLE_DEVIATION } from './thresholds.ts';

/** Limits that a user may set: factors on a second moment, at least 1. What is not set is as in `thresholds.ts`. */
export interface Limits {
  /** A wrong scale that changes the signal by less is not reported. */
  readonly negligible: number;
  /** From here on a wrong scale in a deep stack is a warning. */
  readonly harmful: number;
  /** What a stack loses or multiplies although its initialisers suit it: from here on information, */
  readonly lostOverStack: number;
  /** and from here on a warning. */
  readonly hopelessOverStack: number;
}

export const DEFAULT_LIMITS: Limits = {
  negligible: NEGLIGIBLE_DEVIATION,
  harmful: HARMFUL_DEVIATION,
  lostOverStack: LOST_OVER_STACK,
  hopelessOverStack: HOPELESS_OVER_STACK,
};

export const LIMIT_NAMES = ['negligible', 'harmful', 'lostOverStack', 'hopelessOverStack'] as const;

export function limitsOf({ thresholds }: AdviceSettings): Limits {
  return thresholds === undefined ? DEFAULT_LIMITS : { ...DEFAULT_LIMITS, ...thresholds };
}
