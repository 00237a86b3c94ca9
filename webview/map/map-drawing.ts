import * as l10n from '@vscode/l10n';
import type { LayerId } from '../../src/model/graph.ts';
import type { ShownLayer } from '../layers.ts';
import { shorten } from '../shorten.ts';
import { svg } from '../svg.ts';
import type { MapLayout, MapPoint } from '../worker/map-layout.ts';
import { HEALTH_WORDS, type Health, MARKS } from './health.ts';
import { BOX_HEIGHT, BOX_WIDTH } from './map-graph.ts';

const LONGEST_NAME = 17;
const LONGEST_DESCRIPTION = 21;
const PADDING = 8;
const NAME_BASELINE = 16;
const DESCRIPTION_BASELINE = 30;
const CORNER = 4;

/** The map's picture; boxes carry `data-layer`. What changes with the figures is set by `colour`. */
export class MapDrawing {
  readonly element: SVGSVGElement;
  readonly #boxes: ReadonlyMap<LayerId, SVGGElement>;
  readonly #layers: ReadonlyMap<LayerId, ShownLayer>;

  constructor(layout: MapLayout, layers: readonly ShownLayer[]) {
    this.#layers = new Map(layers.map((layer) => [layer.id, layer]));
    this.#boxes = new Map(layout.boxes.map(({ id, ...middle }) => [id, this.#box(id, middle)]));
    this.element = svg(
      'svg',
      { viewBox: `0 0 ${layout.width} ${layout.height}`, role: 'group', 'aria-label': l10n.t('Layers') },
      svg('g', { class: 'links', 'aria-hidden': 'true' }, ...layout.links.map(({ points }) => linkPath(points))),
      ...this.#boxes.values(),
    );
  }

  colour(health: ReadonlyMap<LayerId, Health>): void {
    for (const [id, box] of this.#boxes) {
      const how = health.get(id) ?? 'unjudged';
      box.dataset.health = how;
      box.setAttribute('aria-label', l10n.t('{0}: {1}', this.#titleOf(id), HEALTH_WORDS[how]));
      const mark = box.querySelector('.mark');
      if (mark !== null) mark.textContent = MARKS[how];
    }
  }

  /** The one that is selected, and can be reached by Tab; the first if none is. */
  select(selected: LayerId | null): void {
    const reachable = selected ?? this.#boxes.keys().next().value;
    for (const [id, box] of this.#boxes) {
      box.setAttribute('aria-pressed', String(id === selected));
      box.setAttribute('tabindex', id === reachable ? '0' : '-1');
    }
  }

  highlight(highlighted: LayerId | null): void {
    for (const [id, box] of this.#boxes) box.classList.toggle('hovered', id === highlighted);
  }

  boxOf(id: LayerId): SVGGElement | undefined {
    return this.#boxes.get(id);
  }

  #box(id: LayerId, { x, y }: MapPoint): SVGGElement {
    const layer = this.#layers.get(id);
    return svg(
      'g',
      {
        class: 'box',
        role: 'button',
        tabindex: -1,
        'data-layer': id,
        transform: `translate(${x - BOX_WIDTH / 2} ${y - BOX_HEIGHT / 2})`,
      },
      svg('title', {}, this.#titleOf(id)),
      svg('rect', { width: BOX_WIDTH, height: BOX_HEIGHT, rx: CORNER }),
      svg('text', { class: 'name', x: PADDING, y: NAME_BASELINE }, shorten(layer?.name ?? id, LONGEST_NAME)),
      svg(
        'text',
        { class: 'about', x: PADDING, y: DESCRIPTION_BASELINE },
        shorten(layer?.description ?? '', LONGEST_DESCRIPTION),
      ),
      svg('text', { class: 'mark', x: BOX_WIDTH - PADDING, y: NAME_BASELINE, 'text-anchor': 'end' }),
    );
  }

  #titleOf(id: LayerId): string {
    const layer = this.#layers.get(id);
    return layer === undefined ? id : l10n.t('{0}, {1}', layer.name, layer.description);
  }
}

/** A smooth way through the points: straight to the first and from the last, quadratic curves between their middles. */
function linkPath(points: readonly MapPoint[]): SVGPathElement {
  const [first, ...rest] = points;
  if (first === undefined) return svg('path');
  const steps = rest.map((point, i) => {
    const next = rest[i + 1];
    return next === undefined
      ? `L ${point.x} ${point.y}`
      : `Q ${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  });
  return svg('path', { d: [`M ${first.x} ${first.y}`, ...steps].join(' '), 'marker-end': 'url(#map-arrow)' });
}
