import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import { figure } from '../figures.ts';
import type { LossCurve } from './loss-chart.ts';
import { outcomeOf } from './outcome.ts';
import { outcomeWord } from './words.ts';

/** The curves' ends as a table. Rows carry `data-scheme`, cells of figures the unrounded `data-value`. */
export class LossesTable {
  readonly element = element('table', { class: 'figures' });

  /** @param chance the loss of the best answer that ignores the input. */
  show(curves: readonly LossCurve[], chance: number | null): void {
    const headings = [l10n.t('Initialisers'), l10n.t('First loss'), l10n.t('Last loss'), l10n.t('What happened')];
    const said =
      chance === null ? '' : l10n.t('The best answer that ignores the input has a loss of {0}.', figure(chance));
    this.element.replaceChildren(
      element('caption', {}, l10n.t('Means over the last eight steps; medians over the seeds. {0}', said)),
      element('thead', {}, element('tr', {}, ...headings.map((text) => element('th', { scope: 'col' }, text)))),
      element('tbody', {}, ...curves.map((curve) => row(curve, chance))),
    );
  }
}

function row({ scheme, label, points }: LossCurve, chance: number | null): HTMLElement {
  const outcome = chance === null ? null : outcomeOf(points, chance);
  return element(
    'tr',
    { 'data-scheme': scheme, 'data-outcome': outcome?.kind ?? '' },
    element('th', { scope: 'row' }, label),
    cell(points[0]?.median),
    cell(points.at(-1)?.median),
    element('td', {}, outcome === null ? '–' : outcomeWord(outcome)),
  );
}

function cell(value: number | undefined): HTMLElement {
  if (value === undefined) return element('td', {}, '–');
  return element('td', { 'data-value': String(value) }, figure(value));
}
