import * as l10n from '@vscode/l10n';
import { color } from 'chart.js/helpers';
import type { LayerId } from '../../src/model/graph.ts';
import { onThemeChange, readTheme } from '../charts/theme.ts';
import { Choice } from '../controls.ts';
import { element, setText } from '../dom.ts';
import type { ShownLayer } from '../layers.ts';
import { rovingFocus } from '../roving-focus.ts';
import { swatch } from '../schemes/swatch.ts';
import type { Direction, Series } from '../series.ts';
import { paintAxis, paintRows, paintZone, paintZoneEdges, type RidgePicture, ROW } from './painter.ts';
import { readout } from './readout.ts';
import { byTrouble, type RidgeOrder, type RidgeRow, ridgeRows, sharedDecades } from './rows.ts';
import { Surface } from './surface.ts';

export interface RidgeContent {
  readonly layers: readonly ShownLayer[];
  /** Of these the first two are compared. */
  readonly series: readonly Series[];
  /** The gradient's healthy second moment; null if there is none to compare with. */
  readonly gradientReference: number | null;
  readonly isStale: boolean;
}

export interface RidgeEvents {
  onLayer(layer: ShownLayer): void;
  onHover(layer: LayerId | null): void;
}

const COMPARED = 2;
const AXIS_HEIGHT = 24;
/** Room above the first row, into which its ridge rises. */
const ABOVE = 12;
const HOVER_SHADE = 0.12;
const ORDERS: readonly RidgeOrder[] = ['depth', 'trouble'];

/** One direction's column: its axis and its rows. */
class Column {
  readonly axis = new Surface(element('canvas', { class: 'ridge-axis', 'aria-hidden': 'true' }));
  readonly rows: Surface;

  constructor(
    readonly direction: Direction,
    readonly title: string,
  ) {
    this.rows = new Surface(element('canvas', { class: 'ridge-canvas', role: 'img', 'data-ridge': direction }));
  }
}

/**
 * How the outputs and gradients of every layer are spread over sizes, a row a layer, on an axis that all rows share. Only
 * the rows in sight are drawn, whatever the number of layers, and none while it is closed.
 */
