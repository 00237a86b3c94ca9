import * as l10n from '@vscode/l10n';
import type { ShownLayer } from '../layers.ts';
import type { Direction, StatisticsByLayer } from '../series.ts';
import type { Axis } from './axis.ts';
import type { Curve } from './curves.ts';
import type { CurveDataset } from './datasets.ts';
import type { ChartTheme } from './theme.ts';

/** What theory predicts for the file as it is, where a change of it is shown: by the layers that are in both. */
export function referenceCurve(
  predicted: StatisticsByLayer,
  layers: readonly ShownLayer[],
  direction: Direction,
): Curve {
  return {
    role: 'current',
    scheme: 'current',
    label: l10n.t('As written'),
    points: layers.map(() => null),
    theory: layers.map(({ id }) => predicted.get(id)?.[direction].median ?? null),
  };
}

/** A thin line that goes on over layers which the file does not have. */
export function referenceDataset(curve: Curve, axis: Axis, theme: ChartTheme): CurveDataset {
  return {
    curve,
    data: curve.theory.map((value) => (value === null ? null : axis.place(value))),
    borderColor: theme.foreground,
    backgroundColor: theme.foreground,
    borderWidth: 1,
    pointRadius: 0,
    pointHoverRadius: 0,
    pointHitRadius: 0,
    pointStyle: 'line',
    spanGaps: true,
    fill: false,
  };
}
