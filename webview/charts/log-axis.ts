import { powerOfTen } from '../figures.ts';
import type { Axis, Tick } from './axis.ts';

const MOST_DECADE_TICKS = 8;
const STEPS = [1, 2, 3, 5, 10, 20, 50, 100];
/** Share of a step that the rows for 0 and infinity stand away from the decades, and from the edge. */
const ROW_GAP = 0.8;
const ROW_MARGIN = 0.3;

/**
 * An axis in decades, with a row of its own for 0 and for what is not finite, for these values and for a decade on either side of `around`.
 * @param around positive; the healthy value, always in sight.
 */
export function logAxis(values: readonly number[], around: number): Axis {
  const positions = values.filter((value) => value > 0 && Number.isFinite(value)).map((value) => Math.log10(value));
  const centre = Math.log10(around);
  const low = Math.min(centre - 1, ...positions);
  const high = Math.max(centre + 1, ...positions);
  const step =
    STEPS.find((size) => (high - low) / size <= MOST_DECADE_TICKS) ?? Math.ceil((high - low) / MOST_DECADE_TICKS);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const ticks: Tick[] = [];
  for (let i = first; i <= last; i++) ticks.push({ at: i * step, label: tickLabel(i * step) });
  const bottom = first * step - ROW_GAP * step;
  const top = last * step + ROW_GAP * step;
  const hasZero = values.some((value) => value <= 0);
  const hasInfinite = values.some((value) => !Number.isFinite(value));
  if (hasZero) ticks.unshift({ at: bottom, label: '0' });
  if (hasInfinite) ticks.push({ at: top, label: '∞' });
  return {
    min: hasZero ? bottom - ROW_MARGIN * step : first * step,
    max: hasInfinite ? top + ROW_MARGIN * step : last * step,
    ticks,
    isApart: (value) => value <= 0 || !Number.isFinite(value),
    place: (value) => (Number.isFinite(value) ? (value > 0 ? Math.log10(value) : bottom) : top),
  };
}

function tickLabel(exponent: number): string {
  return exponent === 0 ? '1' : exponent === 1 ? '10' : powerOfTen(exponent);
}
