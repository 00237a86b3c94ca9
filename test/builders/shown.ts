import { changedKernels, modelFindings } from '../../src/analysis/diagnosis.ts';
import type { PanelModel } from '../../src/protocol.ts';
import { DEFAULT_SETTINGS } from '../../webview/settings.ts';
import { predictedModel, type ShownModel, shownModel } from '../../webview/shown-model.ts';
import { analyse } from './analyse.ts';
import { THEORY } from './theory.ts';

/** A model file as the panel shows it, read and judged by the real pipeline; predicted, not simulated. */
export async function shownFrom(...written: Parameters<typeof analyse>): Promise<ShownModel> {
  const [text] = written;
  const analysis = await analyse(...written);
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  const models = analysis.reading.graphs.map(
    (graph, index): PanelModel => ({
      graph,
      schemes: ['current', 'recommended'].flatMap((id) => analysis.scheme(graph, id) ?? []),
      lines: Object.fromEntries(graph.layers.map(({ id, source }) => [id, lineOf(source.call.start)])),
      recommendations: [],
      changes: changedKernels(analysis, graph),
      findings: modelFindings(analysis, index, lineOf),
      predicted: {},
    }),
  );
  const shown = shownModel(
    {
      type: 'document',
      version: 1,
      reading: 0,
      documentName: 'model',
      documentUri: 'memory:/model',
      documentVersion: 1,
      models,
      notes: [],
    },
    DEFAULT_SETTINGS,
  );
  if (shown === null) throw new Error('The text holds no model.');
  return predictedModel(shown, THEORY);
}
