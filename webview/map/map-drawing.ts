import * as l10n from '@vscode/l10n';
import type { LayerId } from '../../src/model/graph.ts';
import type { ShownLayer } from '../layers.ts';
import { shorten } from '../shorten.ts';
import { svg } from '../svg.ts';
import { type Drawing, SHOWN } from '../turns.ts';
import type { MapLayout, MapPoint } from '../worker/map-layout.ts';
import { healthWords, type LayerHealth, MARKS, UNJUDGED } from './health.ts';
import { BOX_HEIGHT, BOX_WIDTH } from './map-graph.ts';

const LONGEST_NAME = 15;
const LONGEST_DESCRIPTION = 21;
const PADDING = 8;
const NAME_BASELINE = 16;
const DESCRIPTION_BASELINE = 30;
const CORNER = 4;
/** As many as can be put onto the page between two frames without being felt. */
const LINKS_A_FRAME = 100;
const BOXES_A_FRAME = 30;

/** The map's picture; boxes carry `data-layer`. What changes with the figures is set by `colour`. */
export class MapDrawing {
  readonly element: SVGSVGElement;
  readonly #layout: MapLayout;
  readonly #boxes = new Map<LayerId, SVGGElement>();
  readonly #layers: ReadonlyMap<LayerId, ShownLayer>;
  #highlighted: LayerId | null = null;

  constructor(layout: MapLayout, layers: readonly ShownLayer[]) {
    this.#layout = layout;
    this.#layers = new Map(layers.map((layer) => [layer.id, layer]));
    this.element = svg('svg', {
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      role: 'group',
      'aria-label': l10n.t('Layers'),
    });
  }

  /** A box a step. */
  *draw(health: ReadonlyMap<LayerId, LayerHealth>): Drawing {
    const links = svg('g', { class: 'links', 'aria-hidden': 'true' });
    this.element.append(links);
    for (const [i, { points }] of this.#layout.links.entries()) {
      links.append(linkPath(points));
      if (i % LINKS_A_FRAME === LINKS_A_FRAME - 1) yield SHOWN;
      else yield;
    }
    for (const [i, { id, ...middle }] of this.#layout.boxes.entries()) {
      const box = this.#box(id, middle);
      this.#boxes.set(id, box);
      this.#colour(id, box, health.get(id) ?? UNJUDGED);
      this.element.append(box);
      if (i % BOXES_A_FRAME === BOXES_A_FRAME - 1) yield SHOWN;
      else yield;
    }
  }

  colour(health: ReadonlyMap<LayerId, LayerHealth>): void {
    for (const [id, box] of this.#boxes) this.#colour(id, box, health.get(id) ?? UNJUDGED);
  }

  #colour(id: LayerId, box: SVGGElement, fares: LayerHealth): void {
    if (box.dataset.health === fares.how && box.hasAttribute('data-inherent') === fares.isInherent) return;
    box.dataset.health = fares.how;
    box.toggleAttribute('data-inherent', fares.isInherent);
    box.setAttribute('aria-label', l10n.t('{0}: {1}', this.#titleOf(id), healthWords(fares)));
    const mark = box.querySelector('.mark');
    if (mark !== null) mark.textContent = MARKS[fares.how];
  }

  /** The one that is selected, and can be reached by Tab; the first if none is. */
  select(selected: LayerId | null): void {
    const reachable = selected ?? this.#boxes.keys().next().value;
    for (const [id, box] of this.#boxes) {
      setAttribute(box, 'aria-pressed', String(id === selected));
      setAttribute(box, 'tabindex', id === reachable ? '0' : '-1');
    }
  }

  highlight(highlighted: LayerId | null): void {
    this.#boxes.get(this.#highlighted ?? '')?.classList.remove('hovered');
    this.#boxes.get(highlighted ?? '')?.classList.add('hovered');
    this.#highlighted = highlighted;
  }

  showCursor(layers: ReadonlySet<LayerId>): void {
    for (const [id, box] of this.#boxes) box.classList.toggle('at-cursor', layers.has(id));
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
      // Two words in speech, as they are to the eye.
      ' ',
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

/** Writing what is there already would make the browser look at the styles of the whole map again. */
function setAttribute(target: Element, name: string, value: string): void {
  if (target.getAttribute(name) !== value) target.setAttribute(name, value);
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
