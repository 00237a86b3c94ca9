import * as l10n from '@vscode/l10n';
import { element, setText } from '../dom.ts';
import { svg } from '../svg.ts';

/** A toggle: the panel stays with its file, or follows the active editor. */
export class Pin {
  readonly element: HTMLButtonElement;
  readonly #label = element('span');
  #isPinned = false;

  constructor(onPin: (isPinned: boolean) => void) {
    this.element = element('button', { type: 'button', class: 'pin', 'data-action': 'pin' }, icon(), this.#label);
    this.element.addEventListener('click', () => onPin(!this.#isPinned));
    this.show(false);
  }

  show(isPinned: boolean): void {
    this.#isPinned = isPinned;
    this.element.setAttribute('aria-pressed', String(isPinned));
    setText(this.#label, isPinned ? l10n.t('Pinned') : l10n.t('Pin'));
    this.element.title = isPinned
      ? l10n.t('Stays with this file. Click to follow the active editor.')
      : l10n.t(
          'Follows the active editor. Click to stay with this file: “Show Signal Propagation” then opens another panel.',
        );
  }
}

function icon(): SVGElement {
  const needle = svg('path', { d: 'M8 10v5' });
  const head = svg('path', { d: 'M5.5 1.5h5l-.8 4.2l2.3 2.3v2h-8v-2l2.3-2.3z' });
  return svg('svg', { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true' }, head, needle);
}
