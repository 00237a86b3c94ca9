import type { LayerId } from '../../src/model/graph.ts';
import type { ShownLayer } from '../layers.ts';
import type { Direction, Series, SeriesRole, StatisticsByLayer } from '../series.ts';
import type { Measure } from './measures.ts';

/** A figure at one layer over seeds. */
export interface Point {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** One series in one chart; an entry a shown layer, null where nothing is known. */
export interface Curve {
  readonly role: SeriesRole;
  readonly scheme: string;
  readonly label: string;
  readonly points: readonly (Point | null)[];
  /** What theory predicts. */
  readonly theory: readonly (number | null)[];
}

export function curve(series: Series, layers: readonly ShownLayer[], direction: Direction): Curve {
  return {
    role: series.role,
    scheme: series.scheme,
    label: series.label,
    points: layers.map(({ id }) => series.simulated?.get(id)?.[direction] ?? null),
    theory: layers.map(({ id }) => series.predicted.get(id)?.[direction].median ?? null),
  };
}

/** A measure has no band: it is a mean over the seeds. */
export function measureCurve(series: Series, layers: readonly ShownLayer[], measure: Measure): Curve {
  const valueAt = (statistics: StatisticsByLayer | null, id: LayerId) => {
    const known = statistics?.get(id);
    return known === undefined ? null : measure.value(known);
  };
  return {
    role: series.role,
    scheme: series.scheme,
    label: series.label,
    points: layers.map(({ id }) => {
      const value = valueAt(series.simulated, id);
      return value === null ? null : { median: value, low: value, high: value };
    }),
    theory: layers.map(({ id }) => valueAt(series.predicted, id)),
  };
}

/** Every figure that the axis has to hold. */
export function extent(curves: readonly Curve[], withTheory: boolean): number[] {
  return curves.flatMap(({ points, theory }) => [
    ...points.flatMap((point) => (point === null ? [] : [point.median, point.low, point.high])),
    ...(withTheory ? theory.filter((value) => value !== null) : []),
  ]);
}

interface Entry<T> {
  readonly index: number;
  readonly value: T;
}

/** Neighbours that are known: a gap is not bridged. */
export function stretches<T extends Point | number>(values: readonly (T | null)[]): Entry<T>[][] {
  const found: Entry<T>[][] = [[]];
  for (const [index, value] of values.entries()) {
    if (value === null) found.push([]);
    else found.at(-1)?.push({ index, value });
  }
  return found.filter((stretch) => stretch.length > 0);
}
