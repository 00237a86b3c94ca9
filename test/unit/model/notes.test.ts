import assert from 'node:assert/strict';
import { Notes } from '../../../src/model/notes.ts';

describe('notes about an object', () => {
  const sizes = new Notes<object, number>();
  const others = new Notes<object, number>();

  it('are found again, each kind by itself, and can be written anew', () => {
    const about = { name: 'a' };
    assert.equal(sizes.get(about), undefined);
    sizes.set(about, 1);
    others.set(about, 2);
    assert.deepEqual([sizes.get(about), others.get(about)], [1, 2]);
    sizes.set(about, 3);
    assert.deepEqual([sizes.get(about), others.get(about)], [3, 2]);
  });

  it('are no part of the object: not of copies, clones, comparisons and JSON', () => {
    const about = { name: 'a' };
    sizes.set(about, 1);
    for (const copy of [{ ...about }, structuredClone(about), JSON.parse(JSON.stringify(about))]) {
      assert.equal(sizes.get(copy), undefined);
      assert.deepStrictEqual(copy, about);
    }
    assert.deepEqual(Object.keys(about), ['name']);
  });
});
