import * as l10n from '@vscode/l10n';
import { hasBand } from './charts/backdrop.ts';
import { element, setText } from './dom.ts';
import { rovingFocus } from './roving-focus.ts';
import { schemeLabel } from './schemes/names.ts';
import { swatch } from './schemes/swatch.ts';
import { isShown, THEORY } from './schemes/toggle.ts';
import type { Series } from './series.ts';
import type { PanelSettings } from './settings.ts';
import { HEALTHY_FACTOR } from './verdict.ts';

export interface LegendEvents {
  /** A scheme's id, or `THEORY`. */
  onToggle(key: string): void;
  /** Asks what a scheme is; null closes that. */
  onFormula(scheme: string | null): void;
}

export interface LegendContent {
  /** Every scheme that can be shown, in order. */
  readonly schemes: readonly string[];
  readonly settings: Pick<PanelSettings, 'hidden' | 'comparisons'>;
  /** The scheme whose formula is open; null for none. */
  readonly open: string | null;
  /** What is charted. */
  readonly shown: readonly Series[];
  /** Whether the file's own curve stands beside a change that is tried. */
  readonly withReference: boolean;
}

/** The curves' names: each scheme is shown and hidden here, and says what it is. */
export class Legend {
  readonly element: HTMLElement;
  readonly #schemes = element('div', {
    class: 'schemes',
    role: 'toolbar',
    'aria-label': l10n.t('Initialisers to compare'),
  });
  readonly #band = element('span');
  readonly #reference = element(
    'span',
    { class: 'entry' },
    element('span', { class: 'reference' }),
    l10n.t('As written, predicted'),
  );
  readonly #events: LegendEvents;
  readonly #focus = rovingFocus(this.#schemes, () => [...this.#schemes.querySelectorAll('button')]);
  #listed = '';

  constructor(events: LegendEvents) {
    this.#events = events;
    this.#schemes.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') events.onFormula(null);
    });
    this.element = element(
      'div',
      { class: 'legend' },
      this.#schemes,
      this.#toggle(THEORY, l10n.t('Theory (mean field)')),
      this.#reference,
      element('span', { class: 'entry' }, element('span', { class: 'band' }), this.#band),
      element(
        'span',
        { class: 'entry' },
        element('span', { class: 'zone' }),
        l10n.t('Healthy: within a factor of {0}', HEALTHY_FACTOR),
      ),
    );
  }

  show({ schemes, settings, open, shown, withReference }: LegendContent): void {
    const listed = schemes.join(' ');
    // The focus stays where it is as long as the schemes do.
    if (listed !== this.#listed) {
      this.#listed = listed;
      this.#schemes.replaceChildren(...schemes.map((scheme) => this.#chip(scheme)));
      this.#focus.refresh();
    }
    this.#reference.hidden = !withReference;
    const isAll = shown.every((series) => hasBand(series, shown.length));
    setText(
      this.#band,
      isAll ? l10n.t('Middle 90% of the seeds') : l10n.t('Middle 90% of the seeds, of the first two'),
    );
    for (const button of this.element.querySelectorAll<HTMLElement>('button[data-key]')) {
      const on = isShown(settings, button.dataset.key ?? '');
      button.setAttribute('aria-pressed', String(on));
      button.parentElement?.classList.toggle('on', on);
    }
    for (const button of this.element.querySelectorAll<HTMLElement>('button[data-formula]')) {
      button.setAttribute('aria-expanded', String(button.dataset.formula === open));
    }
  }

  /** Back to the button that opened a scheme's formula. */
  focusFormula(scheme: string): void {
    for (const button of this.element.querySelectorAll<HTMLElement>('button[data-formula]')) {
      if (button.dataset.formula === scheme) button.focus();
    }
  }

  #chip(scheme: string): HTMLElement {
    const label = schemeLabel(scheme);
    const formula = element(
      'button',
      {
        type: 'button',
        class: 'formula-button',
        'data-formula': scheme,
        'aria-label': l10n.t('{0}: formula', label),
        title: l10n.t('What {0} is', label),
      },
      'ƒ',
    );
    formula.addEventListener('click', () => {
      this.#events.onFormula(formula.getAttribute('aria-expanded') === 'true' ? null : scheme);
    });
    return element('span', { class: 'chip' }, this.#toggle(scheme, label), formula);
  }

  #toggle(key: string, label: string): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'entry', 'data-key': key }, swatch(key), label);
    button.addEventListener('click', () => this.#events.onToggle(key));
    return button;
  }
}
