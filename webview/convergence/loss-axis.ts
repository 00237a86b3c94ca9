import type { Axis, Tick } from '../charts/axis.ts';
import { figure } from '../figures.ts';

/** Up to so many decades every one has three ticks, a single one six. */
const FINE_DECADES = 2;
const MOST_TICKS = 7;
const MARGIN = 0.06;
/** Of the axis: how far the row for what is no number stands above all else. */
const ROW_GAP = 0.14;
/** Where a loss is exactly 0, so many decades below 1. */
const FLOOR = 1e-8;

/** An axis in decades just around these losses, with a row of its own for those that are no number any more. */
export function lossAxis(losses: readonly number[]): Axis {
  const finite = losses.filter((loss) => Number.isFinite(loss)).map(height);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const [bottom, top] = finite.length === 0 ? [-1, 1] : widened(least, most);
  const span = top - bottom;
  const hasBroken = losses.some((loss) => !Number.isFinite(loss));
  const row = top + ROW_GAP * span;
  const ticks = ticksBetween(bottom, top);
  if (hasBroken) ticks.push({ at: row, label: '∞' });
  return {
    min: bottom - MARGIN * span,
    max: hasBroken ? row + MARGIN * span : top + MARGIN * span,
    ticks,
    place: (loss) => (Number.isFinite(loss) ? height(loss) : row),
    isApart: (loss) => !Number.isFinite(loss),
  };
}

function height(loss: number): number {
  return Math.log10(Math.max(loss, FLOOR));
}

/** At least a third of a decade, so that a loss that does not move looks like it. */
function widened(low: number, high: number): [number, number] {
  const missing = Math.max(0, 1 / 3 - (high - low)) / 2;
  return [low - missing, high + missing];
}

function ticksBetween(bottom: number, top: number): Tick[] {
  const span = top - bottom;
  const steps = span <= 1 ? [1, 1.5, 2, 3, 5, 7] : span <= FINE_DECADES ? [1, 2, 5] : [1];
  const every = Math.ceil(span / MOST_TICKS);
  const ticks: Tick[] = [];
  for (let decade = Math.floor(bottom); decade <= Math.ceil(top); decade++) {
    if (decade % every !== 0) continue;
    for (const step of steps) {
      const at = decade + Math.log10(step);
      if (at >= bottom && at <= top) ticks.push({ at, label: figure(step * 10 ** decade) });
    }
  }
  return ticks;
}
