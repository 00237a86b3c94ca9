import * as l10n from '@vscode/l10n';
import type { DocumentMessage } from '../../src/protocol.ts';
import { furtherMeasure, secondMoments } from '../charts/chart-contents.ts';
import { COSINE } from '../charts/measures.ts';
import { seriesStyle, seriesVariable, THEORY_STYLE } from '../charts/series-style.ts';
import { type ModelContent, modelContent } from '../model-content.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import { modelLabels, predictedModel, shownModel } from '../shown-model.ts';
import type { Verdict } from '../verdict/diagnose.ts';
import { LEVEL_SHAPES, LEVEL_SIZE, LEVEL_WORDS } from '../verdict/level-mark.ts';
import { GLANCE } from './cover.ts';
import { type Markup, tag } from './markup.ts';
import { predictedChart } from './predicted-chart.ts';

/** A curve's piece in the legend, in pixels. */
const SAMPLE_WIDTH = 34;
const SAMPLE_HEIGHT = 12;

/**
 * What a new panel shows of a model before its page's script is there: verdict and charts, as far as theory has told. Nothing in
 * it can be used.
 * @param model index among the document's models.
 * @returns null where theory has not spoken of the model yet.
 */
export async function glanceAt(document: DocumentMessage, model: number): Promise<Markup | null> {
  const settings = { ...DEFAULT_SETTINGS, model: modelLabels(document.models)[model] ?? null };
  const next = shownModel(document, settings);
  if (next === null || next.schemes.some(({ scheme }) => next.model.predicted[scheme] === undefined)) return null;
  // Nobody is asked: all answers are there.
  const shown = await predictedModel(next, { predict: () => Promise.resolve([]) });
  const state = {
    settings,
    simulations: null,
    error: null,
    selection: { layer: null, weights: null },
    preview: null,
    atCursor: new Set<string>(),
  };
  const content = modelContent(shown, state, () => null);
  const heading = tag('h1', {}, l10n.t('Signal propagation'));
  const header = tag('header', {}, heading, tag('p', { class: 'document' }, document.documentName));
  return tag(
    'div',
    { class: GLANCE, inert: '' },
    tag('main', {}, header, verdict(content.diagnosis), legend(content), charts(content)),
  );
}

function verdict({ level, headline, figures }: Verdict): Markup {
  const paths = LEVEL_SHAPES[level].map((d) => tag('path', { d }));
  const size = { viewBox: `0 0 ${LEVEL_SIZE} ${LEVEL_SIZE}`, width: LEVEL_SIZE, height: LEVEL_SIZE };
  const mark = tag('span', { class: 'level', 'data-level': level }, tag('svg', size, ...paths), LEVEL_WORDS[level]);
  // A language may put the headline elsewhere.
  const [before = '', ...after] = l10n.t('{0}: {1}.', headline, figures).split(headline);
  const sentence = [mark, ' ', before, tag('strong', {}, headline), after.join(headline)];
  return tag('section', { class: 'judgement', 'data-level': level }, tag('p', { class: 'verdict' }, ...sentence));
}

function legend({ series }: ModelContent): Markup {
  const entries = series.map(({ scheme, label }) =>
    entry(label, seriesStyle(scheme), `var(${seriesVariable(scheme)})`),
  );
  return tag(
    'div',
    { class: 'legend' },
    ...entries,
    entry(l10n.t('Theory (mean field)'), THEORY_STYLE, 'currentColor'),
  );
}

function entry(label: string, { dash, width }: typeof THEORY_STYLE, stroke: string): Markup {
  const middle = SAMPLE_HEIGHT / 2;
  const line = {
    x2: SAMPLE_WIDTH,
    y1: middle,
    y2: middle,
    stroke,
    'stroke-width': width,
    'stroke-dasharray': dash.join(' '),
  };
  return tag(
    'span',
    { class: 'entry' },
    tag('svg', { width: SAMPLE_WIDTH, height: SAMPLE_HEIGHT }, tag('line', line)),
    label,
  );
}

function charts(content: ModelContent): Markup {
  const all = { ...content, withTheory: true };
  return tag(
    'div',
    { class: 'charts' },
    predictedChart('forward', secondMoments(all, 'forward', content.inputMoment)),
    predictedChart('backward', secondMoments(all, 'backward', content.gradientReference)),
    predictedChart('further', furtherMeasure(all, COSINE)),
  );
}
