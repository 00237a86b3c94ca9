import * as l10n from '@vscode/l10n';
import { element } from '../dom.ts';
import { svg } from '../svg.ts';
import type { Level } from './levels.ts';

/** Both sides of a mark. */
export const LEVEL_SIZE = 16;

/** Outlines within 16 by 16, told apart by their shape: a cross in an octagon, a triangle, a circle, a tick. */
export const LEVEL_SHAPES: Readonly<Record<Level, readonly string[]>> = {
  error: ['M5 1.5h6l3.5 3.5v6l-3.5 3.5h-6l-3.5-3.5v-6z', 'M5.5 5.5l5 5m0-5l-5 5'],
  warning: ['M8 1.8l6.6 12h-13.2z', 'M8 6v4m0 1.4v1'],
  info: ['M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z', 'M8 7v4.5m0-7.2v1.2'],
  good: ['M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13z', 'M5 8.2l2.2 2.2l4-4.6'],
};

export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  error: l10n.t('Error'),
  warning: l10n.t('Warning'),
  info: l10n.t('Note'),
  good: l10n.t('Fine'),
};

/** A level as mark and word: the colour only repeats them. */
export function levelMark(level: Level): HTMLElement {
  const paths = LEVEL_SHAPES[level].map((d) => svg('path', { d }));
  const mark = svg(
    'svg',
    { viewBox: `0 0 ${LEVEL_SIZE} ${LEVEL_SIZE}`, width: LEVEL_SIZE, height: LEVEL_SIZE, 'aria-hidden': 'true' },
    ...paths,
  );
  return element('span', { class: 'level', 'data-level': level }, mark, LEVEL_WORDS[level]);
}
