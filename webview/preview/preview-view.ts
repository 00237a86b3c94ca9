import * as l10n from '@vscode/l10n';
import type { PreviewHunk, PreviewLine } from '../../src/model/preview.ts';
import { element } from '../dom.ts';
import { wholeNumber } from '../figures.ts';

export interface PreviewEvents {
  /** Shows a 1-based line of the file as it is. */
  onLine(line: number): void;
  /** Opens the editor's own comparison. */
  onDiff(): void;
}

/** Hunks that are drawn; the editor's comparison has all of them. */
const MOST_HUNKS = 100;

/** The lines that "Apply" would change, before and after; what changes in them is struck out or underlined. */
export class PreviewView {
  readonly element = element('section', {
    class: 'preview',
    id: 'preview',
    'aria-label': l10n.t('What would change'),
  });
  readonly #events: PreviewEvents;
  #shown: readonly PreviewHunk[] | null = null;

  constructor(events: PreviewEvents) {
    this.#events = events;
    this.element.hidden = true;
    this.element.addEventListener('click', ({ target }) => {
      const row = target instanceof HTMLElement ? target.closest('[data-line]') : null;
      if (row instanceof HTMLElement) events.onLine(Number(row.dataset.line));
    });
  }

  /** Null while it is closed or not there yet. */
  show(hunks: readonly PreviewHunk[] | null): void {
    this.element.hidden = hunks === null;
    if (hunks === null || hunks === this.#shown) return;
    this.#shown = hunks;
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    this.element.replaceChildren(this.#heading(hunks), this.#lines(hunks));
    if (focused === undefined) return;
    for (const button of this.element.querySelectorAll('button')) {
      if (button.dataset.key === focused) button.focus({ preventScroll: true });
    }
  }

  #heading(hunks: readonly PreviewHunk[]): HTMLElement {
    const changed = hunks.reduce((sum, { before }) => sum + before.length, 0);
    const diff = element('button', { type: 'button', class: 'link', 'data-key': 'diff' }, l10n.t('Open as diff'));
    diff.addEventListener('click', () => this.#events.onDiff());
    const said = changed === 1 ? l10n.t('1 line would change') : l10n.t('{0} lines would change', wholeNumber(changed));
    return element('header', {}, element('h2', {}, said), diff);
  }

  #lines(hunks: readonly PreviewHunk[]): HTMLElement {
    const drawn = hunks.slice(0, MOST_HUNKS).map(({ before, after }, hunk) => {
      const target = before[0]?.line ?? 1;
      return element(
        'tbody',
        {},
        ...before.map((line) => lineRow(line, 'before', line.line, `${hunk}`)),
        ...after.map((line) => lineRow(line, 'after', Math.min(line.line, target + before.length - 1), `${hunk}`)),
      );
    });
    const more = hunks.length - MOST_HUNKS;
    const rest =
      more > 0
        ? [element('p', { class: 'hint' }, l10n.t('{0} more places: open as diff to see them.', wholeNumber(more)))]
        : [];
    return element('div', { class: 'scroll' }, element('table', { class: 'change' }, ...drawn), ...rest);
  }
}

type When = 'before' | 'after';
const SIGNS: Readonly<Record<When, string>> = { before: '−', after: '+' };

/** @param target line of the file as it is that a click shows. */
function lineRow({ line, pieces }: PreviewLine, when: When, target: number, hunk: string): HTMLElement {
  const label = when === 'before' ? l10n.t('Line {0} as it is', line) : l10n.t('Line {0} as it would be', line);
  const number = element(
    'button',
    {
      type: 'button',
      'aria-label': label,
      title: l10n.t('Show it in the editor'),
      'data-key': `${when} ${hunk} ${line}`,
    },
    String(line),
  );
  const tag = when === 'before' ? 'del' : 'ins';
  const text = pieces.map(({ text: written, isChanged }) => (isChanged ? element(tag, {}, written) : written));
  return element(
    'tr',
    { class: when, 'data-line': String(target) },
    element('td', {}, number),
    element('td', { 'aria-hidden': 'true' }, SIGNS[when]),
    element('td', {}, element('code', {}, ...text)),
  );
}
