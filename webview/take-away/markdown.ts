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
  const headings = series.flatMap(({ label }) => [`E[a²], ${label}`, `E[g²], ${label}`]).map(escapeMarkdown);
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
          ['…', `${rows.length - MOST_LISTED} more layers`, ...headings.map(() => '')],
          ...rows.slice(-MOST_LISTED / 2),
        ];
  return [
    `### Signal propagation of ${escapeMarkdown(model)} (${escapeMarkdown(document)})`,
    '',
    escapeMarkdown(verdict),
    '',
    row(['Layer', '', ...headings]),
    row(['---', '---', ...headings.map(() => '--:')]),
    ...listed.map(row),
    '',
    `E[a²] is the second moment of a layer's output where the input has 1, E[g²] that of the gradient where the loss sends 1; medians. ${escapeMarkdown(provenance(report))}`,
    '',
  ].join('\n');
}

function cell(series: Series, id: string, direction: Direction): string {
  const statistics = known(series).get(id);
  return statistics === undefined ? '' : figure(statistics[direction].median);
}