export class Ridge {
  readonly element: HTMLDetailsElement;
  readonly #events: RidgeEvents;
  readonly #columns = [
    new Column('forward', l10n.t('Outputs, |a|')),
    new Column('backward', l10n.t('Gradients, |g|')),
  ] as const;
  readonly #choice: Choice;
  readonly #legend = element('span', { class: 'ridge-legend' });
  readonly #labels = element('div', { class: 'ridge-labels', role: 'group', 'aria-label': l10n.t('Layers') });
  readonly #scroller: HTMLElement;
  readonly #readout = element('p', { class: 'ridge-readout', id: 'ridge-readout' });
  readonly #focus = rovingFocus(this.#labels, () => [...this.#labels.querySelectorAll('button')]);
  #order: RidgeOrder = 'depth';
  #content: RidgeContent | null = null;
  #rows: readonly RidgeRow[] = [];
  #listed = '';
  #highlighted: LayerId | null = null;
  #theme = readTheme();
  #isDrawingDue = false;

  constructor(events: RidgeEvents) {
    this.#events = events;
    this.#choice = new Choice('ridge-order', l10n.t('Sort by'), (chosen) => {
      this.#order = ORDERS.find((order) => order === chosen) ?? 'depth';
      this.#update();
      this.#scroller.scrollTop = 0;
    });
    const heads = this.#columns.map(({ title, axis }) =>
      element('div', { class: 'ridge-head' }, element('strong', {}, title), axis.canvas),
    );
    this.#scroller = element(
      'div',
      { class: 'ridge-scroller' },
      element('div', { class: 'ridge-corner' }),
      ...heads,
      this.#labels,
      ...this.#columns.map(({ rows }) => rows.canvas),
    );
    this.element = element(
      'details',
      { class: 'ridge' },
      element('summary', {}, l10n.t('How outputs and gradients are spread')),
      element('div', { class: 'ridge-controls' }, this.#choice.element, this.#legend),
      element(
        'p',
        { class: 'ridge-hint' },
        l10n.t(
          'A row a layer, all on the same axis: a spread further left is smaller, by a power of ten a step. The bars at the edge are the elements that are exactly 0.',
        ),
      ),
      this.#readout,
      this.#scroller,
    );
    this.element.addEventListener('toggle', () => this.#update());
    this.#scroller.addEventListener('scroll', () => this.#drawSoon());
    new ResizeObserver(() => this.#drawSoon()).observe(this.#scroller);
    onThemeChange(() => {
      this.#theme = readTheme();
      this.#drawSoon();
    });
    this.#listen();
  }

  show(content: RidgeContent): void {
    this.#content = content;
    this.#scroller.classList.toggle('stale', content.isStale);
    this.#update();
  }

  /** Marks a layer's row; null for none. */
  highlight(id: LayerId | null): void {
    if (id === this.#highlighted) return;
    this.#highlighted = id;
    for (const button of this.#labels.querySelectorAll('button')) {
      button.classList.toggle('hovered', button.dataset.row === id);
    }
    this.#say();
    this.#drawSoon();
  }

  #listen(): void {
    const rowAt = ({ clientY }: MouseEvent) => {
      const top = this.#labels.getBoundingClientRect().top + ABOVE;
      return this.#rows[Math.floor((clientY - top) / ROW)] ?? null;
    };
    for (const { rows } of this.#columns) {
      rows.canvas.addEventListener('pointermove', (event) => this.#events.onHover(rowAt(event)?.layer.id ?? null));
      rows.canvas.addEventListener('click', (event) => {
        const row = rowAt(event);
        if (row !== null) this.#events.onLayer(row.layer);
      });
    }
    const labelled = (target: EventTarget | null) =>
      target instanceof HTMLElement ? (target.closest('button')?.dataset.row ?? null) : null;
    this.#labels.addEventListener('pointerover', ({ target }) => this.#events.onHover(labelled(target)));
    this.#labels.addEventListener('focusin', ({ target }) => this.#events.onHover(labelled(target)));
    this.#labels.addEventListener('click', ({ target }) => {
      const layer = this.#rows.find((row) => row.layer.id === labelled(target))?.layer;
      if (layer !== undefined) this.#events.onLayer(layer);
    });
    this.#scroller.addEventListener('pointerleave', () => this.#events.onHover(null));
  }

  get #compared(): readonly Series[] {
    return this.#content?.series.slice(0, COMPARED) ?? [];
  }

  /** What is drawn has changed, or where. */
  #update(): void {
    const content = this.#content;
    if (content === null || !this.element.open) return;
    this.#choice.show(
      [
        { value: 'depth', text: l10n.t('Depth') },
        { value: 'trouble', text: l10n.t('Trouble') },
      ],
      this.#order,
    );
    const series = this.#compared;
    const rows = ridgeRows(content.layers, series);
    this.#rows = this.#order === 'depth' ? rows : byTrouble(rows, series[0], content.gradientReference);
    this.#list();
    this.#say();
    this.#drawSoon();
  }

  /** Names of the rows, and of what is compared. */
  #list(): void {
    const series = this.#compared;
    this.#legend.replaceChildren(
      ...series.map(({ scheme, label }) => element('span', { class: 'entry' }, swatch(scheme), label)),
    );
    const listed = JSON.stringify(this.#rows.map(({ layer }) => layer.id));
    if (listed === this.#listed) return;
    this.#listed = listed;
    this.#labels.replaceChildren(
      ...this.#rows.map(({ layer: { id, name } }) =>
        element(
          'button',
          { type: 'button', 'data-row': id, title: name, 'aria-describedby': 'ridge-readout' },
          element('bdi', {}, name),
        ),
      ),
    );
    this.#focus.refresh();
  }

  #say(): void {
    const row = this.#rows.find(({ layer }) => layer.id === this.#highlighted);
    setText(
      this.#readout,
      row === undefined ? l10n.t('Point at a layer to see its figures.') : readout(row.layer, this.#compared),
    );
  }

  #drawSoon(): void {
    if (this.#isDrawingDue || !this.element.open) return;
    this.#isDrawingDue = true;
    requestAnimationFrame(() => {
      this.#isDrawingDue = false;
      this.#draw();
    });
  }

  #draw(): void {
    const content = this.#content;
    if (content === null || !this.element.open) return;
    const { clientHeight, scrollTop } = this.#scroller;
    const [{ axis: firstAxis }] = this.#columns;
    const headHeight = firstAxis.canvas.parentElement?.offsetHeight ?? AXIS_HEIGHT;
    const height = Math.min(clientHeight - headHeight, ABOVE + this.#rows.length * ROW);
    for (const { direction, title, axis, rows } of this.#columns) {
      const picture = this.#picture(direction, content.gradientReference);
      const width = rows.canvas.clientWidth;
      axis.paint(width, AXIS_HEIGHT, (context) => paintAxis(context, picture, width, AXIS_HEIGHT, this.#theme));
      rows.paint(width, height, (context) => this.#paint(context, picture, width, height, scrollTop));
      rows.canvas.setAttribute('aria-label', l10n.t('{0} of {1} layers', title, this.#rows.length));
      rows.canvas.style.top = `${headHeight}px`;
    }
  }

  #paint(context: CanvasRenderingContext2D, picture: RidgePicture, width: number, height: number, top: number): void {
    // The row below the last one in sight rises into it.
    const from = Math.max(0, Math.floor((top - ABOVE) / ROW));
    const to = Math.min(this.#rows.length, Math.ceil((top + height) / ROW) + 1);
    const offset = ABOVE + from * ROW - top;
    const seen = this.#rows.slice(from, to);
    paintZone(context, picture, width, height, this.#theme);
    const hovered = seen.findIndex(({ layer }) => layer.id === this.#highlighted);
    if (hovered !== -1) {
      context.fillStyle = color(this.#theme.foreground).alpha(HOVER_SHADE).rgbString();
      context.fillRect(0, offset + hovered * ROW, width, ROW);
    }
    paintRows(context, picture, seen, offset, width, this.#theme);
    paintZoneEdges(context, picture, width, height, this.#theme);
  }

  #picture(direction: Direction, gradientReference: number | null): RidgePicture {
    const reference = direction === 'forward' ? 1 : gradientReference;
    const healthy = reference === null ? null : Math.log10(reference) / 2;
    return {
      direction,
      decades: sharedDecades(this.#rows, direction, healthy ?? 0),
      healthy,
      schemes: this.#compared.map(({ scheme }) => scheme),
      hasInfinite: this.#rows.some((row) => row[direction].some((density) => (density?.nonFinite ?? 0) > 0)),
    };
  }
}
