import { figure } from '../figures.ts';
import type { Axis } from './axis.ts';

const MOST_TICKS = 7;
const NICE = [1, 2, 5, 10];

/**
 * An even axis that holds these values and all from `low` to `high`; what is not finite stands at its upper end.
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
  const max = last * step;
  return {
    min: first * step,
    max,
    ticks: Array.from({ length: last - first + 1 }, (_, i) => {
      const at = (first + i) * step;
      return { at, label: figure(at) };
    }),
    place: (value) => (Number.isFinite(value) ? value : max),
    isApart: (value) => !Number.isFinite(value),
  };
}
