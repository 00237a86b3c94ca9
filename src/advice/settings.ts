import type { Severity } from './finding.ts';
import type { Limits } from './limits.ts';
import type { RuleId } from './rule-id.ts';

/** What the user may set about advice. */
export interface AdviceSettings {
  /** Distribution of a recommended initialiser: `auto` takes what the dialect samples right (TF.js: uniform). */
  readonly prefer: 'auto' | 'uniform' | 'normal';
  /** Overrides a rule's computed severity. */
  readonly severities: Readonly<Partial<Record<RuleId, Severity | 'off'>>>;
  /** Overrides limits that decide what is reported and how loudly. */
  readonly thresholds?: Readonly<Partial<Limits>>;
}

export const DEFAULT_ADVICE_SETTINGS: AdviceSettings = { prefer: 'auto', severities: {} };
