import * as l10n from '@vscode/l10n';
import type { LayerStatistics } from '../src/model/statistics.ts';
import { element, setText } from './dom.ts';
import { figure, rangeOf } from './figures.ts';

/** Of a row's cells, behind those of the layer and the series. */
const QUANTITIES = ['forward', 'forward-band', 'forward-variance', 'backward', 'backward-band'] as const;

type Quantity = (typeof QUANTITIES)[number];

export const HEADINGS: readonly string[] = [
  l10n.t('Layer'),
  l10n.t('Initialisers'),
  l10n.t('Signal E[a²]'),
  l10n.t('Middle 90%'),
  l10n.t('Variance'),
  l10n.t('Gradient E[g²]'),
  l10n.t('Middle 90%'),
];

/** One layer's figures under one choice of initialisers. */
export class FigureRow {
  readonly element: HTMLTableRowElement;
  readonly #cells: ReadonlyMap<Quantity, HTMLTableCellElement>;
  /** What the cells show; null as long as they show nothing. */
  #shown: LayerStatistics | null | undefined = null;

  /** @param series the scheme's id. */
  constructor(layer: string, series: string, label: string) {
    this.#cells = new Map(QUANTITIES.map((quantity) => [quantity, element('td', { 'data-quantity': quantity })]));
    this.element = element(
      'tr',
      { 'data-layer': layer, 'data-series': series },
      element('th', { scope: 'row' }, label),
    );
    this.element.append(...this.#cells.values());
  }

  show(statistics: LayerStatistics | undefined): void {
    if (statistics === this.#shown) return;
    this.#shown = statistics;
    this.element.dataset.method = statistics?.method ?? '';
    const { forward, backward } = statistics ?? {};
    this.#value('forward', forward?.median);
    this.#band('forward-band', forward);
    this.#value('forward-variance', forward?.variance);
    this.#value('backward', backward?.median);
    this.#band('backward-band', backward);
  }

  #value(quantity: Quantity, value: number | undefined): void {
    const cell = this.#cells.get(quantity);
    if (cell === undefined) return;
    cell.dataset.value = value === undefined ? '' : String(value);
    setText(cell, value === undefined ? '–' : figure(value));
  }

  #band(quantity: Quantity, band: { readonly low: number; readonly high: number } | undefined): void {
    const cell = this.#cells.get(quantity);
    if (cell === undefined) return;
    cell.dataset.low = band === undefined ? '' : String(band.low);
    cell.dataset.high = band === undefined ? '' : String(band.high);
    setText(cell, band === undefined ? '–' : rangeOf(band.low, band.high));
  }
}
