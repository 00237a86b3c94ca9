import type { LayerStatistics } from '../../src/model/statistics.ts';
import { known } from '../series.ts';
import type { Report } from './report.ts';

type Column = readonly [heading: string, value: (statistics: LayerStatistics) => number | null];

const FIGURES: readonly Column[] = [
  ['signal_median', ({ forward }) => forward.median],
  ['signal_low', ({ forward }) => forward.low],
  ['signal_high', ({ forward }) => forward.high],
  ['signal_second_moment', ({ forward }) => forward.secondMoment],
  ['signal_mean', ({ forward }) => forward.mean],
  ['signal_variance', ({ forward }) => forward.variance],
  ['dead_fraction', ({ forward }) => forward.deadFraction],
  ['saturated_fraction', ({ forward }) => forward.saturatedFraction],
  ['cosine', ({ forward }) => forward.cosine],
  ['gradient_median', ({ backward }) => backward.median],
  ['gradient_low', ({ backward }) => backward.low],
  ['gradient_high', ({ backward }) => backward.high],
  ['gradient_second_moment', ({ backward }) => backward.secondMoment],
  ['kernel_gradient_second_moment', ({ weightGradient }) => weightGradient?.secondMoment ?? null],
  ['non_finite', ({ nonFinite }) => nonFinite],
];

/** All figures, unrounded: a row a layer and series, RFC 4180. */
export function csvOf({ layers, series }: Report): string {
  const header = ['layer', 'description', 'line', 'initialisers', 'method', ...FIGURES.map(([heading]) => heading)];
  const rows = layers.flatMap((layer) =>
    series.flatMap((each) => {
      const statistics = known(each).get(layer.id);
      if (statistics === undefined) return [];
      const { name, description, line } = layer;
      const figures = FIGURES.map(([, value]) => value(statistics));
      const texts = [textCell(name), textCell(description), numberCell(line), textCell(each.label), statistics.method];
      return [[...texts, ...figures.map(numberCell)]];
    }),
  );
  return [header, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function numberCell(value: number | null): string {
  return value === null ? '' : String(value);
}

/** A spreadsheet takes a text that begins like a formula for one, and names come from the file: a quote keeps it text. */
function textCell(text: string): string {
  const tame = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(tame) ? `"${tame.replace(/"/g, '""')}"` : tame;
}
