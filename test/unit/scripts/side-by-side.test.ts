import assert from 'node:assert/strict';
import { planOf } from '../../../scripts/stages/side-by-side.mjs';

describe('planOf', () => {
  const plain = { path: 'a.test.ts', text: "it('adds', () => assert.equal(1 + 1, 2));" };
  const long = { path: 'b.test.ts', text: 'this.timeout(60_000);' };
  const clock = { path: 'c.test.ts', text: 'const start = performance.now();' };
  const date = { path: 'd.test.ts', text: 'this.timeout(9000); const asked = Date.now();' };
  const memory = { path: 'e.test.ts', text: 'const { rss } = process.memoryUsage();' };
  const said = { path: 'g.test.ts', text: '/** @alone The clock is the real one. */' };
  const clockOfAnother = { path: 'f.test.ts', text: 'read(text, Date.now);' };

  it('runs every file once', () => {
    const files = [plain, long, clock, date, memory, clockOfAnother, said];
    const { together, alone } = planOf(files);
    assert.deepEqual(
      [...together, ...alone].sort(),
      files.map(({ path }) => path),
    );
  });

  it('leaves those alone that measure time or memory, or say so, in order', () => {
    const { alone } = planOf([plain, clock, date, memory, said]);
    assert.deepEqual(alone, ['c.test.ts', 'd.test.ts', 'e.test.ts', 'g.test.ts']);
  });

  it('begins with those that take long, and keeps the order otherwise', () => {
    assert.deepEqual(planOf([plain, clockOfAnother, long]).together, ['b.test.ts', 'a.test.ts', 'f.test.ts']);
  });
});
