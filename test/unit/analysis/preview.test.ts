import assert from 'node:assert/strict';
import fc from 'fast-check';
import { previewOf } from '../../../src/analysis/preview.ts';
import type { PreviewHunk, PreviewLine } from '../../../src/model/preview.ts';
import { applyEdits, type TextEdit } from '../../../src/model/text.ts';

/** `line|text`, what changes between braces. */
function shown(lines: readonly PreviewLine[]): string[] {
  return lines.map(
    ({ line, pieces }) => `${line}|${pieces.map(({ text, isChanged }) => (isChanged ? `{${text}}` : text)).join('')}`,
  );
}

function hunks(found: readonly PreviewHunk[]): string[][][] {
  return found.map(({ before, after }) => [shown(before), shown(after)]);
}

function at(text: string, written: string, replacement: string): TextEdit {
  const start = text.indexOf(written);
  assert.notEqual(start, -1);
  return { start, end: start + written.length, text: replacement };
}

describe('the preview of edits', () => {
  const TEXT = "one\ndense({ a: 'x' });\nthree\nlast";

  it('shows the line with what goes and what comes', () => {
    assert.deepEqual(hunks(previewOf(TEXT, [at(TEXT, "'x'", "'heUniform'")])), [
      [["2|dense({ a: {'x'} });"], ["2|dense({ a: {'heUniform'} });"]],
    ]);
  });

  it('shows an insertion, where nothing goes', () => {
    assert.deepEqual(hunks(previewOf(TEXT, [{ start: TEXT.length, end: TEXT.length, text: '!' }])), [
      [['4|last'], ['4|last{!}']],
    ]);
  });

  it('puts edits of one line together, in the order of the text', () => {
    const edits = [at(TEXT, "'x'", "'y'"), at(TEXT, 'dense', 'conv')];
    assert.deepEqual(hunks(previewOf(TEXT, edits)), [[["2|{dense}({ a: {'x'} });"], ["2|{conv}({ a: {'y'} });"]]]);
  });

  it('counts lines that come or go before the next change', () => {
    const edits = [at(TEXT, "{ a: 'x' }", "{\n  a: 'y',\n}"), at(TEXT, 'last', 'end')];
    assert.deepEqual(hunks(previewOf(TEXT, edits)), [
      [["2|dense({{ a: 'x' }});"], ['2|dense({{}', "3|{  a: 'y',}", '4|{}});']],
      [['4|{last}'], ['6|{end}']],
    ]);
  });

  it('leaves line breaks of any kind out of the lines', () => {
    const text = 'a\r\nbad\r\nc';
    assert.deepEqual(hunks(previewOf(text, [at(text, 'bad', 'good')])), [[['2|{bad}'], ['2|{good}']]]);
  });

  it('shortens what does not change of a long line', () => {
    const text = `${'a'.repeat(5000)}OLD${'b'.repeat(5000)}`;
    const [hunk] = previewOf(text, [at(text, 'OLD', 'NEW')]);
    assert.deepEqual(shown(hunk?.after ?? []), [`1|…${'a'.repeat(60)}{NEW}${'b'.repeat(60)}…`]);
  });

  it('gives the text as it will be, for any edits', () => {
    const cut = fc.tuple(fc.nat(40), fc.nat(8), fc.stringMatching(/^[a\n]{0,5}$/));
    fc.assert(
      fc.property(fc.stringMatching(/^[xy\n]{0,40}$/), fc.array(cut, { maxLength: 5 }), (text, cuts) => {
        const edits: TextEdit[] = [];
        for (const [from, length, replacement] of [...cuts].sort((a, b) => a[0] - b[0])) {
          const start = Math.min(text.length, from);
          const end = Math.min(text.length, start + length);
          if (edits.every((other) => other.end < start)) edits.push({ start, end, text: replacement });
        }
        const wanted = applyEdits(text, edits).split('\n');
        const plain = (line: PreviewLine) => line.pieces.map((piece) => piece.text).join('');
        for (const { before, after } of previewOf(text, edits)) {
          for (const line of before) assert.equal(plain(line), text.split('\n')[line.line - 1]);
          for (const line of after) assert.equal(plain(line), wanted[line.line - 1]);
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
