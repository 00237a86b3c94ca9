import assert from 'node:assert/strict';
import { InternedStrings } from '../../../../src/frontends/json/interned.ts';
import { stringEnd, stringValue } from '../../../../src/frontends/json/scanner.ts';
import { randomFrom } from '../../../builders/random.ts';

describe('the strings of a JSON document', () => {
  /** What is read at every quote, beside what reading it by itself gives. */
  function agree(text: string): void {
    const strings = new InternedStrings(text);
    for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
      const value = strings.read(at);
      const end = stringEnd(text, at);
      assert.deepEqual([value, strings.end], [stringValue(text, at, end), end], JSON.stringify(text.slice(at, end)));
    }
  }

  it('are what they stand for, once each or again and again', () => {
    const long = 'n'.repeat(80);
    agree(`{"name": "dense_1", "config": {"name": "dense_1", "${long}": "${long}"}}`);
    agree('["", "a", "", "\\u00e4\\n", "a\\"b", "a\\"b", "\t", "ä", "😀", "😀"]');
  });

  it('end with their line, or with the text, where they are not closed', () => {
    agree('{"name": "den\n "config": {"na\r\n"x": "y');
    agree('"');
    agree('"\\');
  });

  it('are told apart although their hashes are alike', () => {
    const random = randomFrom(5);
    const word = () => Array.from({ length: 1 + random(4) }, () => 'abcdefgh'[random(8)]).join('');
    agree(JSON.stringify(Array.from({ length: 5000 }, word)));
  });
});
