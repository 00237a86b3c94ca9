import assert from 'node:assert/strict';
import { stripTypeScriptTypes } from 'node:module';
import type { Analysis } from '../../../src/analyser.ts';
import type { Language } from '../../../src/language.ts';
import type { TextEdit } from '../../../src/model/text.ts';
import { architecture } from '../../builders/architecture.ts';

declare module 'node:module' {
  /** Of the Node that VS Code runs on, which is newer than the one that the types are of. */
  export function stripTypeScriptTypes(code: string, options: { readonly mode: 'transform' }): string;
}

/**
 * Safe fixes leave layers, shapes and weights as they are. In a text with syntax errors that cannot be asked: what a parser
 * makes of them may hang on any other place of the text. There no fix opens or closes anything.
 */
export function assertSafe(before: Analysis, after: Analysis, edits: readonly TextEdit[]): void {
  if (before.reading.limits.length + after.reading.limits.length > 0) return;
  const { language, text } = before.document;
  const texts = `before:\n${text}\nafter:\n${after.document.text}`;
  if (isWellFormed(text, language)) {
    assert.deepEqual(architecture(after), architecture(before), `a safe fix changes layers; ${texts}`);
  }
  for (const { start, end, text: written } of edits) {
    assert.deepEqual(marksOf(written), marksOf(text.slice(start, end)), `a safe fix opens or closes; ${texts}`);
  }
}

/** By another parser than the one that is tested. */
function isWellFormed(text: string, language: Language): boolean {
  try {
    if (language === 'json') JSON.parse(text);
    else stripTypeScriptTypes(text, { mode: 'transform' });
    return true;
  } catch {
    return false;
  }
}

/** How many more brackets of each kind a piece opens than it closes, and whether it leaves a quote open. */
function marksOf(piece: string): readonly number[] {
  const count = (mark: string) => piece.split(mark).length - 1;
  const brackets = ['()', '[]', '{}'].map(([open = '', close = '']) => count(open) - count(close));
  return [...brackets, ...["'", '"', '`'].map((quote) => count(quote) % 2)];
}
