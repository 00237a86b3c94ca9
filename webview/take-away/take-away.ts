import * as l10n from '@vscode/l10n';
import { element, setText } from '../dom.ts';

/** Ways to take the figures away. */
export type TakeAway = 'summary' | 'png' | 'csv' | 'json';

const LABELS: Readonly<Record<TakeAway, string>> = {
  summary: l10n.t('Copy a summary'),
  png: l10n.t('Save the picture…'),
  csv: l10n.t('Save the figures as CSV…'),
  json: l10n.t('Save the figures as JSON…'),
};

/** A row of buttons, and what came of the last one. */
export class TakeAwayRow {
  readonly element = element('div', { class: 'take-away', role: 'group', 'aria-label': l10n.t('Take it away') });
  readonly #said = element('span', { role: 'status' });

  /** @param onTake resolves to what to say about it; rejects with a message for the user. */
  constructor(onTake: (what: TakeAway) => Promise<string>) {
    const entries: readonly TakeAway[] = ['summary', 'png', 'csv', 'json'];
    for (const what of entries) {
      const button = element('button', { type: 'button', class: 'link', 'data-action': what }, LABELS[what]);
      button.addEventListener('click', () => void this.#take(onTake, what));
      this.element.append(button);
    }
    this.element.append(this.#said);
  }

  async #take(onTake: (what: TakeAway) => Promise<string>, what: TakeAway): Promise<void> {
    setText(this.#said, '');
    try {
      setText(this.#said, await onTake(what));
    } catch (error) {
      setText(this.#said, error instanceof Error ? error.message : String(error));
    }
  }
}
