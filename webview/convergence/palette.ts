import { readTheme } from '../charts/theme.ts';

/** How a curve is drawn: told apart by its dashes, without its colour. */
export interface Stroke {
  readonly colour: string;
  readonly dash: readonly number[];
}

/** The third and further choices; the first two are drawn as in the charts above. */
const OTHERS: readonly { readonly variable: string; readonly dash: readonly number[] }[] = [
  { variable: '--vscode-charts-purple', dash: [2, 3] },
  { variable: '--vscode-charts-green', dash: [12, 3, 2, 3] },
  { variable: '--vscode-charts-red', dash: [6, 2, 2, 2, 2, 2] },
  // Last: some light themes make it half transparent.
  { variable: '--vscode-charts-orange', dash: [4, 4] },
];

/** Most curves that can be told apart. */
export const MOST_CURVES = 2 + OTHERS.length;

/** @param index among the choices that are neither current nor recommended. */
export function strokeOf(scheme: string, index: number): Stroke {
  const { series, foreground } = readTheme();
  if (scheme === 'current') return { colour: series.current, dash: [] };
  if (scheme === 'recommended') return { colour: series.recommended, dash: [8, 4] };
  const other = OTHERS[index % OTHERS.length];
  const value = getComputedStyle(document.body)
    .getPropertyValue(other?.variable ?? '')
    .trim();
  return { colour: value === '' ? foreground : value, dash: other?.dash ?? [] };
}
