import * as l10n from '@vscode/l10n';
import { language } from './language.ts';

const DIGITS = 2;
const SMALLEST_PLAIN = 0.01;
const SMALLEST_EXPONENT = 10_000;

/** A figure for people, two digits: 0.9, 12, 1.2e-4. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return l10n.t('not a number');
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '-∞';
  const size = Math.abs(value);
  if (size === 0) return '0';
  const rounded = Number(value.toPrecision(DIGITS));
  if (size >= SMALLEST_PLAIN && Math.abs(rounded) < SMALLEST_EXPONENT) return String(rounded);
  return rounded.toExponential().replace('e+', 'e');
}

export function percentage(share: number): string {
  return new Intl.NumberFormat(language(), { style: 'percent' }).format(share);
}

/** A whole number for people: 1,000. */
export function wholeNumber(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}

/** From one figure to another. */
export function rangeOf(low: number, high: number): string {
  return l10n.t('{0} to {1}', figure(low), figure(high));
}

/** One whole number, or from the least to the most where they differ. */
export function countsOf(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? wholeNumber(least) : l10n.t('{0} to {1}', wholeNumber(least), wholeNumber(most));
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10⁻⁴. */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? '').join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}
