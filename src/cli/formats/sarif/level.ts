import type { Severity } from '../../../advice/finding.ts';

/** SARIF knows no hints. */
export const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};
