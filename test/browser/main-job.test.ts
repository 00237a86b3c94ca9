import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CACHE } from '../../scripts/project.mjs';
import { panelIn, simulatedFigures } from './panel.ts';
import { SAMPLE, sampleWindow } from './sample-window.ts';
import type { Workbench } from './workbench.ts';

/** The ten of the loop and the one after it; another is typed on the way. */
const HIDDEN_LAYERS = 11;

describe('the main job, in the real window', function () {
  this.timeout(120_000);
  let workbench: Workbench;

  before(async () => {
    workbench = await sampleWindow();
  });

  it('underlines the sample’s mistakes', async () => {
    await workbench.squiggles('warning').first().waitFor();
    const problems = (await workbench.problems()).join('\n');
    assert.match(problems, /init-lens\s+activation-mismatch/);
  });

  it('offers the initialiser while a layer is typed, and Tab takes it', async () => {
    await workbench.openFile(SAMPLE);
    await workbench.goTo(20);
    await workbench.type("\nmodel.add(tf.layers.dense({ units: 32, activation: 'relu', ");
    await workbench.offersGhostText();
    await workbench.page.keyboard.press('Tab');
    assert.match(
      await workbench.saved(SAMPLE),
      /dense\(\{ units: 32, activation: 'relu', kernelInitializer: 'heUniform' \}\)/,
    );
  });

  it('puts one layer right from the light bulb', async () => {
    await workbench.goTo(19, 30);
    await workbench.quickFix(/heUniform/);
    assert.match(await workbench.saved(SAMPLE), /units: 64,\s+activation: 'relu',\s+kernelInitializer: 'heUniform',/);
  });

  it('charts the signal of this file’s model in the panel', async () => {
    await workbench.command('Init Lens: Show Signal Propagation');
    const figures = await simulatedFigures(panelIn(workbench));
    const hidden = (series: string) => figures.filter((each) => each.series === series).slice(0, -1);
    assert.ok(hidden('current').length >= HIDDEN_LAYERS, JSON.stringify(figures));
    assert.ok(figures.every(({ forward, backward }) => Number.isFinite(forward) && Number.isFinite(backward)));

    // glorotNormal as TensorFlow.js samples it keeps 0.387 of the signal a ReLU layer: 0.387^10 = 7.5e-5 after ten.
    const vanished = hidden('current').at(-1)?.forward ?? Number.NaN;
    assert.ok(vanished < 1e-3, `current ends with ${vanished}`);
    // heUniform keeps it; medians over a few seeds of nets this wide and deep stay within a factor of ten.
    const kept = hidden('recommended').at(-1)?.forward ?? Number.NaN;
    assert.ok(kept > 0.1 && kept < 10, `recommended ends with ${kept}`);
    await workbench.screenshot(join(CACHE, 'main-job.png'));
  });
});
