import * as l10n from '@vscode/l10n';
import type { Unknown } from '../../src/model/graph.ts';
import { AS_WRITTEN, isAsWritten, type WhatIf } from '../../src/model/what-if.ts';
import { Button } from '../controls.ts';
import { element, setText } from '../dom.ts';
import type { PanelSettings } from '../settings.ts';
import type { Drawing } from '../turns.ts';
import { differenceOf } from './differences.ts';
import type { Trial } from './trial.ts';
import { WhatIfFields } from './what-if-fields.ts';

export interface WhatIfContent {
  readonly settings: PanelSettings;
  readonly trial: Trial;
  /** Numbers that the file does not tell. */
  readonly unknowns: readonly Unknown[];
}

export interface WhatIfEvents {
  onTry(whatIf: WhatIf): void;
  onSettings(changed: Partial<PanelSettings>): void;
  /** The user gives a number for an unknown of the model. */
  onAssume(name: string, value: number): void;
  onWrite(): void;
}

/** What is tried on the model, and what of it is not in the file. */
export class WhatIfSection {
  readonly element: HTMLElement;
  readonly #events: WhatIfEvents;
  readonly #details = element('details', {}, element('summary', {}, l10n.t('What if…')));
  /** Made when they are shown first: the page is on its way to its first charts before. */
  #fields: WhatIfFields | null = null;
  readonly #difference = element('p', { class: 'difference', role: 'status' });
  readonly #left = element('ul', { class: 'left' });
  readonly #write: Button;
  readonly #outcome = element('div', { class: 'outcome' });
  #listed = '';

  constructor(events: WhatIfEvents) {
    this.#events = events;
    this.#write = new Button('write', 'secondary', () => events.onWrite());
    const reset = new Button('reset', 'secondary', () => events.onTry(AS_WRITTEN));
    reset.show(l10n.t('Reset'), null);
    this.#outcome.hidden = true;
    this.#outcome.append(
      this.#difference,
      this.#left,
      element('div', { class: 'buttons' }, this.#write.element, reset.element),
    );
    this.element = element(
      'section',
      { class: 'what-if', 'aria-label': l10n.t('What if') },
      this.#details,
      this.#outcome,
    );
  }

  *show(content: WhatIfContent): Drawing {
    if (this.#fields === null) {
      this.#fields = new WhatIfFields(this.#events);
      this.#details.append(...this.#fields.elements);
      yield;
    }
    this.#fields.show(content);
    this.#showOutcome(content.settings.whatIf, content.trial);
  }

  #showOutcome(whatIf: WhatIf, { changed }: Trial): void {
    this.#outcome.hidden = isAsWritten(whatIf);
    setText(this.#difference, changed === null ? '' : differenceOf(changed.differences));
    const { any = false, left = [] } = changed?.writable ?? {};
    const unwritten = left.map((why) => l10n.t('Apply cannot write: {0}', why));
    const sentences = [...(changed?.left ?? []).map((why) => l10n.t('As written: {0}', why)), ...unwritten];
    const listed = JSON.stringify(sentences);
    if (listed !== this.#listed) this.#left.replaceChildren(...sentences.map((text) => element('li', {}, text)));
    this.#listed = listed;
    this.#left.hidden = sentences.length === 0;
    this.#write.show(l10n.t('Apply to the file'), any ? null : l10n.t('Nothing of this can be written into the file.'));
  }
}
