import * as l10n from '@vscode/l10n';
import type { LayerId, ModelGraph } from '../../src/model/graph.ts';
import { wholeNumber } from '../figures.ts';
import type { StatisticsByLayer } from '../series.ts';
import { distance, gradientAt, HEALTHY_FACTOR, isHealthy, lastHidden } from '../verdict.ts';

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

/** How one layer fares. */
export interface LayerHealth {
  readonly how: Health;
  /** As far off under the recommended initialisers: it is how the model is built, and no initialiser mends it. */
  readonly isInherent: boolean;
}

export const UNJUDGED: LayerHealth = { how: 'unjudged', isInherent: false };

/** In words, for those who do not see the map. */
export function healthWords({ how, isInherent }: LayerHealth): string {
  return isInherent ? l10n.t('{0}, with the recommended initialisers too', HEALTH_WORDS[how]) : HEALTH_WORDS[how];
}

/**
 * Each layer by what is farther off: its signal from the input's, or its gradient from the one at the last hidden layer. What
 * initialisers mend comes before what they do not. Outputs are not judged, since softmax and the like squash on purpose, nor
 * is what no figure is known of.
 * @param recommended empty where nothing is known of the recommended initialisers.
 */
export function layerHealth(
  graph: ModelGraph,
  current: StatisticsByLayer,
  recommended: StatisticsByLayer,
): ReadonlyMap<LayerId, LayerHealth> {
  const now = ratiosOf(graph, current);
  const mended = ratiosOf(graph, recommended);
  const outputs = new Set(graph.outputs);
  return new Map(
    graph.layers.map(({ id }) => {
      const ratios = outputs.has(id) ? [] : now(id);
      const expected = mended(id);
      const judged = ratios.map((ratio, i) => ({ ratio, isInherent: isInherent(ratio, expected[i]) }));
      const worst = judged.reduce<Judged | null>((a, b) => (a === null || isWorse(b, a) ? b : a), null);
      return [id, worst === null ? UNJUDGED : { how: healthOf(worst.ratio), isInherent: worst.isInherent }];
    }),
  );
}

interface Judged {
  readonly ratio: number;
  readonly isInherent: boolean;
}

function isWorse(one: Judged, other: Judged): boolean {
  const isMendable = ({ ratio, isInherent }: Judged) => !isInherent && !isHealthy(ratio);
  if (isMendable(one) !== isMendable(other)) return isMendable(one);
  return distance(one.ratio) > distance(other.ratio);
}

/** Of a layer's signal and of its gradient, to what they are to be; empty where nothing is known of it. */
function ratiosOf(graph: ModelGraph, statistics: StatisticsByLayer): (id: LayerId) => readonly number[] {
  const last = lastHidden(graph);
  const reference = last === null ? null : gradientAt(statistics, last.id);
  return (id) => {
    const known = statistics.get(id);
    if (known === undefined) return [];
    return [known.forward.median, reference === null ? 1 : known.backward.median / reference];
  };
}

function isInherent(ratio: number, expected: number | undefined): boolean {
  if (expected === undefined || isHealthy(ratio)) return false;
  return ratio === expected || isHealthy(ratio / expected);
}

function healthOf(ratio: number): Health {
  const decades = distance(ratio);
  if (decades <= Math.log10(HEALTHY_FACTOR)) return 'healthy';
  const isLarge = !(ratio < 1);
  if (decades <= Math.log10(LOST_FACTOR)) return isLarge ? 'high' : 'low';
  return isLarge ? 'exploded' : 'lost';
}
