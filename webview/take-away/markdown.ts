import * as l10n from '@vscode/l10n';
import { escapeMarkdown } from '../../src/model/markdown.ts';
import { figure } from '../figures.ts';
import { type Direction, known, type Series } from '../series.ts';
import { provenance, type Report } from './report.ts';

/** Layers that a summary lists; of longer models the ends are what matters. */
const MOST_LISTED = 40;

/** A summary for a pull request or an issue: the verdict, and a table of medians. */
export function markdownOf(report: Report): string {
  const { document, model, verdict, layers, series } = report;
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const headings = series
    .flatMap(({ label }) => [l10n.t('E[a²], {0}', label), l10n.t('E[g²], {0}', label)])
    .map(escapeMarkdown);
  const rows = layers.map(({ id, name, description }) => [
    escapeMarkdown(name),
    escapeMarkdown(description),
    ...series.flatMap((each) => [cell(each, id, 'forward'), cell(each, id, 'backward')]),
  ]);
  const listed =
    rows.length <= MOST_LISTED
      ? rows
      : [
          ...rows.slice(0, MOST_LISTED / 2),
          ['…', moreLayers(rows.length - MOST_LISTED), ...headings.map(() => '')],
          ...rows.slice(-MOST_LISTED / 2),
        ];
  return [
    `### ${l10n.t('Signal propagation of {0} ({1})', escapeMarkdown(model), escapeMarkdown(document))}`,
    '',
    escapeMarkdown(verdict),
    '',
    row([l10n.t('Layer'), '', ...headings]),
    row(['---', '---', ...headings.map(() => '--:')]),
    ...listed.map(row),
    '',
    `${l10n.t("E[a²] is the second moment of a layer's output where the input has 1, E[g²] that of the gradient where the loss sends 1; medians.")} ${escapeMarkdown(provenance(report))}`,
    '',
  ].join('\n');
}

function moreLayers(count: number): string {
  return count === 1 ? l10n.t('1 more layer') : l10n.t('{0} more layers', count);
}

function cell(series: Series, id: string, direction: Direction): string {
  const statistics = known(series).get(id);
  return statistics === undefined ? '' : figure(statistics[direction].median);
}
