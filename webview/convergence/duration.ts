import * as l10n from '@vscode/l10n';
import { figure } from '../figures.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** A time for people: 0.4 s, 12 s, 3 min, 5 h, 2 days. */
export function duration(seconds: number): string {
  if (seconds < 1.5 * MINUTE) return l10n.t('{0} s', figure(seconds < 1 ? seconds : Math.round(seconds)));
  if (seconds < 1.5 * HOUR) return l10n.t('{0} min', Math.round(seconds / MINUTE));
  if (seconds < 1.5 * DAY) return l10n.t('{0} h', Math.round(seconds / HOUR));
  return l10n.t('{0} days', Math.round(seconds / DAY));
}
