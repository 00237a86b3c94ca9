import type { LayerId } from '../src/model/graph.ts';
import type { LayerStatistics } from '../src/model/statistics.ts';

export type SeriesRole = 'current' | 'recommended' | 'comparison';
export type Direction = 'forward' | 'backward';
export type StatisticsByLayer = ReadonlyMap<LayerId, LayerStatistics>;

/** One choice of initialisers: what was simulated, and what theory says. */
export interface Series {
  readonly role: SeriesRole;
  /** The scheme's id: one series a scheme. */
  readonly scheme: string;
  readonly label: string;
  /** Null before the first seed. */
  readonly simulated: StatisticsByLayer | null;
  /** Examples of each of its seeds; null before the first. */
  readonly examples: number | null;
  /** Empty until theory has answered. */
  readonly predicted: StatisticsByLayer;
}

export function byLayer(statistics: readonly LayerStatistics[]): StatisticsByLayer {
  return new Map(statistics.map((each) => [each.id, each]));
}

/** The best that is known: simulated, else predicted. */
export function known(series: Series): StatisticsByLayer {
  return series.simulated ?? series.predicted;
}
