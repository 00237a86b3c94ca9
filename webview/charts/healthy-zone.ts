import type { Plugin } from 'chart.js';
import { color } from 'chart.js/helpers';
import type { ChartTheme } from './theme.ts';

/** Positions on the axis between which a layer is healthy. */
export interface Zone {
  readonly low: number;
  readonly high: number;
}

const SHADE = 0.1;
const OUTLINE: readonly number[] = [1, 4];

/** Shades the healthy zone behind the curves. */
export function healthyZone(current: () => { readonly zone: Zone | null; readonly theme: ChartTheme }): Plugin<'line'> {
  return {
    id: 'healthyZone',
    beforeDatasetsDraw(chart) {
      const { zone, theme } = current();
      const scale = chart.scales.y;
      if (zone === null || scale === undefined) return;
      const { left, right, top, bottom } = chart.chartArea;
      const upper = Math.max(top, scale.getPixelForValue(zone.high));
      const lower = Math.min(bottom, scale.getPixelForValue(zone.low));
      const { ctx } = chart;
      ctx.save();
      ctx.fillStyle = color(theme.healthy).alpha(SHADE).rgbString();
      ctx.fillRect(left, upper, right - left, lower - upper);
      if (theme.highContrast) {
        ctx.strokeStyle = theme.healthy;
        ctx.setLineDash([...OUTLINE]);
        ctx.strokeRect(left, upper, right - left, lower - upper);
      }
      ctx.restore();
    },
  };
}
