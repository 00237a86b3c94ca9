import type { StatisticsByLayer } from '../series.ts';

/** The statistics as if the input had second moment 1: what is judged is what layers do to the signal that they get. */
export function relativeToInput(statistics: StatisticsByLayer, scale: number): StatisticsByLayer {
  const moment = scale ** 2;
  if (moment === 1) return statistics;
  return new Map(
    [...statistics].map(([id, each]) => {
      const { secondMoment, median, low, high } = each.forward;
      const forward = {
        ...each.forward,
        secondMoment: secondMoment / moment,
        median: median / moment,
        low: low / moment,
        high: high / moment,
      };
      return [id, { ...each, forward }];
    }),
  );
}
