import * as l10n from '@vscode/l10n';
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
  name: l10n.t('Cosine'),
  explanation: l10n.t('of two examples’ outputs; near 1 the layer tells them apart no more'),
  low: 0,
  high: 1,
  value: ({ forward }) => forward.cosine,
};

/** In the order in which they are offered. */
export const MEASURES: readonly Measure[] = [
  COSINE,
  {
    id: 'dead',
    name: l10n.t('Dead units'),
    explanation: l10n.t('share of units that are 0 for every example of the batch'),
    low: 0,
    high: 1,
    value: ({ forward }) => forward.deadFraction,
  },
  {
    id: 'saturated',
    name: l10n.t('Saturated outputs'),
    explanation: l10n.t('share of outputs where a bounded activation is flat'),
    low: 0,
    high: 1,
    value: ({ forward }) => forward.saturatedFraction,
  },
  {
    id: 'mean',
    name: l10n.t('Mean'),
    explanation: l10n.t('E[a] of each layer’s output'),
    low: -1,
    high: 1,
    value: ({ forward }) => forward.mean,
  },
];
