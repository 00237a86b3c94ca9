import type { ModelFinding } from '../../src/model/diagnosis.ts';

/** How bad something is; hints of the editor are no trouble. */
export type Level = 'error' | 'warning' | 'info' | 'good';

/** Worst first. */
export const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'good'];

export function levelOf({ severity }: Pick<ModelFinding, 'severity'>): Level {
  return severity === 'hint' ? 'good' : severity;
}

/** Null for no finding. */
export function worstLevel(findings: readonly ModelFinding[]): Level | null {
  const levels = findings.map(levelOf);
  return LEVELS.find((level) => levels.includes(level)) ?? null;
}

/** Rules about the size of signal and gradient, or about what neither gets through. */
const SIGNAL_RULES: ReadonlySet<string> = new Set([
  'symmetric-initializer',
  'activation-mismatch',
  'fixed-scale',
  'uncorrected-truncation',
  'wrong-fans',
  'unscaled-residual',
  'unstable-activation',
  'vanishing-signal',
  'exploding-signal',
  'vanishing-gradient',
  'exploding-gradient',
]);

export function concernsSignal({ rule }: Pick<ModelFinding, 'rule'>): boolean {
  return SIGNAL_RULES.has(rule);
}
