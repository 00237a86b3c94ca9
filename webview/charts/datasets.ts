import type { ChartDataset, PointStyle } from 'chart.js';
import type { Axis } from './axis.ts';
import type { Curve, Point } from './curves.ts';
import { type Marker, seriesStyle } from './series-style.ts';
import type { ChartTheme } from './theme.ts';

type LineData = ChartDataset<'line', (number | null)[]>;

/** A dataset with what it stands for, so that the tooltip can find the figures again. */
export type CurveDataset = LineData & { readonly curve: Curve };

/** About so many points of a curve are marked. */
const MARKED = 28;
const RADIUS = 3.5;
/** Of what stands in a row of its own, at the edge. */
const APART_RADIUS = 5;

const POINT_STYLES: Readonly<Record<Marker['shape'], PointStyle>> = {
  circle: 'circle',
  square: 'rect',
  triangle: 'triangle',
  cross: 'cross',
  star: 'star',
};

/**
 * The median's line. As long as nothing is simulated it is not drawn, and the pointer finds what theory says.
 * @param number of the curve in its chart: curves of many layers are marked at different ones.
 */
export function curveDataset(curve: Curve, number: number, axis: Axis, theme: ChartTheme): CurveDataset {
  const colour = theme.colourOf(curve.scheme);
  const { dash, marker, width } = seriesStyle(curve.scheme);
  const isSimulated = curve.points.some((point) => point !== null);
  const values = isSimulated ? curve.points.map((point) => point?.median ?? null) : curve.theory;
  const every = Math.max(1, Math.ceil(values.length / MARKED));
  const radiusAt = (point: Point | null, i: number) => {
    if (point === null) return 0;
    if (axis.isApart(point.median)) return APART_RADIUS;
    return (i + number * Math.max(1, Math.floor(every / 3))) % every === 0 ? RADIUS : 0;
  };
  return {
    curve,
    label: curve.label,
    data: values.map((value) => (value === null ? null : axis.place(value))),
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: isSimulated ? width : 0,
    borderDash: [...dash],
    pointStyle: POINT_STYLES[marker.shape],
    pointRotation: marker.turn,
    pointRadius: curve.points.map(radiusAt),
    pointBackgroundColor: marker.hollow ? theme.background : colour,
    pointBorderColor: colour,
    pointBorderWidth: 1.5,
    pointHoverRadius: 5,
    fill: false,
  };
}
