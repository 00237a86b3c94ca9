import { isKnownScheme, type KnownScheme } from '../schemes/names.ts';

/** What marks a curve's points. */
export interface Marker {
  readonly shape: 'circle' | 'square' | 'triangle' | 'cross' | 'star';
  /** Degrees, clockwise; a triangle points up at 0. */
  readonly turn: number;
  /** Its outline only. A cross and a star are lines anyway. */
  readonly hollow: boolean;
}

/** What a curve is told by beside its colour. */
export interface SeriesStyle {
  /** Lengths of dashes and gaps in pixels; empty for a solid line. */
  readonly dash: readonly number[];
  readonly marker: Marker;
  /** In pixels. */
  readonly width: number;
}

const filled = (shape: Marker['shape'], turn = 0): Marker => ({ shape, turn, hollow: false });
const hollow = (shape: Marker['shape'], turn = 0): Marker => ({ shape, turn, hollow: true });

/**
 * Sixteen colours cannot all be told apart, least of all by those who see fewer: so no two curves have the same dashes,
 * nor the same marker. A family shares colour and shape; its normal kind has the outline where the uniform one is filled.
 */
export const SERIES_STYLES: Readonly<Record<KnownScheme, SeriesStyle>> = {
  current: { dash: [], marker: filled('circle'), width: 2.5 },
  recommended: { dash: [8, 4], marker: filled('triangle'), width: 2.5 },
  glorotUniform: { dash: [12, 3], marker: filled('square'), width: 1.75 },
  glorotNormal: { dash: [12, 3, 2, 3], marker: hollow('square'), width: 1.75 },
  heUniform: { dash: [5, 3], marker: filled('square', 45), width: 1.75 },
  heNormal: { dash: [5, 3, 1, 3], marker: hollow('square', 45), width: 1.75 },
  leCunUniform: { dash: [2, 2], marker: filled('triangle', 180), width: 1.75 },
  leCunNormal: { dash: [2, 2, 7, 2], marker: hollow('triangle', 180), width: 1.75 },
  orthogonal: { dash: [16, 4], marker: filled('triangle', 90), width: 1.75 },
  identity: { dash: [16, 4, 4, 4], marker: hollow('triangle', 90), width: 1.75 },
  varianceScaling: { dash: [10, 2, 2, 2, 2, 2], marker: filled('triangle', 270), width: 1.75 },
  randomUniform: { dash: [1, 4], marker: filled('cross', 45), width: 1.75 },
  randomNormal: { dash: [1, 4, 6, 4], marker: filled('cross'), width: 1.75 },
  truncatedNormal: { dash: [1, 2, 1, 6], marker: filled('star'), width: 1.75 },
  zeros: { dash: [3, 6], marker: hollow('circle'), width: 1.75 },
  ones: { dash: [3, 6, 9, 6], marker: hollow('triangle'), width: 1.75 },
};

/** Of theory's thin lines, which have no points of their own. */
export const THEORY_STYLE: Omit<SeriesStyle, 'marker'> = { dash: [3, 3], width: 1 };

const OTHER: SeriesStyle = { dash: [6, 2], marker: hollow('triangle', 270), width: 1.75 };

export function seriesStyle(scheme: string): SeriesStyle {
  return isKnownScheme(scheme) ? SERIES_STYLES[scheme] : OTHER;
}

/** The colour's CSS variable, which the style sheet sets from the theme's colours. */
export function seriesVariable(scheme: string): string {
  return `--series-${isKnownScheme(scheme) ? scheme : 'comparison'}`;
}
