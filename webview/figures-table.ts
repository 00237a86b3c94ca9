import * as l10n from '@vscode/l10n';
import type { LayerId } from '../src/model/graph.ts';
import type { Kernels } from '../src/simulation/memory/lease.ts';
import { element, setText } from './dom.ts';
import { FigureRow, HEADINGS } from './figure-row.ts';
import type { ShownLayer } from './layers.ts';
import { known, type Series } from './series.ts';
import type { Drawing } from './turns.ts';

const CAPTION = l10n.t('Medians over the seeds. The input has E[a²] = 1, the gradient at the output E[g²] = 1.');

const COMPUTED: Readonly<Record<Kernels, string>> = {
  wasm: l10n.t('Simulated by WebAssembly.'),
  javascript: l10n.t('Simulated in plain JavaScript, more slowly: WebAssembly cannot run here.'),
};

/** The rows of one layer, one a series. */
interface Group {
  readonly id: LayerId;
  readonly rows: readonly FigureRow[];
}

/**
 * The charts' figures as a table, for screen readers, copying and tests: a body a layer, a row a series. Rows carry
 * `data-layer`, `data-series` and `data-method`, the caption `data-kernels`, cells `data-quantity` and the unrounded `data-value`.
 * Rows stay as long as layers and series do: only figures change while seeds come in.
 */
export class FiguresTable {
  readonly element: HTMLElement;
  readonly #caption = element('caption');
  readonly #table = element('table', { class: 'figures' });
  #layers: readonly ShownLayer[] = [];
  #groups: readonly Group[] = [];
  /** Of the layers and series that have rows. */
  #signature = '';

  constructor(onLayer: (layer: ShownLayer) => void) {
    this.element = element(
      'details',
      { class: 'table' },
      element('summary', {}, l10n.t('Figures as a table')),
      element('div', { class: 'scroll' }, this.#table),
    );
    // A layer's button keeps the focus over updates: clicks are heard here.
    this.#table.addEventListener('click', ({ target }) => {
      const id = target instanceof HTMLElement ? target.closest('button')?.dataset.layer : undefined;
      const layer = this.#layers.find((each) => each.id === id);
      if (layer !== undefined) onLayer(layer);
    });
  }

  #atCursor: ReadonlySet<LayerId> = new Set();

  /** Marks the layers that the editor's cursor is on. */
  showCursor(layers: ReadonlySet<LayerId>): void {
    this.#atCursor = layers;
    for (const body of this.#table.tBodies) {
      const id = body.querySelector('tr')?.dataset.layer;
      body.classList.toggle('at-cursor', id !== undefined && layers.has(id));
    }
  }

  /** @param kernels who computed the simulated figures; null as long as there are none. */
  *show(layers: readonly ShownLayer[], series: readonly Series[], kernels: Kernels | null): Drawing {
    const signature = JSON.stringify([layers, series.map(({ scheme, label }) => [scheme, label])]);
    if (signature !== this.#signature) {
      yield* this.#build(layers, series);
      this.#signature = signature;
    }
    this.#caption.dataset.kernels = kernels ?? '';
    setText(this.#caption, kernels === null ? CAPTION : `${CAPTION} ${COMPUTED[kernels]}`);
    const statistics = series.map(known);
    for (const { id, rows } of this.#groups) {
      rows.forEach((row, i) => void row.show(statistics[i]?.get(id)));
      yield;
    }
  }

  /** New rows come onto the page all at once. */
  *#build(layers: readonly ShownLayer[], series: readonly Series[]): Drawing {
    const bodies: HTMLElement[] = [];
    const groups: Group[] = [];
    const statistics = series.map(known);
    for (const layer of layers) {
      const rows = series.map(({ scheme, label }, i) => {
        const row = new FigureRow(layer.id, scheme, label);
        row.show(statistics[i]?.get(layer.id));
        return row;
      });
      rows[0]?.element.prepend(layerHeading(layer, rows.length));
      bodies.push(element('tbody', {}, ...rows.map((row) => row.element)));
      groups.push({ id: layer.id, rows });
      yield;
    }
    const header = element('tr', {}, ...HEADINGS.map((text) => element('th', { scope: 'col' }, text)));
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.layer : undefined;
    this.#layers = layers;
    this.#groups = groups;
    this.#table.replaceChildren(this.#caption, element('thead', {}, header), ...bodies);
    this.showCursor(this.#atCursor);
    if (focused !== undefined) this.#focus(focused);
  }

  #focus(layer: string): void {
    for (const button of this.#table.querySelectorAll('button')) {
      if (button.dataset.layer === layer) button.focus({ preventScroll: true });
    }
  }
}

function layerHeading(layer: ShownLayer, rows: number): HTMLElement {
  const name = layer.line === null ? layer.name : l10n.t('{0}, line {1}', layer.name, layer.line);
  const button = element(
    'button',
    { type: 'button', 'data-layer': layer.id, title: l10n.t('Show {0} in the editor', layer.name) },
    name,
  );
  return element(
    'th',
    { scope: 'rowgroup', rowspan: String(rows) },
    button,
    element('span', { class: 'description' }, layer.description),
  );
}
