import * as l10n from '@vscode/l10n';
import { element, setText } from '../dom.ts';
import { wholeNumber } from '../figures.ts';
import type { AlsoLine, Verdict } from './diagnose.ts';
import { levelMark } from './level-mark.ts';

/** The sentence that comes first on the page, its cause, and further problems with the lines where they stand. */
export class VerdictView {
  readonly element: HTMLElement;
  readonly #sentence = element('p', { class: 'verdict' });
  readonly #cause = element('p', { class: 'cause' });
  readonly #also = element('ul', { class: 'also', 'aria-label': l10n.t('Further problems') });
  #shown = '';
  #headline = '';

  /** @param onLine gets the 1-based line of a problem that is clicked on. */
  constructor(onLine: (line: number) => void) {
    this.element = element(
      'section',
      { class: 'judgement', 'aria-label': l10n.t('Verdict') },
      this.#sentence,
      this.#cause,
      this.#also,
    );
    this.#also.addEventListener('click', ({ target }) => {
      const line = target instanceof HTMLElement ? target.closest('button')?.dataset.line : undefined;
      if (line !== undefined) onLine(Number(line));
    });
  }

  show(verdict: Verdict): void {
    const { level, headline, figures, cause, also, more } = verdict;
    // Figures come in several times a second, and most say the same.
    const shown = JSON.stringify([level, headline, figures]);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.element.dataset.level = level;
      const sentence = l10n.t('{0}: {1}.', headline, figures);
      // A language may put it elsewhere.
      const [before = '', ...after] = sentence.split(headline);
      const strong = element('strong', {}, headline);
      this.#sentence.replaceChildren(levelMark(level), ' ', before, strong, after.join(headline));
      if (headline !== this.#headline) this.#cause.hidden = true;
      this.#headline = headline;
    }
    // While it is being found out again, what was said last of the same trouble stays.
    if (cause !== null) {
      setText(this.#cause, cause);
      this.#cause.hidden = cause === '';
    }
    this.#showAlso(also, more);
  }

  #showAlso(also: readonly AlsoLine[], more: number): void {
    const written = JSON.stringify([also, more]);
    if (this.#also.dataset.shown === written) return;
    this.#also.dataset.shown = written;
    this.#also.hidden = also.length === 0;
    const rest =
      more === 0 ? [] : [element('li', { class: 'more' }, l10n.t('{0} more in the Problems view', wholeNumber(more)))];
    this.#also.replaceChildren(...also.map(alsoItem), ...rest);
  }
}

/** Places that one line names. */
const MOST_PLACES = 3;

function alsoItem({ level, text, places }: AlsoLine): HTMLElement {
  const lines = [...new Map(places.map((place) => [place.line, place])).values()];
  const buttons = lines
    .slice(0, MOST_PLACES)
    .flatMap(({ layer, line }, i) => [
      i === 0 ? ' ' : '; ',
      element(
        'button',
        { type: 'button', class: 'link', 'data-line': String(line) },
        l10n.t('{0}, line {1}', layer, line),
      ),
    ]);
  const more = lines.length - MOST_PLACES;
  const rest =
    more > 0 ? [' ', element('span', { class: 'description' }, l10n.t('and {0} more', wholeNumber(more)))] : [];
  return element('li', {}, levelMark(level), ' ', element('span', {}, `${text}:`), ...buttons, ...rest);
}
