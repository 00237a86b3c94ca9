import * as l10n from '@vscode/l10n';
import type { Unknown } from '../src/model/graph.ts';
import { NumberField } from './controls.ts';
import { element, setText } from './dom.ts';

/** Fields for the numbers that the model's file does not tell: sizes from elsewhere, loops without a known end. */
export class Assumptions {
  readonly element: HTMLElement;
  readonly #fields = element('div', { class: 'fields' });
  readonly #byName = new Map<string, NumberField>();
  readonly #onAssume: (name: string, value: number) => void;

  constructor(onAssume: (name: string, value: number) => void) {
    this.#onAssume = onAssume;
    const heading = element('h2', {});
    setText(heading, l10n.t('Assumed, because the file does not tell'));
    this.element = element(
      'section',
      { class: 'assumptions', 'aria-label': l10n.t('Assumed sizes') },
      heading,
      this.#fields,
    );
  }

  show(unknowns: readonly Unknown[]): void {
    const numbers = unknowns.flatMap(({ name, what, assumed }) => (assumed === null ? [] : [{ name, what, assumed }]));
    this.element.hidden = numbers.length === 0;
    const names = numbers.map(({ name }) => name);
    // Fields stay as long as they are about the same numbers: what the user types in them is kept.
    if (names.join('\n') !== [...this.#byName.keys()].join('\n')) this.#rebuild(numbers);
    for (const { name, what, assumed } of numbers) {
      const field = this.#byName.get(name);
      field?.show(assumed);
      field?.element.setAttribute('title', what);
    }
  }

  #rebuild(numbers: readonly { readonly name: string; readonly assumed: number }[]): void {
    this.#byName.clear();
    for (const { name, assumed } of numbers) {
      // Sizes and counts are whole; a rate is not.
      const isWhole = Number.isInteger(assumed);
      const accepts = (value: number) => Number.isFinite(value) && value > 0 && (!isWhole || Number.isInteger(value));
      const field = new NumberField(`assume:${name}`, name, accepts, (value) => this.#onAssume(name, value));
      this.#byName.set(name, field);
    }
    this.#fields.replaceChildren(...[...this.#byName.values()].map((field) => field.element));
  }
}
