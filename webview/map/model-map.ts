import * as l10n from '@vscode/l10n';
import type { LayerId, ModelGraph } from '../../src/model/graph.ts';
import { element, setText } from '../dom.ts';
import { allShown, type ShownLayer } from '../layers.ts';
import { svg } from '../svg.ts';
import type { Drawing, Turns } from '../turns.ts';
import type { MapGraph, MapLayout } from '../worker/map-layout.ts';
import { HEALTH_WORDS, type Health, type LayerHealth, MARKS } from './health.ts';
import { MapDrawing } from './map-drawing.ts';
import { mapGraph } from './map-graph.ts';

const LEAST_ZOOM = 0.1;
const MOST_ZOOM = 2;
const ZOOM_STEP = 1.25;
/** At first no smaller than names can be read at. */
const LEAST_FIRST_ZOOM = 0.75;

export interface MapEvents {
  /** Null closes what is shown of the selected layer. */
  onSelect(layer: LayerId | null): void;
  /** Null when the pointer leaves. */
  onHover(layer: LayerId | null): void;
  /** Places for a graph that was not drawn before. */
  layOut(graph: MapGraph): Promise<MapLayout>;
}

export interface MapContent {
  readonly graph: ModelGraph;
  readonly lines: Readonly<Record<LayerId, number>>;
  readonly health: ReadonlyMap<LayerId, LayerHealth>;
  readonly selected: LayerId | null;
}

/** The layers as a graph, coloured by how they fare; it is scrolled as a page is, and zoomed by buttons or Ctrl and the wheel. */
export class ModelMap {
  readonly element: HTMLElement;
  readonly #events: MapEvents;
  readonly #turns: Turns;
  readonly #viewport = element('div', { class: 'viewport' });
  readonly #message = element('p', { class: 'hint' }, l10n.t('Laying out the layers…'));
  #content: MapContent | null = null;
  #drawing: MapDrawing | null = null;
  #layout: MapLayout | null = null;
  /** Of the graph that is drawn or being laid out. */
  #signature = '';
  #zoom = 1;
  #atCursor: ReadonlySet<LayerId> = new Set();

