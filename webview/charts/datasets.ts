import type { ChartDataset } from 'chart.js';
import { color } from 'chart.js/helpers';
import type { Axis } from './axis.ts';
import type { Curve, Point } from './curves.ts';
import { type ChartTheme, DASHES, MARKERS } from './theme.ts';

type LineData = ChartDataset<'line', (number | null)[]>;

/** A dataset with what it stands for, so that the tooltip can find the figures again. */
export type CurveDataset = LineData & { readonly curve: Curve; readonly part: 'low' | 'high' | 'median' | 'theory' };

const BAND_SHADE = 0.16;
/** Up to this number of layers every point is marked. */
const MARKED_LAYERS = 40;

/** A band from the 5% to the 95% quantile, the median's line, and theory's thin one. */
export function datasets(curve: Curve, axis: Axis, theme: ChartTheme, withTheory: boolean): CurveDataset[] {
  const colour = theme.series[curve.role];
  const place = (values: readonly (number | null)[]) =>
    values.map((value) => (value === null ? null : axis.place(value)));
  const invisible = { borderWidth: 0, pointRadius: 0, pointHoverRadius: 0, pointHitRadius: 0 };
  const band = { ...invisible, backgroundColor: color(colour).alpha(BAND_SHADE).rgbString() };
  const isApart = (point: Point | null) => point !== null && axis.isApart(point.median);
  // The library works out a single style once and not at every point.
  const someApart = curve.points.some(isApart);
  const radius = curve.points.length > MARKED_LAYERS ? 0 : 3;
  const drawn: CurveDataset[] = [
    { curve, part: 'low', ...band, fill: false, data: place(curve.points.map((point) => point?.low ?? null)) },
    { curve, part: 'high', ...band, fill: '-1', data: place(curve.points.map((point) => point?.high ?? null)) },
    {
      curve,
      part: 'median',
      label: curve.label,
      data: place(curve.points.map((point) => point?.median ?? null)),
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: 2,
      borderDash: [...DASHES[curve.role]],
      pointStyle: MARKERS[curve.role],
      pointRadius: someApart ? curve.points.map((point) => (isApart(point) ? 4 : radius)) : radius,
      pointBackgroundColor: someApart
        ? curve.points.map((point) => (isApart(point) ? theme.background : colour))
        : colour,
      pointBorderColor: colour,
      pointHoverRadius: 5,
      fill: false,
    },
  ];
  if (withTheory) {
    drawn.push({
      curve,
      part: 'theory',
      ...invisible,
      data: place(curve.theory),
      borderColor: colour,
      backgroundColor: colour,
      pointStyle: 'line',
      borderWidth: 1,
      borderDash: [3, 3],
      fill: false,
    });
  }
  return drawn;
}
