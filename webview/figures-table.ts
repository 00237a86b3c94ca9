import * as l10n from '@vscode/l10n';
import type { LayerStatistics } from '../src/model/statistics.ts';
import type { Kernels } from '../src/simulation/memory/lease.ts';
import { element } from './dom.ts';
import { figure, rangeOf } from './figures.ts';
import type { ShownLayer } from './layers.ts';
import { known, type Series } from './series.ts';

const HEADINGS = [
  l10n.t('Layer'),
  l10n.t('Initialisers'),
  l10n.t('Signal E[a²]'),
  l10n.t('Middle 90%'),
  l10n.t('Variance'),
  l10n.t('Gradient E[g²]'),
  l10n.t('Middle 90%'),
] as const;

const CAPTION = l10n.t('Medians over the seeds. The input has E[a²] = 1, the gradient at the output E[g²] = 1.');

const COMPUTED: Readonly<Record<Kernels, string>> = {
  wasm: l10n.t('Simulated by WebAssembly.'),
  javascript: l10n.t('Simulated in plain JavaScript, more slowly: WebAssembly cannot run here.'),
};

/**
 * The charts' figures as a table, for screen readers, copying and tests: a body a layer, a row a series. Rows carry
 * `data-layer`, `data-series` and `data-method`, the caption `data-kernels`, cells `data-quantity` and the unrounded `data-value`.
 */
export class FiguresTable {
  readonly element: HTMLElement;
  readonly #table = element('table', { class: 'figures' });
  readonly #onLayer: (layer: ShownLayer) => void;

  constructor(onLayer: (layer: ShownLayer) => void) {
    this.#onLayer = onLayer;
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
      if (layer !== undefined) this.#onLayer(layer);
    });
  }

  #layers: readonly ShownLayer[] = [];

  /** @param kernels who computed the simulated figures; null as long as there are none. */
  show(layers: readonly ShownLayer[], series: readonly Series[], kernels: Kernels | null): void {
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.layer : undefined;
    this.#layers = layers;
    const header = element('tr', {}, ...HEADINGS.map((text) => element('th', { scope: 'col' }, text)));
    this.#table.replaceChildren(
      element(
        'caption',
        { 'data-kernels': kernels ?? '' },
        kernels === null ? CAPTION : `${CAPTION} ${COMPUTED[kernels]}`,
      ),
      element('thead', {}, header),
      ...layers.map((layer) => layerBody(layer, series)),
    );
    if (focused === undefined) return;
    for (const button of this.#table.querySelectorAll('button')) {
      if (button.dataset.layer === focused) button.focus({ preventScroll: true });
    }
  }
}

function layerBody(layer: ShownLayer, series: readonly Series[]): HTMLElement {
  const rows = series.map((each) => {
    const statistics = known(each).get(layer.id);
    const method = statistics?.method ?? '';
    const row = element('tr', { 'data-layer': layer.id, 'data-series': each.role, 'data-method': method });
    row.append(element('th', { scope: 'row' }, each.label), ...figureCells(statistics));
    return row;
  });
  const name = layer.line === null ? layer.name : l10n.t('{0}, line {1}', layer.name, layer.line);
  const button = element(
    'button',
    { type: 'button', 'data-layer': layer.id, title: l10n.t('Show {0} in the editor', layer.name) },
    name,
  );
  const heading = element(
    'th',
    { scope: 'rowgroup', rowspan: String(Math.max(1, series.length)) },
    button,
    element('span', { class: 'description' }, layer.description),
  );
  rows[0]?.prepend(heading);
  return element('tbody', {}, ...rows);
}

function figureCells(statistics: LayerStatistics | undefined): HTMLElement[] {
  if (statistics === undefined) return Array.from({ length: HEADINGS.length - 2 }, () => element('td', {}, '–'));
  const { forward, backward } = statistics;
  return [
    cell('forward', forward.median),
    bandCell('forward-band', forward),
    cell('forward-variance', forward.variance),
    cell('backward', backward.median),
    bandCell('backward-band', backward),
  ];
}

function cell(quantity: string, value: number): HTMLElement {
  return element('td', { 'data-quantity': quantity, 'data-value': String(value) }, figure(value));
}

function bandCell(quantity: string, { low, high }: { readonly low: number; readonly high: number }): HTMLElement {
  const attributes = { 'data-quantity': quantity, 'data-low': String(low), 'data-high': String(high) };
  return element('td', attributes, rangeOf(low, high));
}