  /** @param turns in which the map is drawn. */
  constructor(events: MapEvents, turns: Turns) {
    this.#events = events;
    this.#turns = turns;
    const button = (label: string, title: string, onClick: () => void) => {
      const made = element('button', { type: 'button', title, 'aria-label': title }, label);
      made.addEventListener('click', onClick);
      return made;
    };
    const zoom = element(
      'span',
      { class: 'zoom' },
      button('−', l10n.t('Zoom out'), () => this.#setZoom(this.#zoom / ZOOM_STEP)),
      button('+', l10n.t('Zoom in'), () => this.#setZoom(this.#zoom * ZOOM_STEP)),
      button(l10n.t('Fit'), l10n.t('Fit the whole model'), () => this.#fit()),
    );
    const caption = element('span', {}, l10n.t('Current initialisers: how far signal or gradient is from healthy'));
    this.element = element(
      'figure',
      { class: 'map' },
      element('figcaption', {}, element('strong', {}, l10n.t('Model map')), caption, zoom, healthLegend()),
      this.#viewport,
    );
    this.#listen();
  }

  show(content: MapContent): void {
    this.#content = content;
    const layers = allShown(content.graph, content.lines);
    const graph = mapGraph(content.graph);
    const signature = JSON.stringify([graph, layers.map(({ name, description }) => [name, description])]);
    if (signature !== this.#signature) {
      this.#signature = signature;
      void this.#layOut(graph, layers, signature);
    }
    this.#refresh();
  }

  /** Puts the focus on a layer. */
  focus(layer: LayerId): void {
    this.#drawing?.boxOf(layer)?.focus({ preventScroll: true });
  }

  highlight(layer: LayerId | null): void {
    this.#drawing?.highlight(layer);
  }

  /** Marks the layers that the editor's cursor is on. */
  showCursor(layers: ReadonlySet<LayerId>): void {
    this.#atCursor = layers;
    this.#drawing?.showCursor(layers);
  }

  async #layOut(graph: MapGraph, layers: readonly ShownLayer[], signature: string): Promise<void> {
    if (this.#drawing === null) this.#viewport.replaceChildren(this.#message);
    try {
      const layout = await this.#events.layOut(graph);
      // Another model came meanwhile.
      if (signature !== this.#signature) return;
      this.#turns.start('drawing', () => this.#draw(layout, layers));
    } catch (error) {
      if (signature !== this.#signature) return;
      // Asked again with the next change.
      this.#signature = '';
      this.#drawing = null;
      const why = error instanceof Error ? error.message : String(error);
      setText(this.#message, l10n.t('The map cannot be drawn: {0}', why));
      this.#viewport.replaceChildren(this.#message);
    }
  }

  /** The first map comes box by box, since all of a large one at once is felt; later ones take its place when they are drawn. */
  *#draw(layout: MapLayout, layers: readonly ShownLayer[]): Drawing {
    const drawing = new MapDrawing(layout, layers);
    drawing.element.prepend(arrowHead());
    const isFirst = this.#drawing === null;
    if (isFirst) {
      this.#zoom = Math.max(LEAST_FIRST_ZOOM, fittingZoom(layout, this.#viewport));
      this.#put(drawing, layout);
    }
    yield* drawing.draw(this.#content?.health ?? new Map());
    if (!isFirst) this.#put(drawing, layout);
    this.#refresh();
  }

  #put(drawing: MapDrawing, layout: MapLayout): void {
    this.#layout = layout;
    this.#drawing = drawing;
    this.#size();
    this.#viewport.replaceChildren(drawing.element);
  }

  #refresh(): void {
    if (this.#content === null) return;
    this.#drawing?.colour(this.#content.health);
    this.#drawing?.select(this.#content.selected);
    this.#drawing?.showCursor(this.#atCursor);
  }

  #fit(): void {
    if (this.#layout !== null) this.#setZoom(fittingZoom(this.#layout, this.#viewport));
  }

  #size(): void {
    const drawn = this.#drawing?.element;
    if (drawn === undefined || this.#layout === null) return;
    drawn.setAttribute('width', String(Math.round(this.#layout.width * this.#zoom)));
    drawn.setAttribute('height', String(Math.round(this.#layout.height * this.#zoom)));
  }

  /** What is in the middle stays there. */
  #setZoom(zoom: number): void {
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = this.#viewport;
    const before = this.#zoom;
    this.#zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));
    this.#size();
    const grown = this.#zoom / before;
    this.#viewport.scrollLeft = (scrollLeft + clientWidth / 2) * grown - clientWidth / 2;
    this.#viewport.scrollTop = (scrollTop + clientHeight / 2) * grown - clientHeight / 2;
  }

  #listen(): void {
    const view = this.#viewport;
    view.addEventListener('click', ({ target }) => this.#select(layerAt(target)));
    view.addEventListener('pointerover', ({ target }) => this.#events.onHover(layerAt(target)));
    view.addEventListener('pointerleave', () => this.#events.onHover(null));
    view.addEventListener('keydown', (event) => this.#onKey(event));
    view.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        this.#setZoom(event.deltaY > 0 ? this.#zoom / ZOOM_STEP : this.#zoom * ZOOM_STEP);
      },
      { passive: false },
    );
  }

  #onKey(event: KeyboardEvent): void {
    const id = layerAt(event.target);
    if (id === null) return;
    if (event.key === 'Enter' || event.key === ' ') this.#select(id);
    else if (event.key === 'Escape') this.#events.onSelect(null);
    else if (!this.#move(id, event.key)) return;
    event.preventDefault();
  }

  /** Left and right follow the model's order, which is the order of depth. */
  #move(id: LayerId, key: string): boolean {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    const layers = this.#content?.graph.layers ?? [];
    const next = step === undefined ? undefined : layers[layers.findIndex((layer) => layer.id === id) + step];
    if (next === undefined) return false;
    const box = this.#drawing?.boxOf(next.id);
    this.#drawing?.select(next.id);
    box?.focus();
    box?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    this.#select(next.id);
    return true;
  }

  #select(layer: LayerId | null): void {
    if (layer !== null) this.#events.onSelect(layer);
  }
}

/** At most 1. */
function fittingZoom({ width, height }: MapLayout, { clientWidth, clientHeight }: HTMLElement): number {
  return Math.min(1, clientWidth / width, clientHeight === 0 ? 1 : Math.max(clientHeight, 320) / height);
}

function layerAt(target: EventTarget | null): LayerId | null {
  const box = target instanceof Element ? target.closest('.box') : null;
  return box instanceof SVGElement ? (box.dataset.layer ?? null) : null;
}

function arrowHead(): SVGElement {
  const marker = {
    id: 'map-arrow',
    viewBox: '0 0 8 8',
    refX: 8,
    refY: 4,
    markerWidth: 7,
    markerHeight: 7,
    orient: 'auto',
  };
  return svg('defs', {}, svg('marker', marker, svg('path', { d: 'M 0 0 L 8 4 L 0 8 z', class: 'arrow' })));
}

function healthLegend(): HTMLElement {
  const shown: readonly Health[] = ['healthy', 'low', 'lost', 'high', 'exploded'];
  const inherent = element('span', { class: 'health', 'data-inherent': '' });
  return element(
    'span',
    { class: 'legend' },
    ...shown.map((how) =>
      legendEntry(element('span', { class: 'health', 'data-health': how }, MARKS[how]), HEALTH_WORDS[how]),
    ),
    legendEntry(inherent, l10n.t('with the recommended initialisers too')),
  );
}

function legendEntry(swatch: HTMLElement, words: string): HTMLElement {
  return element('span', { class: 'entry' }, swatch, words);
}
