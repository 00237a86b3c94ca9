import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Megabytes of the whole process that a run adds to it at most. */
const LIMIT = 300;

describe('the memory of a simulation', function () {
  this.timeout(120_000);

  it(`stays under ${LIMIT} MB for Keras's ResNet50 at 64 x 64, in a process of its own`, () => {
    const harness = join(__dirname, 'harness', 'resnet-memory.ts');
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--require', 'tsx/cjs', harness], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const grown = Number(stdout);
    // Its weights alone take 102 MB: less would mean that nothing was measured.
    assert.ok(grown > 100 && grown < LIMIT, `${grown} MB`);
  });
});
