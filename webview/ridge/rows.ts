import type { LayerId } from '../../src/model/graph.ts';
import type { LayerStatistics } from '../../src/model/statistics.ts';
import type { ShownLayer } from '../layers.ts';
import type { Direction, Series } from '../series.ts';
import { distance } from '../verdict.ts';
import { type Density, densityOf } from './density.ts';

/** What a ridge shows of one layer; entries stand in the order of the series. */
export interface RidgeRow {
  readonly layer: ShownLayer;
  readonly forward: readonly (Density | null)[];
  readonly backward: readonly (Density | null)[];
}

export type RidgeOrder = 'depth' | 'trouble';

/** Densities are worked out once for each report of a layer. */
const noted = new WeakMap<LayerStatistics, Readonly<Record<Direction, Density | null>>>();

function densities(statistics: LayerStatistics): Readonly<Record<Direction, Density | null>> {
  const known = noted.get(statistics);
  if (known !== undefined) return known;
  const { forward, backward } = statistics;
  const found = {
    forward: forward.magnitudes === null ? null : densityOf(forward.magnitudes),
    backward: backward.magnitudes === null ? null : densityOf(backward.magnitudes),
  };
  noted.set(statistics, found);
  return found;
}

/** A row a layer, in the layers' order. */
export function ridgeRows(layers: readonly ShownLayer[], series: readonly Series[]): RidgeRow[] {
  return layers.map((layer) => {
    const ofSeries = series.map(({ simulated }) => {
      const statistics = simulated?.get(layer.id);
      return statistics === undefined ? { forward: null, backward: null } : densities(statistics);
    });
    return {
      layer,
      forward: ofSeries.map(({ forward }) => forward),
      backward: ofSeries.map(({ backward }) => backward),
    };
  });
}

/**
 * Rows by how far signal or gradient are from healthy in the first series, the worst first; equals stay in the order of depth.
 * @param reference the gradient's healthy second moment; null if there is none to compare with.
 */
export function byTrouble(rows: readonly RidgeRow[], first: Series | undefined, reference: number | null): RidgeRow[] {
  const trouble = (id: LayerId): number => {
    const statistics = first?.simulated?.get(id) ?? first?.predicted.get(id);
    if (statistics === undefined) return 0;
    const gradient = reference === null ? 0 : distance(statistics.backward.median / reference);
    return Math.max(distance(statistics.forward.median), gradient);
  };
  const known = new Map(rows.map(({ layer: { id } }) => [id, trouble(id)]));
  const of = ({ layer: { id } }: RidgeRow) => known.get(id) ?? 0;
  // Two infinite ones are equal: their difference is not a number.
  return [...rows].sort((a, b) => (of(a) === of(b) ? 0 : of(b) - of(a)));
}

/** Decades from and to which a shared axis reaches. */
export interface Decades {
  readonly from: number;
  readonly to: number;
}

/** At least so many, so that noise does not look like a range. */
const LEAST_DECADES = 4;
/** Share of all elements that may lie beyond either end: a few outliers would take half of the room. */
const LEFT_OUT = 1e-3;

/** Whole decades that hold all rows of a direction, and the healthy size. @param around log10 of that size. */
export function sharedDecades(rows: readonly RidgeRow[], direction: Direction, around: number): Decades {
  let [from, to] = [around - 1, around + 1];
  for (const row of rows) {
    for (const density of row[direction]) {
      if (density === null) continue;
      const { at, heights } = density;
      for (const [i, decade] of at.entries()) {
        if ((heights[i] ?? 0) <= LEFT_OUT) continue;
        from = Math.min(from, decade);
        to = Math.max(to, decade);
      }
    }
  }
  const [low, high] = [Math.floor(from), Math.ceil(to)];
  return { from: Math.min(low, high - LEAST_DECADES), to: high };
}
