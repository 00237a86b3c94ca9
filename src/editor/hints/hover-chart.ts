import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { type ChartColours, signalChart } from '../../analysis/signal-chart.ts';
import type { LayerId, ModelGraph } from '../../model/graph.ts';

/** An image knows nothing of the theme: these stand out on the usual backgrounds, and keep apart for colour-blind eyes. */
const ON_LIGHT: ChartColours = { text: '#3b3b3b', current: '#0b62a8', recommended: '#a34700', zone: '#00800022' };
const ON_DARK: ChartColours = { text: '#cccccc', current: '#5cb3ff', recommended: '#ffab5c', zone: '#7fd97f2e' };

/** The signal over the model's depth as a Markdown image with this layer marked; empty where there is nothing to draw. */
export function hoverChart(analysis: Analysis, graph: ModelGraph, layer: LayerId): string {
  const svg = signalChart(analysis, graph, layer, colours());
  if (svg === null) return '';
  const alt = vscode.l10n.t('Signal over depth, this layer marked; dashed with the recommended initialisers');
  const title = vscode.l10n.t(
    'E[a²] behind each layer, logarithmic, predicted. Dashed: with the recommended initialisers.',
  );
  // Parentheses would end the image's address.
  const address = encodeURIComponent(svg).replaceAll('(', '%28').replaceAll(')', '%29');
  return `![${alt}](data:image/svg+xml,${address} "${title}")`;
}

function colours(): ChartColours {
  const { kind } = vscode.window.activeColorTheme;
  const isLight = kind === vscode.ColorThemeKind.Light || kind === vscode.ColorThemeKind.HighContrastLight;
  return isLight ? ON_LIGHT : ON_DARK;
}
