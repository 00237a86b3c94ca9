import * as l10n from '@vscode/l10n';
import { Button } from '../controls.ts';
import { element, setText } from '../dom.ts';
import { listOfAll } from '../language.ts';

export interface ApplyContent {
  /** What "Apply" would do, a sentence each. */
  readonly recommendations: readonly string[];
  /** Files with further layers to change, which this document cannot. */
  readonly elsewhere: readonly string[];
  readonly showsPreview: boolean;
  /** A change is shown that is not in the file, which "Apply" does not write. */
  readonly isTrying: boolean;
  /** Tells one model of one file from all others. */
  readonly about: string;
}

export interface ApplyEvents {
  /** Rejects with a message for the user. */
  onApply(): Promise<void>;
  onPreview(isShown: boolean): void;
}

/** "Apply" and "Preview", what they are about, and what the last "Apply" did. */
export class ApplyRow {
  readonly element: HTMLElement;
  readonly #events: ApplyEvents;
  readonly #apply: Button;
  readonly #preview: Button;
  readonly #hint = element('p', { class: 'hint' });
  readonly #said = element('p', { class: 'applied', role: 'status' });
  #content: ApplyContent = { recommendations: [], elsewhere: [], showsPreview: false, isTrying: false, about: '' };
  /** What was applied last has arrived: nothing is left to apply. */
  #hasArrived = false;

  constructor(events: ApplyEvents) {
    this.#events = events;
    this.#apply = new Button('apply', 'primary', () => void this.#onApply());
    this.#preview = new Button('preview', 'secondary', () => events.onPreview(!this.#content.showsPreview));
    this.#preview.element.setAttribute('aria-controls', 'preview');
    this.element = element(
      'div',
      { class: 'apply' },
      element('div', { class: 'buttons' }, this.#apply.element, this.#preview.element),
      this.#said,
      this.#hint,
    );
  }

  show(content: ApplyContent): void {
    const { recommendations, elsewhere, showsPreview } = content;
    const isUndone = this.#hasArrived && recommendations.length > 0;
    this.#hasArrived = recommendations.length === 0;
    // Undone, edited further, or another model: what was applied is news no longer.
    if (isUndone || content.about !== this.#content.about) setText(this.#said, '');
    this.#content = content;
    const nothing = recommendations.length === 0 ? whyNothing(elsewhere) : null;
    this.#apply.show(l10n.t('Apply recommended initialisers'), nothing);
    this.#preview.show(showsPreview ? l10n.t('Hide preview') : l10n.t('Preview'), nothing);
    this.#preview.element.setAttribute('aria-expanded', String(showsPreview && nothing === null));
    const asWritten = content.isTrying
      ? [l10n.t('This is about the file as it is written: what is tried has its own “Apply” under “What if…”.')]
      : [];
    setText(this.#hint, [applyHint(content), ...asWritten].join(' '));
  }

  async #onApply(): Promise<void> {
    const done = this.#content.recommendations.join('; ');
    setText(this.#said, '');
    try {
      await this.#events.onApply();
      setText(this.#said, l10n.t('Applied: {0}. Undo in the editor takes it all back in one step.', done));
    } catch (error) {
      setText(this.#said, error instanceof Error ? error.message : String(error));
    }
  }
}

const MOST_LISTED = 3;

function applyHint({ recommendations, elsewhere }: ApplyContent): string {
  if (recommendations.length === 0) return l10n.t('Nothing to apply here. {0}', whyNothing(elsewhere));
  const more = recommendations.length - MOST_LISTED;
  const others = more > 0 ? [l10n.t('and {0} more', more)] : [];
  const hint = l10n.t('To apply: {0}.', [...recommendations.slice(0, MOST_LISTED), ...others].join('; '));
  if (elsewhere.length === 0) return hint;
  return l10n.t('{0} Others are written in {1}.', hint, listOfAll(elsewhere));
}

/** Why there is nothing to apply in this file. */
function whyNothing(elsewhere: readonly string[]): string {
  return elsewhere.length === 0
    ? l10n.t('No initialiser of this model needs to be changed.')
    : l10n.t('The layers to change are written in {0}: change them there.', listOfAll(elsewhere));
}
