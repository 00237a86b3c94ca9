import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glanceIn, keepGlance } from './glance.ts';
import { panelIn, thereAre } from './panel.ts';
import { SAMPLE, sampleWindow } from './sample-window.ts';
import type { Workbench } from './workbench.ts';

const SECOND = `
export const second = tf.sequential({ layers: [
  tf.layers.dense({ units: 8, inputShape: [4], activation: 'relu' }),
  tf.layers.dense({ units: 8, activation: 'relu' }),
  tf.layers.dense({ units: 1 }),
] });
`;

describe('editing, in the real window', function () {
  this.timeout(180_000);
  let workbench: Workbench;
  const lens = (text: string | RegExp) => workbench.page.locator('.codelens-decoration', { hasText: text });

  before(async () => {
    workbench = await sampleWindow();
    await workbench.squiggles('warning').first().waitFor();
  });

  it('shows above a model what becomes of its signal', async () => {
    await lens('12 layers').waitFor();
    assert.match(
      (await lens('12 layers').textContent()) ?? '',
      /parameters · signal × \S+ · gradient × \S+.*Show propagation.*Fix all/,
    );
  });

  it('shows the worst finding in the status bar, and goes to it', async () => {
    const item = workbench.page.locator('.statusbar-item[id*="initLens.finding"]');
    await item.waitFor();
    assert.match((await item.textContent()) ?? '', /activation-mismatch|symmetric-initializer|uncorrected-truncation/);
    await item.click();
    await workbench.page.locator('.statusbar-item', { hasText: 'Ln 12,' }).waitFor();
  });

  it('shows hints at the layer under the mouse', async () => {
    await workbench.hover('dense', 'standard deviation');
    const hint = workbench.page.locator('.view-line', { hasText: "kernelInitializer: 'glorotNormal'" });
    await hint.first().waitFor();
  });

  it('says more where the mouse rests on a hint, and offers to write it out', async () => {
    const { page } = workbench;
    const hint = page.locator('.view-line span > span', { hasText: /^kernelInitializer:\s'glorotNormal'$/ }).first();
    await hint.hover();
    const hover = page.locator('.monaco-hover:visible', { hasText: 'standard deviation' });
    await hover.filter({ hasText: 'Double-click to insert' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('charts the signal where the mouse rests', async () => {
    const hover = await workbench.hover('dense', 'standard deviation');
    const image = hover.locator('img[src^="data:image/svg"]');
    await image.waitFor();
    assert.ok(await image.evaluate((element: HTMLImageElement) => element.complete && element.naturalWidth > 200));
    await workbench.page.keyboard.press('Escape');
  });

  it('lists initialisers within the quotes, best first', async () => {
    await workbench.goTo(19, 25);
    await workbench.page.keyboard.press('Control+Space');
    await workbench.page.locator('.suggest-widget .monaco-list-row').first().waitFor();
    const best = workbench.page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'heUniform' });
    await best.filter({ hasText: 'recommended' }).waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  it('opens the panel from the lens, on the model of the lens', async () => {
    await keepGlance(workbench.page);
    await appendFile(join(workbench.folder, SAMPLE), SECOND);
    await workbench.goTo(27);
    await lens('3 layers').locator('a', { hasText: 'Show propagation' }).click();
    const panel = panelIn(workbench);
    // The page, its worker and WebAssembly start for the first time.
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor({ timeout: 90_000 });
    await thereAre(4, panel.locator('.box'));
    assert.equal((await glanceIn(panel)).points, 4);
  });

  it('opens it from the title of the editor', async () => {
    const panel = panelIn(workbench);
    await workbench.command('View: Close All Editors');
    await workbench.openFile(SAMPLE);
    await workbench.page.locator('.editor-actions .action-label[aria-label*="Show Signal Propagation"]').click();
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
  });

  it('mends the model from the lens in one step', async () => {
    await workbench.page.locator('.editor-group-container .tab', { hasText: SAMPLE }).first().click();
    await workbench.goTo(1, 1);
    await lens('12 layers').locator('a', { hasText: 'Fix all' }).click();
    await workbench.page.locator('.tab.dirty', { hasText: SAMPLE }).waitFor();
  });
});
