import assert from 'node:assert/strict';
import { touchedNames } from '../../../../src/frontends/script/touched-names.ts';

function touched(code: string, known: readonly string[] = []) {
  const { changes, calls, receivers } = touchedNames(code, new Set(known));
  return { changes: [...new Set(changes)], calls: [...new Set(calls)], receivers: [...new Set(receivers)] };
}

describe('names that code has to do with', () => {
  it('are those that it gives values, its own variables apart', () => {
    assert.deepEqual(touched('const a = 1; b = a; a += 2; c ??= 3; d >>>= 1; e = (x) => x;').changes, [
      'b',
      'c',
      'd',
      'e',
    ]);
    assert.deepEqual(touched('this.size = 3; const size = 4; count++; --left; ++state.turns;').changes, [
      'size',
      'count',
      'left',
      'state',
      'turns',
    ]);
    assert.deepEqual(touched('if (a === b || a >= c) f(a => b);').changes, []);
    assert.deepEqual(touched('rows.push(1); this.points.shift();', ['rows']).changes, ['points']);
  });

  it('are those that it calls, or makes something of', () => {
    assert.deepEqual(touched('build(3); new Net<number>(4); wait <T>(5);').calls, ['build', 'Net', 'wait']);
  });

  it('are those whose methods it calls', () => {
    assert.deepEqual(touched('data.load(); model.fit(); a.b.c(); const own = 1; own.x();', ['model']).receivers, [
      'data',
      'a',
    ]);
  });
});
