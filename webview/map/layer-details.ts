import * as l10n from '@vscode/l10n';
import type { LayerId } from '../../src/model/graph.ts';
import type { LayerStatistics } from '../../src/model/statistics.ts';
import type { WeightSheet } from '../../src/protocol.ts';
import { element } from '../dom.ts';
import { figure, percentage } from '../figures.ts';
import type { ShownLayer } from '../layers.ts';
import { known, type Series } from '../series.ts';
import { histogramPicture, rangeText, sharesOf } from './histogram.ts';

export interface DetailsContent {
  readonly layer: ShownLayer;
  /** The layers whose outputs enter. */
  readonly inputs: readonly ShownLayer[];
  readonly series: readonly Series[];
  /** Null until the extension has told. */
  readonly weights: readonly WeightSheet[] | null;
}

export interface DetailsEvents {
  onReveal(layer: ShownLayer): void;
  onClose(): void;
}

/** The numbers of the selected layer: what enters, what leaves, how its weights are drawn. */
export class LayerDetails {
  readonly element = element('section', { class: 'details', 'aria-label': l10n.t('Selected layer') });
  readonly #events: DetailsEvents;

  constructor(events: DetailsEvents) {
    this.#events = events;
    this.element.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') events.onClose();
    });
  }

  /** Null for no layer. */
  show(content: DetailsContent | null): void {
    this.element.hidden = content === null;
    if (content === null) {
      this.element.replaceChildren();
      return;
    }
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.action : undefined;
    this.element.replaceChildren(
      this.#heading(content.layer),
      element('div', { class: 'scroll' }, figuresOf(content)),
      ...histograms(content),
      ...(content.weights ?? []).map(weightTable),
    );
    if (focused === undefined) return;
    for (const button of this.element.querySelectorAll('button')) {
      if (button.dataset.action === focused) button.focus({ preventScroll: true });
    }
  }

  #heading(layer: ShownLayer): HTMLElement {
    const button = (action: string, label: string, onClick: () => void) => {
      const made = element('button', { type: 'button', class: 'link', 'data-action': action }, label);
      made.addEventListener('click', onClick);
      return made;
    };
    return element(
      'header',
      {},
      element('h2', {}, layer.name),
      element('span', { class: 'description' }, layer.description),
      button('reveal', revealLabel(layer), () => this.#events.onReveal(layer)),
      button('close', l10n.t('Close'), () => this.#events.onClose()),
    );
  }
}

function revealLabel({ line }: ShownLayer): string {
  return line === null ? l10n.t('Show in the editor') : l10n.t('Show line {0} in the editor', line);
}

type Quantity = readonly [label: string, value: (statistics: LayerStatistics) => string | null];

const LEAVING: readonly Quantity[] = [
  [l10n.t('Signal that leaves, E[a²]'), ({ forward }) => figure(forward.median)],
  [l10n.t('Mean'), ({ forward }) => figure(forward.mean)],
  [l10n.t('Variance'), ({ forward }) => figure(forward.variance)],
  [l10n.t('Units that are 0 for every example'), ({ forward }) => percentage(forward.deadFraction)],
  [l10n.t('Saturated outputs'), ({ forward }) => percentage(forward.saturatedFraction)],
  [l10n.t('Cosine of two examples'), ({ forward }) => (forward.cosine === null ? null : figure(forward.cosine))],
  [l10n.t('Gradient that comes back, E[g²]'), ({ backward }) => figure(backward.median)],
  [
    l10n.t('Gradient of the kernel, E[g²]'),
    ({ weightGradient }) => (weightGradient === null ? null : figure(weightGradient.secondMoment)),
  ],
  [l10n.t('Elements that are no numbers'), ({ nonFinite }) => (nonFinite === 0 ? null : String(nonFinite))],
];

function figuresOf({ layer, inputs, series }: DetailsContent): HTMLElement {
  const row = (label: string, value: (statistics: LayerStatistics) => string | null, id: LayerId) => {
    const cells = series.map((each) => {
      const statistics = known(each).get(id);
      return statistics === undefined ? null : value(statistics);
    });
    if (cells.every((cell) => cell === null)) return [];
    return [
      element('tr', {}, element('th', { scope: 'row' }, label), ...cells.map((cell) => element('td', {}, cell ?? '–'))),
    ];
  };
  const entering = inputs.flatMap(({ id, name }) =>
    row(l10n.t('Signal that enters from {0}, E[a²]', name), ({ forward }) => figure(forward.median), id),
  );
  const leaving = LEAVING.flatMap(([label, value]) => row(label, value, layer.id));
  return element(
    'table',
    { class: 'figures' },
    element(
      'caption',
      {},
      series.some(({ simulated }) => simulated !== null) ? l10n.t('Simulated') : l10n.t('Predicted'),
    ),
    element(
      'thead',
      {},
      element('tr', {}, element('td', {}), ...series.map(({ label }) => element('th', { scope: 'col' }, label))),
    ),
    element('tbody', {}, ...entering, ...leaving),
  );
}

function histograms({ layer, series }: DetailsContent): HTMLElement[] {
  const pictures = series.flatMap(({ role, label, simulated }) => {
    const histogram = simulated?.get(layer.id)?.forward.histogram ?? null;
    const shares = histogram === null ? null : sharesOf(histogram);
    if (histogram === null || shares === null) return [];
    return [
      element(
        'figure',
        { class: `spread ${role}` },
        histogramPicture(histogram, shares, l10n.t('Outputs, {0}', label)),
        element('figcaption', {}, l10n.t('{0}: outputs from {1}', label, rangeText(histogram))),
      ),
    ];
  });
  return pictures.length === 0 ? [] : [element('div', { class: 'spreads' }, ...pictures)];
}

function weightTable({ title, columns, rows, notes }: WeightSheet): HTMLElement {
  const header = element(
    'tr',
    {},
    element('td', {}),
    ...columns.map((column) => element('th', { scope: 'col' }, column)),
  );
  const body = rows.map(([head = '', ...cells]) =>
    element('tr', {}, element('th', { scope: 'row' }, head), ...cells.map((cell) => element('td', {}, cell))),
  );
  return element(
    'div',
    { class: 'weight' },
    element(
      'div',
      { class: 'scroll' },
      element(
        'table',
        { class: 'figures' },
        element('caption', {}, title),
        element('thead', {}, header),
        element('tbody', {}, ...body),
      ),
    ),
    ...notes.map((note) => element('p', { class: 'hint' }, note)),
  );
}
