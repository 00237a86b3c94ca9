import * as l10n from '@vscode/l10n';
import type { DocumentMessage } from '../../src/protocol.ts';
import { furtherMeasure, secondMoments } from '../charts/chart-contents.ts';
import { COSINE } from '../charts/measures.ts';
import { element } from '../dom.ts';
import { type ModelContent, modelContent } from '../model-content.ts';
import { swatch } from '../schemes/swatch.ts';
import { THEORY } from '../schemes/toggle.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { modelLabels, predictedModel, shownModel } from '../shown-model.ts';
import { VerdictView } from '../verdict/verdict-view.ts';
import { GLANCE } from './cover.ts';
import { predictedChart } from './predicted-chart.ts';

/**
 * What theory says of a model, as far as the extension has told it: the verdict and the charts of a new panel before its page's
 * script is there. Nothing in it can be used; the page takes its place.
 * @param model index among the document's models.
 * @returns null where theory has not spoken yet.
 */
export async function glanceAt(document: DocumentMessage, model: number): Promise<HTMLElement | null> {
  const settings = { ...DEFAULT_SETTINGS, model: modelLabels(document.models)[model] ?? null };
  const next = shownModel(document, settings);
  if (next === null || next.schemes.some(({ scheme }) => next.model.predicted[scheme] === undefined)) return null;
  const shown = await predictedModel(next, { predict: () => Promise.resolve([]) });
  const content = modelContent(
    shown,
    {
      settings,
      simulations: null,
      error: null,
      selection: { layer: null, weights: null },
      preview: null,
      atCursor: new Set(),
    },
    () => null,
  );
  const heading = element('h1', {}, l10n.t('Signal propagation'));
  const header = element('header', {}, heading, element('p', { class: 'document' }, document.documentName));
  const verdict = new VerdictView(() => undefined);
  verdict.show(content.diagnosis);
  return element(
    'div',
    { class: GLANCE, inert: '' },
    element('main', {}, header, verdict.element, legend(content), charts(content)),
  );
}

function legend({ series }: ModelContent): HTMLElement {
  const names = series.map(({ scheme, label }) => [scheme, label] as const);
  const entries = [...names, [THEORY, l10n.t('Theory (mean field)')] as const];
  return element(
    'div',
    { class: 'legend' },
    ...entries.map(([key, label]) => element('span', { class: 'entry' }, swatch(key), label)),
  );
}

function charts(content: ModelContent): HTMLElement {
  const all = { ...content, withTheory: true };
  return element(
    'div',
    { class: 'charts' },
    predictedChart('forward', secondMoments(all, 'forward', content.inputMoment)),
    predictedChart('backward', secondMoments(all, 'backward', content.gradientReference)),
    predictedChart('further', furtherMeasure(all, COSINE)),
  );
}
