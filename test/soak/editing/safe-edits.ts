import assert from 'node:assert/strict';
import type { Analysis } from '../../../src/analyser.ts';
import type { TextEdit } from '../../../src/model/text.ts';
import { architecture } from '../../builders/architecture.ts';

/** Safe fixes leave layers, shapes and weights as they are, and open or close nothing. */
export function assertSafe(before: Analysis, after: Analysis, edits: readonly TextEdit[]): void {
  if (before.reading.limits.length + after.reading.limits.length > 0) return;
  const { text } = before.document;
  const texts = `before:\n${text}\nafter:\n${after.document.text}`;
  assert.deepEqual(architecture(after), architecture(before), `a safe fix changes layers; ${texts}`);
  for (const { start, end, text: written } of edits) {
    assert.deepEqual(marksOf(written), marksOf(text.slice(start, end)), `a safe fix opens or closes; ${texts}`);
  }
}

/** How many more brackets of each kind a piece opens than it closes, and whether it leaves a quote open. */
function marksOf(piece: string): readonly number[] {
  const count = (mark: string) => piece.split(mark).length - 1;
  const brackets = ['()', '[]', '{}'].map(([open = '', close = '']) => count(open) - count(close));
  return [...brackets, ...["'", '"', '`'].map((quote) => count(quote) % 2)];
}
