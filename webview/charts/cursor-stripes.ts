import type { Plugin } from 'chart.js';
import { color } from 'chart.js/helpers';

const SHADE = 0.07;
const EDGE_SHADE = 0.45;
/** Pixels; a chart of many layers leaves less than one to each. */
const LEAST_WIDTH = 6;
const MOST_WIDTH = 28;

/** Columns behind the curves where the editor's cursor is: shaded, between dashed edges. */
export function cursorStripes(
  read: () => { readonly layers: readonly number[]; readonly color: string },
): Plugin<'line'> {
  return {
    id: 'cursorStripes',
    beforeDatasetsDraw({ ctx, chartArea, scales: { x } }) {
      const { layers, color: shade } = read();
      if (x === undefined || layers.length === 0) return;
      const apart = x.getPixelForValue(1) - x.getPixelForValue(0);
      const half = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Number.isFinite(apart) ? apart : MOST_WIDTH)) / 2;
      ctx.save();
      ctx.setLineDash([3, 3]);
      for (const [first, last] of rowsOf(layers)) {
        const left = Math.max(chartArea.left, x.getPixelForValue(first) - half);
        const right = Math.min(chartArea.right, x.getPixelForValue(last) + half);
        ctx.fillStyle = color(shade).alpha(SHADE).rgbString();
        ctx.fillRect(left, chartArea.top, right - left, chartArea.height);
        ctx.strokeStyle = color(shade).alpha(EDGE_SHADE).rgbString();
        ctx.beginPath();
        for (const edge of [left, right]) {
          ctx.moveTo(edge, chartArea.top);
          ctx.lineTo(edge, chartArea.bottom);
        }
        ctx.stroke();
      }
      ctx.restore();
    },
  };
}

/** Indices next to one another as one stretch each. */
function rowsOf(indices: readonly number[]): (readonly [first: number, last: number])[] {
  const rows: (readonly [number, number])[] = [];
  for (const index of indices) {
    const open = rows.at(-1);
    if (open !== undefined && open[1] === index - 1) rows.splice(-1, 1, [open[0], index]);
    else rows.push([index, index]);
  }
  return rows;
}
