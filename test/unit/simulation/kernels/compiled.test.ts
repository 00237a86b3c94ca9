import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createEngine } from '../../../../src/simulation/kernels/engine.ts';

const ROOT = join(__dirname, '../../../..');

describe('the compiled kernels', () => {
  it('are what their sources compile to: `npm run build` renews them', async function () {
    this.timeout(60_000);
    const builder: { kernelsModule(): Promise<string> } = await import(
      pathToFileURL(join(ROOT, 'scripts/build/kernels.mjs')).href
    );
    const committed = readFileSync(join(ROOT, 'src/simulation/kernels/compiled.ts'), 'utf8');
    assert.equal(committed, await builder.kernelsModule());
  });

  it('run here', () => {
    assert.notEqual(createEngine(), null);
  });
});
