import assert from 'node:assert/strict';
import { align } from '../../../../src/analysis/report/align.ts';

/** Letters: the same 0, upper and lower case of one letter 0.5, others never together. */
const distance = (a: string, b: string) => (a === b ? 0 : a.toLowerCase() === b.toLowerCase() ? 0.5 : 2);

const aligned = (left: string, right: string) =>
  align([...left], [...right], distance)
    .map(([a, b]) => `${a ?? '-'}${b ?? '-'}`)
    .join(' ');

describe('sequences side by side', () => {
  it('set the same beside the same', () => {
    assert.equal(aligned('abc', 'abc'), 'aa bb cc');
  });

  it('leave a gap where one has more', () => {
    assert.equal(aligned('abd', 'abcd'), 'aa bb -c dd');
    assert.equal(aligned('abcd', 'bd'), 'a- bb c- dd');
  });

  it('never pair what is different in kind, and pair what differs a little', () => {
    assert.equal(aligned('axc', 'ayc').split(' ').length, 4);
    assert.equal(aligned('abc', 'aBc'), 'aa bB cc');
  });

  it('take an empty sequence', () => {
    assert.equal(aligned('', 'ab'), '-a -b');
    assert.equal(aligned('ab', ''), 'a- b-');
    assert.equal(aligned('', ''), '');
  });

  it('keep every element, in its order, at the least cost', () => {
    // Every way to set a sequence beside another, for a check of the table against brute force.
    const cost = (pairs: readonly (readonly [string | null, string | null])[]) =>
      pairs.reduce((sum, [a, b]) => sum + (a === null || b === null ? 1 : distance(a, b)), 0);
    const least = (a: string, b: string): number => {
      if (a === '' || b === '') return a.length + b.length;
      const [first = '', second = ''] = [a[0], b[0]];
      const together = distance(first, second) < 2 ? distance(first, second) + least(a.slice(1), b.slice(1)) : Infinity;
      return Math.min(together, 1 + least(a.slice(1), b), 1 + least(a, b.slice(1)));
    };
    const words = ['', 'a', 'ab', 'Ba', 'abA', 'bBaa', 'aabB', 'cAb'];
    for (const left of words) {
      for (const right of words) {
        const pairs = align([...left], [...right], distance);
        assert.equal(pairs.flatMap(([a]) => a ?? []).join(''), left);
        assert.equal(pairs.flatMap(([, b]) => b ?? []).join(''), right);
        assert.equal(cost(pairs), least(left, right), `${left} beside ${right}`);
      }
    }
  });
});
