import assert from 'node:assert/strict';
import { ignoredPaths } from '../../../../src/editor/workspace/ignored-files.ts';

describe('ignoredPaths', () => {
  it('ignores nothing without .gitignore files', () => {
    assert.equal(ignoredPaths([])('/p/a.ts'), false);
  });

  it('reads patterns relative to the folder that the file lies in', () => {
    const isIgnored = ignoredPaths([{ folder: '/p/', text: '/build\n*.gen.ts\n' }]);
    assert.equal(isIgnored('/p/build/a.ts'), true);
    assert.equal(isIgnored('/p/src/build/a.ts'), false);
    assert.equal(isIgnored('/p/src/a.gen.ts'), true);
    assert.equal(isIgnored('/q/a.gen.ts'), false);
  });

  it('lets a deeper file take back what an outer one ignores', () => {
    const isIgnored = ignoredPaths([
      { folder: '/p/', text: '*.json\n' },
      { folder: '/p/models/', text: '!kept.json\n' },
    ]);
    assert.equal(isIgnored('/p/models/kept.json'), false);
    assert.equal(isIgnored('/p/models/other.json'), true);
  });
});
