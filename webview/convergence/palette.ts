import { seriesStyle } from '../charts/series-style.ts';
import { readTheme } from '../charts/theme.ts';

/** How a curve is drawn: told apart by its dashes, without its colour. */
export interface Stroke {
  readonly colour: string;
  readonly dash: readonly number[];
}

/** Most curves that are trained, and can be followed, at once. */
export const MOST_CURVES = 6;

/** A scheme looks as in the charts above. */
export function strokeOf(scheme: string): Stroke {
  return { colour: readTheme().colourOf(scheme), dash: seriesStyle(scheme).dash };
}
