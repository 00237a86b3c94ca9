import type { LayerStatistics } from '../../src/model/statistics.ts';

/** A figure of each layer besides its second moments, on an even axis. */
export interface Measure {
  readonly id: string;
  readonly name: string;
  readonly explanation: string;
  /** What the axis shows at least. */
  readonly low: number;
  readonly high: number;
  /** Null where there is none. */
  value(statistics: LayerStatistics): number | null;
}

export const COSINE: Measure = {
  id: 'cosine',
  name: 'Cosine',
  explanation: 'of two examples’ outputs; near 1 the layer tells them apart no more',
  low: 0,
  high: 1,
  value: ({ forward }) => forward.cosine,
};

/** In the order in which they are offered. */
export const MEASURES: readonly Measure[] = [
  COSINE,
  {
    id: 'dead',
    name: 'Dead units',
    explanation: 'share of units that are 0 for every example of the batch',
    low: 0,
    high: 1,
    value: ({ forward }) => forward.deadFraction,
  },
  {
    id: 'saturated',
    name: 'Saturated outputs',
    explanation: 'share of outputs where a bounded activation is flat',
    low: 0,
    high: 1,
    value: ({ forward }) => forward.saturatedFraction,
  },
  {
    id: 'mean',
    name: 'Mean',
    explanation: 'E[a] of each layer’s output',
    low: -1,
    high: 1,
    value: ({ forward }) => forward.mean,
  },
];
