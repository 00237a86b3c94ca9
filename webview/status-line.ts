import * as l10n from '@vscode/l10n';
import { element, setText } from './dom.ts';
import { percentage } from './figures.ts';

export interface Status {
  /** Share that is done, 0 to 1; null if nothing runs. */
  readonly progress: number | null;
  readonly text: string;
  readonly error: string | null;
}

/** Progress, and what went wrong. */
export class StatusLine {
  readonly #progress = element('progress', { max: '1', 'aria-label': l10n.t('Simulation') });
  readonly #text = element('span', { class: 'status-text', role: 'status' });
  /** Said by the bar already: it changes too often to be read out. */
  readonly #percentage = element('span', { 'aria-hidden': 'true' });
  readonly #error = element('span', { class: 'error', role: 'alert' });
  readonly element = element('div', { class: 'status' }, this.#progress, this.#percentage, this.#text, this.#error);

  show({ progress, text, error }: Status): void {
    this.#progress.classList.toggle('idle', progress === null);
    this.#progress.value = progress ?? 1;
    setText(this.#percentage, progress === null ? '' : percentage(progress));
    setText(this.#text, text);
    setText(this.#error, error ?? '');
  }
}
