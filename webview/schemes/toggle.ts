import type { PanelSettings } from '../settings.ts';
import { ALWAYS_SHOWN } from './names.ts';

/** Theory's thin lines can be hidden as the curves can. */
export const THEORY = 'theory';

/**
 * The settings after a curve was switched on or off. Those that are always computed are only hidden; any other scheme
 * joins the comparisons or leaves them, where it costs nothing to come back: its results are kept.
 * @param key a scheme's id, or `THEORY`.
 */
export function toggled(
  { hidden, comparisons }: Pick<PanelSettings, 'hidden' | 'comparisons'>,
  key: string,
): Partial<PanelSettings> {
  return key === THEORY || ALWAYS_SHOWN.includes(key)
    ? { hidden: flipped(hidden, key) }
    : { comparisons: flipped(comparisons, key) };
}

export function isShown({ hidden, comparisons }: Pick<PanelSettings, 'hidden' | 'comparisons'>, key: string): boolean {
  return key === THEORY || ALWAYS_SHOWN.includes(key) ? !hidden.includes(key) : comparisons.includes(key);
}

function flipped(keys: readonly string[], key: string): string[] {
  return keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key];
}
