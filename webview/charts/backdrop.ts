import type { Chart, Plugin, Scale } from 'chart.js';
import { color } from 'chart.js/helpers';
import type { Axis } from './axis.ts';
import { type Curve, stretches } from './curves.ts';
import { THEORY_STYLE } from './series-style.ts';
import type { ChartTheme } from './theme.ts';

/** What stands behind the curves. */
export interface Backdrop {
  readonly curves: readonly Curve[];
  readonly axis: Axis;
  readonly withTheory: boolean;
  readonly theme: ChartTheme;
}

const BAND_SHADE = 0.16;
/** With more curves only those that the verdict is about keep their bands: the others' would cover one another. */
const MOST_BANDS = 4;

/** Whether a curve's middle 90% is shaded where so many curves are shown. */
export function hasBand({ role }: Pick<Curve, 'role'>, curves: number): boolean {
  return curves <= MOST_BANDS || role !== 'comparison';
}

/**
 * Draws the band from the 5% to the 95% quantile of each curve, and theory's thin line: under all curves, and without
 * points of their own, which would make the charts of a deep network slow.
 */
export function backdrop(current: () => Backdrop | null): Plugin<'line'> {
  return {
    id: 'backdrop',
    beforeDatasetsDraw(chart) {
      const behind = current();
      const { x, y } = chart.scales;
      if (behind === null || x === undefined || y === undefined) return;
      const { ctx } = chart;
      ctx.save();
      clip(chart);
      for (const curve of behind.curves) {
        if (hasBand(curve, behind.curves.length)) drawBand(ctx, curve, behind, x, y);
      }
      if (behind.withTheory) for (const curve of behind.curves) drawTheory(ctx, curve, behind, x, y);
      ctx.restore();
    },
  };
}

function clip({ ctx, chartArea: { left, right, top, bottom } }: Chart): void {
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
}

function drawBand(ctx: CanvasRenderingContext2D, curve: Curve, { axis, theme }: Backdrop, x: Scale, y: Scale): void {
  ctx.fillStyle = color(theme.colourOf(curve.scheme)).alpha(BAND_SHADE).rgbString();
  for (const stretch of stretches(curve.points)) {
    ctx.beginPath();
    for (const { index, value } of stretch)
      ctx.lineTo(x.getPixelForValue(index), y.getPixelForValue(axis.place(value.high)));
    for (const { index, value } of [...stretch].reverse()) {
      ctx.lineTo(x.getPixelForValue(index), y.getPixelForValue(axis.place(value.low)));
    }
    ctx.fill();
  }
}

function drawTheory(ctx: CanvasRenderingContext2D, curve: Curve, { axis, theme }: Backdrop, x: Scale, y: Scale): void {
  ctx.strokeStyle = theme.colourOf(curve.scheme);
  ctx.lineWidth = THEORY_STYLE.width;
  ctx.setLineDash([...THEORY_STYLE.dash]);
  for (const stretch of stretches(curve.theory)) {
    ctx.beginPath();
    for (const { index, value } of stretch)
      ctx.lineTo(x.getPixelForValue(index), y.getPixelForValue(axis.place(value)));
    ctx.stroke();
  }
}
