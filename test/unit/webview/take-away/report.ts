import type { LayerStatistics } from '../../../../src/model/statistics.ts';
import { predict } from '../../../../src/theory/predict.ts';
import { shownLayers } from '../../../../webview/layers.ts';
import { byLayer } from '../../../../webview/series.ts';
import { DEFAULT_SETTINGS } from '../../../../webview/settings.ts';
import type { Report } from '../../../../webview/take-away/report.ts';
import { sequential } from '../../../builders/graph.ts';
import { dense } from '../../../builders/layers.ts';
import { heUniform } from '../../../builders/samplers.ts';

/** A report on dense layers of 8 with the file's and the recommended initialisers, both predicted. */
export function report(
  layers: number,
  change: (statistics: LayerStatistics) => LayerStatistics = (same) => same,
): Report {
  const graph = sequential(
    [8],
    Array.from({ length: layers }, () => dense(8, heUniform, { name: 'relu' })),
  );
  const predicted = byLayer(predict(graph, { input: 'normal' }).map(change));
  return {
    document: 'nets/model.ts',
    model: 'net',
    verdict: 'The signal stays healthy: 1 of the input’s.',
    settings: DEFAULT_SETTINGS,
    differences: [],
    layers: shownLayers(graph, { '1': 7 }),
    series: [
      { role: 'current', scheme: 'current', label: 'Current', simulated: null, examples: null, predicted },
      { role: 'recommended', scheme: 'recommended', label: 'Recommended', simulated: null, examples: null, predicted },
    ],
    training: null,
  };
}
