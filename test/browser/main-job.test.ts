import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CACHE } from '../../scripts/project.mjs';
import { panelIn, tableRows } from './panel.ts';
import { Workbench } from './workbench.ts';

const FILE = 'mlp.ts';
const LAYERS = 12;

describe('the main job, in the real window', function () {
  this.timeout(120_000);
  let workbench: Workbench;

  before(async () => {
    const vsix = process.env.INIT_LENS_VSIX;
    assert.ok(vsix, 'run through `node scripts/test.mjs browser`, which packs the extension first');
    workbench = await Workbench.open({ vsix, purpose: 'main-job', file: FILE });
  });

  after(() => workbench?.close());

  it('underlines the sample’s mistakes', async () => {
    await workbench.squiggles('warning').first().waitFor();
    const problems = (await workbench.problems()).join('\n');
    assert.match(problems, /init-lens\(uncorrected-truncation\)/);
  });

  it('offers the initialiser while a layer is typed, and Tab takes it', async () => {
    await workbench.openFile(FILE);
    await workbench.goTo(20);
    await workbench.type("\nmodel.add(tf.layers.dense({ units: 32, activation: 'relu', ");
    await workbench.ghostText().first().waitFor();
    await workbench.page.keyboard.press('Tab');
    assert.match(
      await workbench.saved(FILE),
      /dense\(\{ units: 32, activation: 'relu', kernelInitializer: 'heUniform' \}\)/,
    );
  });

  it('puts one layer right from the light bulb', async () => {
    await workbench.goTo(19, 30);
    await workbench.quickFix(/heUniform/);
    assert.match(await workbench.saved(FILE), /units: 64,\s+activation: 'relu',\s+kernelInitializer: 'heUniform',/);
  });

  it('charts the signal of this file’s model in the panel', async () => {
    await workbench.command('Init Lens: Show Signal Propagation');
    const panel = panelIn(workbench);
    await panel.locator('table tr').nth(LAYERS).waitFor({ state: 'attached', timeout: 60_000 });
    const rows = await tableRows(panel, 'table');
    const figures = rows.flat().filter((cell) => /^[\d.]+(e[+-]?\d+)?$/.test(cell));
    assert.ok(figures.length >= 2 * LAYERS, `forward and backward for ${LAYERS} layers: ${JSON.stringify(rows)}`);
    await workbench.screenshot(join(CACHE, 'main-job.png'));
  });
});
