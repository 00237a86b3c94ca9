import { SCHEME_ORDER } from '../schemes/names.ts';
import { plainColour } from './colour.ts';
import { seriesVariable } from './series-style.ts';

/** Colours and fonts of the editor's theme as a canvas needs them. */
export interface ChartTheme {
  readonly foreground: string;
  readonly lines: string;
  readonly healthy: string;
  readonly background: string;
  readonly fontFamily: string;
  readonly tooltip: { readonly background: string; readonly foreground: string; readonly border: string };
  /** Of a scheme's curve. */
  colourOf(scheme: string): string;
  /** Faint fills vanish in high contrast: areas get an outline instead. */
  readonly highContrast: boolean;
}

export function readTheme(): ChartTheme {
  const style = getComputedStyle(document.body);
  const colour = (name: string, fallback: string) => {
    const value = style.getPropertyValue(name).trim();
    return value === '' ? fallback : value;
  };
  const foreground = colour('--vscode-charts-foreground', style.color);
  const series = seriesColours();
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
    colourOf: (scheme) => series.get(seriesVariable(scheme)) ?? foreground,
    highContrast: document.body.classList.contains('vscode-high-contrast'),
  };
}

/** The style sheet mixes them: only an element says what comes of it. */
function seriesColours(): ReadonlyMap<string, string> {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const names = new Set([...SCHEME_ORDER, ''].map(seriesVariable));
  const colours = [...names].map((name) => {
    probe.style.color = `var(${name})`;
    return [name, plainColour(getComputedStyle(probe).color)] as const;
  });
  probe.remove();
  return new Map(colours);
}

/** Calls back when the editor's theme has changed: it swaps the body's class and the root's style. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(callback);
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
}
