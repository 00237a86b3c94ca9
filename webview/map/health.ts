import * as l10n from '@vscode/l10n';
import type { LayerId, ModelGraph } from '../../src/model/graph.ts';
import { wholeNumber } from '../figures.ts';
import type { StatisticsByLayer } from '../series.ts';
import { distance, gradientAt, HEALTHY_FACTOR, lastHidden } from '../verdict.ts';

/** Beyond this factor of what is healthy a layer is drawn as lost, one way or the other. */
export const LOST_FACTOR = 1000;

/** How a layer fares; `low` and `high` are beyond `HEALTHY_FACTOR`, `lost` and `exploded` beyond `LOST_FACTOR`. */
export type Health = 'healthy' | 'low' | 'lost' | 'high' | 'exploded' | 'unjudged';

/** A mark beside the colour, for those who do not tell colours apart. */
export const MARKS: Readonly<Record<Health, string>> = {
  healthy: '',
  low: '▾',
  lost: '▼',
  high: '▴',
  exploded: '▲',
  unjudged: '',
};

export const HEALTH_WORDS: Readonly<Record<Health, string>> = {
  healthy: l10n.t('healthy'),
  low: l10n.t('below a {0}th', wholeNumber(HEALTHY_FACTOR)),
  lost: l10n.t('below a {0}th', wholeNumber(LOST_FACTOR)),
  high: l10n.t('above {0} times', wholeNumber(HEALTHY_FACTOR)),
  exploded: l10n.t('above {0} times', wholeNumber(LOST_FACTOR)),
  unjudged: l10n.t('not judged'),
};

/**
 * Each layer by what is farther off: its signal from the input's, or its gradient from the one at the last hidden layer.
 * Outputs are not judged, since softmax and the like squash on purpose, nor is what no figure is known of.
 */
export function layerHealth(graph: ModelGraph, statistics: StatisticsByLayer): ReadonlyMap<LayerId, Health> {
  const last = lastHidden(graph);
  const reference = last === null ? null : gradientAt(statistics, last.id);
  const outputs = new Set(graph.outputs);
  return new Map(
    graph.layers.map(({ id }) => {
      const known = outputs.has(id) ? undefined : statistics.get(id);
      if (known === undefined) return [id, 'unjudged'];
      const signal = known.forward.median;
      const gradient = reference === null ? 1 : known.backward.median / reference;
      return [id, healthOf(distance(signal) >= distance(gradient) ? signal : gradient)];
    }),
  );
}

function healthOf(ratio: number): Health {
  const decades = distance(ratio);
  if (decades <= Math.log10(HEALTHY_FACTOR)) return 'healthy';
  const isLarge = !(ratio < 1);
  if (decades <= Math.log10(LOST_FACTOR)) return isLarge ? 'high' : 'low';
  return isLarge ? 'exploded' : 'lost';
}
