import * as l10n from '@vscode/l10n';
import type { Histogram } from '../../src/model/statistics.ts';
import { figure, percentage } from '../figures.ts';
import { svg } from '../svg.ts';

const WIDTH = 220;
const HEIGHT = 48;
const GAP = 0.5;

/** The share of all elements in each bin; null for a histogram that holds nothing. */
export function sharesOf({ counts }: Histogram): number[] | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return total === 0 ? null : counts.map((count) => count / total);
}

/**
 * A small picture of how a layer's outputs are spread, over the same range for every layer. Heights are square roots of
 * the shares: the spike of relu's zeros would leave nothing to see of the rest.
 */
export function histogramPicture({ edges }: Histogram, shares: readonly number[], what: string): SVGSVGElement {
  const most = Math.max(...shares);
  const width = WIDTH / shares.length;
  const bars = shares.map((share, i) => {
    const height = Math.sqrt(share / most) * HEIGHT;
    return svg('rect', { x: i * width, y: HEIGHT - height, width: width - GAP, height });
  });
  const fullest = shares.indexOf(most);
  const [from, to] = [figure(edges[fullest] ?? 0), figure(edges[fullest + 1] ?? 0)];
  const label = l10n.t('{0}: {1} lie between {2} and {3}', what, percentage(most), from, to);
  return svg(
    'svg',
    {
      class: 'histogram',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      role: 'img',
      'aria-label': label,
    },
    svg('title', {}, label),
    ...bars,
  );
}

/** What stands below the picture: its range, whose ends hold what lies beyond too. */
export function rangeText({ edges }: Histogram): string {
  return l10n.t('{0} to {1} and beyond', figure(edges[0] ?? 0), figure(edges.at(-1) ?? 0));
}
