import { color } from 'chart.js/helpers';
import { seriesStyle } from '../charts/series-style.ts';
import type { ChartTheme } from '../charts/theme.ts';
import { powerOfTen } from '../figures.ts';
import type { Direction } from '../series.ts';
import { HEALTHY_FACTOR } from '../verdict.ts';
import type { Density } from './density.ts';
import type { Decades, RidgeRow } from './rows.ts';

/** Sizes in CSS pixels. */
export const ROW = 24;
/** Width of the columns for what is 0, and for what is not finite. */
export const GUTTER = 14;
/** A ridge may rise over the row above it. */
const OVERLAP = 1.35;
const FILL = 0.3;
/** A second moment within a factor of 10 is healthy: a root mean square within half a decade. */
const HEALTHY_DECADES = Math.log10(HEALTHY_FACTOR) / 2;
const ZONE_SHADE = 0.14;
const ZONE_DASH: readonly number[] = [1, 3];
const STEPS: readonly number[] = [1, 2, 3, 5, 10, 20, 50];
const FONT_SIZE = 11;

/** Share a decade that a full ridge stands for: what is taller is cut off, flat. A normal spread has 0.97 at its top. */
const FULL = 1.3;

/** One direction of a ridge as it is drawn. */
export interface RidgePicture {
  readonly direction: Direction;
  readonly decades: Decades;
  /** log10 of the healthy size. */
  readonly healthy: number | null;
  /** Schemes in the order of each row's densities. */
  readonly schemes: readonly string[];
  readonly hasInfinite: boolean;
}

/** From decades to pixels: zeros at the left edge, what is not finite at the right one. */
export function placeOf({ decades, hasInfinite }: RidgePicture, width: number): (decade: number) => number {
  const [left, right] = [GUTTER + 4, width - (hasInfinite ? GUTTER + 4 : 4)];
  const perDecade = (right - left) / (decades.to - decades.from);
  return (decade) => left + (Math.min(Math.max(decade, decades.from), decades.to) - decades.from) * perDecade;
}

/**
 * Draws the rows that are in sight, the upper ones first: a ridge stands in front of the one behind it.
 * @param offset of the first row's top from the canvas's.
 */
export function paintRows(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  rows: readonly RidgeRow[],
  offset: number,
  width: number,
  theme: ChartTheme,
): void {
  const place = placeOf(picture, width);
  for (const [i, row] of rows.entries()) {
    const base = offset + (i + 1) * ROW - 2;
    paintBase(context, base, width, theme);
    row[picture.direction].forEach((density, k) => {
      const scheme = picture.schemes[k];
      if (density === null || scheme === undefined) return;
      context.strokeStyle = theme.colourOf(scheme);
      context.lineWidth = k === 0 ? 1.25 : 1.5;
      context.setLineDash([...seriesStyle(scheme).dash]);
      // The first series is an area, the others are lines over it.
      const fill = k === 0 ? theme.colourOf(scheme) : null;
      paintDensity(context, density, place, base, fill, theme);
      paintGutters(context, density, picture, base, width, k, fill);
    });
    context.setLineDash([]);
  }
}

function paintBase(context: CanvasRenderingContext2D, y: number, width: number, theme: ChartTheme): void {
  context.strokeStyle = color(theme.foreground).alpha(0.15).rgbString();
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, y + 0.5);
  context.lineTo(width, y + 0.5);
  context.stroke();
}

function paintDensity(
  context: CanvasRenderingContext2D,
  { at, heights }: Density,
  place: (decade: number) => number,
  base: number,
  fill: string | null,
  theme: ChartTheme,
): void {
  const first = at[0];
  const last = at.at(-1);
  if (first === undefined || last === undefined) return;
  context.beginPath();
  context.moveTo(place(first), base);
  at.forEach((decade, i) => {
    context.lineTo(place(decade), base - Math.min(1, (heights[i] ?? 0) / FULL) * ROW * OVERLAP);
  });
  context.lineTo(place(last), base);
  if (fill !== null) {
    // What stands behind is covered, so that the area's own colour is the same everywhere.
    context.fillStyle = theme.background;
    context.fill();
    context.fillStyle = color(fill).alpha(FILL).rgbString();
    context.fill();
  }
  context.stroke();
}

/** Bars beside the axis, as tall as the share. */
function paintGutters(
  context: CanvasRenderingContext2D,
  { zeros, nonFinite }: Density,
  { hasInfinite }: RidgePicture,
  base: number,
  width: number,
  number: number,
  fill: string | null,
): void {
  const bar = (share: number, left: number) => {
    if (share === 0) return;
    const height = Math.max(1.5, share * (ROW - 6));
    const x = left + 1 + number * 4;
    if (fill === null) context.strokeRect(x + 0.5, base - height, 4, height);
    else {
      context.fillStyle = fill;
      context.fillRect(x, base - height, 5, height);
    }
  };
  context.setLineDash([]);
  bar(zeros, 0);
  if (hasInfinite) bar(nonFinite, width - GUTTER);
}

/** Where the root mean square of a healthy layer lies, behind all rows. */
export function paintZone(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  width: number,
  height: number,
  theme: ChartTheme,
): void {
  if (picture.healthy === null) return;
  const place = placeOf(picture, width);
  const [left, right] = [place(picture.healthy - HEALTHY_DECADES), place(picture.healthy + HEALTHY_DECADES)];
  context.fillStyle = color(theme.healthy).alpha(ZONE_SHADE).rgbString();
  context.fillRect(left, 0, right - left, height);
}

/** Its edges, over the rows. */
export function paintZoneEdges(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  width: number,
  height: number,
  theme: ChartTheme,
): void {
  if (picture.healthy === null) return;
  const place = placeOf(picture, width);
  context.save();
  context.strokeStyle = theme.healthy;
  context.lineWidth = 1;
  context.setLineDash([...ZONE_DASH]);
  for (const decade of [picture.healthy - HEALTHY_DECADES, picture.healthy + HEALTHY_DECADES]) {
    const x = Math.round(place(decade)) + 0.5;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.stroke();
  }
  context.restore();
}

const TICK_ROOM = 34;

/** The axis of all rows: powers of ten, with 0 and what is not finite beyond its ends. */
export function paintAxis(
  context: CanvasRenderingContext2D,
  picture: RidgePicture,
  width: number,
  height: number,
  theme: ChartTheme,
): void {
  const place = placeOf(picture, width);
  const { from, to } = picture.decades;
  const most = Math.max(2, Math.floor((width - 2 * GUTTER) / TICK_ROOM));
  const step = STEPS.find((size) => (to - from) / size <= most) ?? to - from;
  context.font = `${FONT_SIZE}px ${theme.fontFamily}`;
  context.fillStyle = theme.foreground;
  context.strokeStyle = theme.lines;
  context.lineWidth = 1;
  context.textBaseline = 'bottom';
  context.textAlign = 'center';
  context.fillText('0', GUTTER / 2, height - 5);
  if (picture.hasInfinite) context.fillText('∞', width - GUTTER / 2, height - 5);
  context.beginPath();
  for (let decade = Math.ceil(from / step) * step; decade <= to; decade += step) {
    const x = place(decade);
    context.moveTo(Math.round(x) + 0.5, height - 4);
    context.lineTo(Math.round(x) + 0.5, height);
    const label = decade === 0 ? '1' : decade === 1 ? '10' : powerOfTen(decade);
    const half = context.measureText(label).width / 2;
    // The one at the edge would run into the 0.
    if (x - half > GUTTER + 2) context.fillText(label, Math.min(x, width - half), height - 5);
  }
  context.stroke();
}
