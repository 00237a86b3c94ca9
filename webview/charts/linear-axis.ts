import { figure } from '../figures.ts';
import type { Axis } from './axis.ts';

const MOST_TICKS = 7;
const NICE = [1, 2, 5, 10];

/** Share of a step that the row for what is not finite stands above the others, and below the edge. */
const ROW_GAP = 0.7;
const ROW_MARGIN = 0.3;

/**
 * An even axis that holds these values and all from `low` to `high`, with a row of its own for what is not finite.
 * @param low less than `high`.
 */
export function linearAxis(values: readonly number[], low: number, high: number): Axis {
  const finite = values.filter((value) => Number.isFinite(value));
  const least = Math.min(low, ...finite);
  const most = Math.max(high, ...finite);
  const rough = (most - least) / (MOST_TICKS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (NICE.find((nice) => nice * power >= rough) ?? 10) * power;
  const first = Math.floor(least / step);
  const last = Math.ceil(most / step);
  const hasInfinite = finite.length < values.length;
  const top = (last + ROW_GAP) * step;
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => {
    const at = (first + i) * step;
    return { at, label: figure(at) };
  });
  return {
    min: first * step,
    max: hasInfinite ? top + ROW_MARGIN * step : last * step,
    ticks: hasInfinite ? [...ticks, { at: top, label: '∞' }] : ticks,
    place: (value) => (Number.isFinite(value) ? value : top),
    isApart: (value) => !Number.isFinite(value),
  };
}
