import assert from 'node:assert/strict';
import { lineAt, lineStarts } from '../../../src/model/lines.ts';

describe('lineStarts', () => {
  it('ends lines at LF, CR and CR LF', () => {
    assert.deepEqual(lineStarts('a\nbc\r\nd\re'), [0, 2, 6, 8]);
  });

  it('gives an empty text one line', () => {
    assert.deepEqual(lineStarts(''), [0]);
  });
});

describe('lineAt', () => {
  it('agrees with counting line breaks before the offset', () => {
    const text = 'one\n\nthree\r\nfour\n';
    const starts = lineStarts(text);
    for (let offset = 0; offset <= text.length; offset++) {
      assert.equal(lineAt(starts, offset), text.slice(0, offset).split('\n').length - 1, `offset ${offset}`);
    }
  });
});
