import * as l10n from '@vscode/l10n';
import { figure } from '../figures.ts';
import type { ShownLayer } from '../layers.ts';
import type { Direction, Series, StatisticsByLayer } from '../series.ts';
import { HEALTHY_FACTOR } from '../verdict.ts';
import { type Curve, curve, extent, measureCurve } from './curves.ts';
import { linearAxis } from './linear-axis.ts';
import { logAxis } from './log-axis.ts';
import type { Measure } from './measures.ts';
import type { ChartContent } from './propagation-chart.ts';
import { referenceCurve } from './reference-curve.ts';

export interface ChartsContent {
  readonly layers: readonly ShownLayer[];
  /** Those that are not hidden. */
  readonly series: readonly Series[];
  readonly withTheory: boolean;
  /** What theory predicts for the file as it is, where a change of it is shown; else null. */
  readonly reference: StatisticsByLayer | null;
  /** Second moment of what enters. */
  readonly inputMoment: number;
  /** The gradient's second moment that the healthy zone lies around; null if there is none to compare with. */
  readonly gradientReference: number | null;
  /** For those who do not see the charts. */
  readonly verdict: string;
  readonly isStale: boolean;
}

/**
 * What a chart of a second moment over the layers shows.
 * @param around the value that the healthy zone lies around; null for no zone.
 */
export function secondMoments(content: ChartsContent, direction: Direction, around: number | null): ChartContent {
  const { layers, series, withTheory } = content;
  const curves = series.map((each) => curve(each, layers, direction));
  const healthy = around === null ? null : { low: around / HEALTHY_FACTOR, high: around * HEALTHY_FACTOR };
  const words = secondMomentWords(direction, content.inputMoment);
  const reference = content.reference === null ? null : referenceCurve(content.reference, layers, direction);
  const predicted = reference === null ? [] : extent([reference], true);
  const axis = logAxis([...extent(curves, withTheory), ...predicted], around ?? 1);
  return { ...words, ...common(content, words.title, curves), axis, healthy, reference };
}

/** What a chart of another measure shows, whose axis is even. */
export function furtherMeasure(content: ChartsContent, measure: Measure): ChartContent {
  const { layers, series, withTheory } = content;
  const { name: title, explanation, low, high } = measure;
  const curves = series.map((each) => measureCurve(each, layers, measure));
  const axis = linearAxis(extent(curves, withTheory), low, high);
  return { title, explanation, ...common(content, title, curves), axis, healthy: null, reference: null };
}

function common({ layers, withTheory, verdict }: ChartsContent, what: string, curves: readonly Curve[]) {
  const label = l10n.t('{0} over {1} layers. {2} The table below has the figures.', what, layers.length, verdict);
  return { layers, withTheory, curves, label };
}

function secondMomentWords(direction: Direction, inputMoment: number) {
  return direction === 'forward'
    ? {
        title: l10n.t('Signal, forward'),
        explanation: l10n.t('E[a²] of each layer’s output; the input has {0}', figure(inputMoment)),
      }
    : {
        title: l10n.t('Gradient, backward'),
        explanation: l10n.t('E[g²] at each layer’s output; the loss sends 1'),
      };
}
