import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import type { Lesson } from './lesson.ts';
import { mathOf } from './mathml.ts';
import { swatch } from './swatch.ts';

/** What a scheme is: its formula, with a layer's numbers, what is really drawn, when it is the right one and why. */
export class FormulaCard {
  readonly element = element('section', { class: 'formula-card', 'aria-label': l10n.t('Formula') });
  readonly #onClose: () => void;
  #shown = '';

  constructor(onClose: () => void) {
    this.#onClose = onClose;
    this.element.hidden = true;
    this.element.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') onClose();
    });
  }

  /** Null for none. */
  show(lesson: Lesson | null): void {
    const shown = JSON.stringify(lesson);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.hidden = lesson === null;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(...(lesson === null ? [] : this.#content(lesson)));
    if (hadFocus) this.element.querySelector('button')?.focus({ preventScroll: true });
  }

  #content({ scheme, title, about, formula, at, sampled, advice }: Lesson): HTMLElement[] {
    const close = element('button', { type: 'button', class: 'link', 'data-action': 'close' }, l10n.t('Close'));
    close.addEventListener('click', this.#onClose);
    const heading = element('header', {}, swatch(scheme), element('h2', {}, title), close);
    const symbols = formula === null ? [] : [formula.law, ...formula.symbols];
    const numbers = formula?.numbers ?? [];
    const formulas = element('div', { class: 'formulas' }, ...symbols.map(mathOf));
    const withNumbers = element('div', { class: 'formulas', 'data-of': 'numbers' }, ...numbers.map(mathOf));
    return [
      heading,
      element('p', {}, about),
      ...(symbols.length === 0 ? [] : [formulas]),
      ...(at === null ? [] : [element('p', { class: 'at' }, at)]),
      ...(numbers.length === 0 ? [] : [withNumbers]),
      ...sampled.map((sentence) => element('p', { class: 'sampled' }, sentence)),
      ...(advice === null ? [] : [element('p', {}, element('strong', {}, advice.when), ' ', advice.why)]),
      ...(advice === null || advice.source === null ? [] : [element('p', { class: 'source' }, advice.source)]),
    ];
  }
}
