import assert from 'node:assert/strict';
import { describePlace, slowPlaces } from '../../../../src/editor/workspace/slow-places.ts';

const took = (times: Readonly<Record<string, number>>) =>
  Object.entries(times).map(([path, milliseconds]) => ({ path, milliseconds }));

describe('slowPlaces', () => {
  it('names nothing where nothing was looked at', () => {
    assert.deepEqual(slowPlaces([]), { files: [], folders: [] });
  });

  it('names the five slowest files, slowest first', () => {
    const { files } = slowPlaces(took({ a: 1, b: 6, c: 3, d: 2, e: 5, f: 4 }));
    assert.deepEqual(
      files.map(({ path }) => path),
      ['b', 'e', 'f', 'c', 'd'],
    );
  });

  it('names the folder that the time is spent in, not those above it', () => {
    const { folders } = slowPlaces(took({ 'a/data/sets/1.json': 400, 'a/data/sets/2.json': 500, 'a/model.ts': 20 }));
    assert.deepEqual(folders, [{ path: 'a/data/sets', milliseconds: 900, files: 2 }]);
  });

  it('names a folder whose time is spread over several within it, and none of these', () => {
    const { folders } = slowPlaces(
      took({ 'data/a/1.json': 50, 'data/b/1.json': 45, 'data/c/1.json': 40, 'src/m.ts': 9 }),
    );
    assert.deepEqual(folders.map(describePlace), ['data (135 ms, 3 files)', 'src (9 ms, 1 file)']);
  });

  it('is not misled by a name that begins like another', () => {
    const { folders } = slowPlaces(took({ 'data/1.json': 50, 'data-old/1.json': 45 }));
    assert.deepEqual(
      folders.map(({ path }) => path),
      ['data', 'data-old'],
    );
  });

  it('copes with a hundred thousand files', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({
      path: `p${i % 97}/q${i % 1009}/${i}.json`,
      milliseconds: 1,
    }));
    assert.deepEqual(slowPlaces(many).folders.length, 3);
  });
});

describe('describePlace', () => {
  it('counts in milliseconds, and from one second on in seconds', () => {
    assert.equal(describePlace({ path: 'a.json', milliseconds: 12.4 }), 'a.json (12 ms)');
    assert.equal(describePlace({ path: 'a.json', milliseconds: 2345 }), 'a.json (2.3 s)');
  });
});
