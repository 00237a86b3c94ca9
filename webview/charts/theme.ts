import type { SeriesRole } from '../series.ts';

/** Colours and fonts of the editor's theme as a canvas needs them. */
export interface ChartTheme {
  readonly foreground: string;
  readonly lines: string;
  readonly healthy: string;
  readonly background: string;
  readonly fontFamily: string;
  readonly tooltip: { readonly background: string; readonly foreground: string; readonly border: string };
  readonly series: Readonly<Record<SeriesRole, string>>;
  /** Faint fills vanish in high contrast: areas get an outline instead. */
  readonly highContrast: boolean;
}

/** Told apart without colour too. */
export const DASHES: Readonly<Record<SeriesRole, readonly number[]>> = {
  current: [],
  recommended: [8, 4],
  comparison: [2, 3],
};

export const MARKERS: Readonly<Record<SeriesRole, 'circle' | 'triangle' | 'rect'>> = {
  current: 'circle',
  recommended: 'triangle',
  comparison: 'rect',
};

export function readTheme(): ChartTheme {
  const style = getComputedStyle(document.body);
  const colour = (name: string, fallback: string) => {
    const value = style.getPropertyValue(name).trim();
    return value === '' ? fallback : value;
  };
  const foreground = colour('--vscode-charts-foreground', style.color);
  return {
    foreground,
    lines: colour('--vscode-charts-lines', foreground),
    healthy: colour('--vscode-charts-green', foreground),
    background: colour('--vscode-editor-background', 'transparent'),
    fontFamily: style.fontFamily,
    tooltip: {
      background: colour('--vscode-editorHoverWidget-background', 'transparent'),
      foreground: colour('--vscode-editorHoverWidget-foreground', foreground),
      border: colour('--vscode-editorHoverWidget-border', foreground),
    },
    // Blue and yellow are told apart with any colour blindness.
    series: {
      current: colour('--vscode-charts-yellow', foreground),
      recommended: colour('--vscode-charts-blue', foreground),
      comparison: colour('--vscode-charts-purple', foreground),
    },
    highContrast: document.body.classList.contains('vscode-high-contrast'),
  };
}

/** Calls back when the editor's theme has changed: it swaps the body's class and the root's style. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(callback);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
}
