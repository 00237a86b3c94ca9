import assert from 'node:assert/strict';
import { anyGlob, globAlternatives } from '../../../../src/editor/workspace/glob-alternatives.ts';

describe('globAlternatives', () => {
  const cases: readonly [string, string[]][] = [
    ['**/dist', ['**/dist']],
    ['**/*.{js,map}', ['**/*.js', '**/*.map']],
    ['{a,b}/{c,d}', ['a/c', 'a/d', 'b/c', 'b/d']],
    ['{a,b{c,d}}', ['a', 'bc', 'bd']],
    ['{,x}y', ['y', 'xy']],
    ['un{closed', ['un{closed']],
    ['stray}', ['stray}']],
  ];
  for (const [glob, expected] of cases) {
    it(`reads ${glob}`, () => assert.deepEqual(globAlternatives(glob), expected));
  }
});

describe('anyGlob', () => {
  it('joins globs without nesting braces or repeating one', () => {
    assert.equal(anyGlob(['**/a', '*.{b,c}', '**/a']), '{**/a,*.b,*.c}');
  });
});
