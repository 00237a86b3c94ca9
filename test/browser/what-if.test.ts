import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { type ChartedFigure, figuresWhere, forward, panelIn, simulatedFigures, thereAre } from './panel.ts';
import { SAMPLE, sampleWindow } from './sample-window.ts';
import type { Workbench } from './workbench.ts';

describe('what-if in the panel, in the real window', function () {
  this.timeout(300_000);
  let workbench: Workbench;
  let panel: FrameLocator;
  let written = '';

  before(async () => {
    workbench = await sampleWindow();
    written = textInFile();
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('Init Lens: Show Signal Propagation');
    panel = panelIn(workbench);
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
    await panel.locator('.what-if summary').click();
  });

  const textInFile = () => readFileSync(join(workbench.folder, SAMPLE), 'utf8');
  const difference = () => panel.locator('.difference');

  async function choose(control: string, value: string): Promise<void> {
    await panel.locator(`[data-control="${control}"]`).click();
    await panel.locator(`[data-control="${control}"] vscode-option[value="${value}"]`).click();
  }

  async function says(sentence: string): Promise<void> {
    await difference().filter({ hasText: sentence }).waitFor();
  }

  /** Row heads of the table tell what each layer is. */
  const described = (layer: string) => panel.locator(`button[data-layer="${layer}"] + .description`).first();

  async function describes(layer: string, what: string): Promise<void> {
    await described(layer).filter({ hasText: what }).waitFor({ state: 'attached' });
  }

  async function isUntouched(): Promise<void> {
    assert.equal(textInFile(), written);
    assert.equal(await workbench.page.locator('.tab.dirty').count(), 0);
  }

  /** The panel's own tab is active too, and never dirty. */
  async function saved(): Promise<string> {
    const dirty = workbench.page.locator('.tab.dirty');
    await dirty.first().waitFor();
    await workbench.page.keyboard.press('Control+S');
    await dirty.first().waitFor({ state: 'detached' });
    return textInFile();
  }

  it('is closed at first, and says nothing', async () => {
    assert.equal(await panel.locator('.what-if .outcome').isVisible(), false);
  });

  it('doubles the widths of hidden layers, at once and not in the file', async () => {
    await choose('width', '2');
    await says('Not in the file: width ×2.');
    await describes('dense_5', 'dense 256, relu');
    await describes('dense_12', 'dense 10, softmax');
    await isUntouched();
  });

  it('draws another nonlinearity, normalised layers and a deeper model too', async () => {
    await choose('activation', 'tanh');
    await says('Not in the file: relu → tanh, width ×2.');
    await choose('normalization', 'batch');
    await describes('dense_5 (norm)', 'batch normalisation');
    await choose('depth', '2');
    await says('Not in the file: batch normalisation, relu → tanh, depth ×2, width ×2.');
    await describes('dense_11 (2)', 'dense 128, tanh');
    const figures = await simulatedFigures(panel);
    const at = (layer: string) => figures.find((each) => each.layer === layer && each.series === 'current')?.forward;
    // A batch of 32 has no more and no less than variance 1 behind it; epsilon takes a little.
    assert.ok(Math.abs((at('dense_11 (norm) (2)') ?? 0) - 1) < 0.1);
    await isUntouched();
  });

  it('shows the numbers and the line of a layer that only the changed model has', async () => {
    await panel.locator('.box[data-layer="dense_5 (2)"]').click();
    await panel
      .locator('.details h2')
      .filter({ hasText: /^dense_5 \(2\)$/ })
      .waitFor();
    // 2 / (256 + 256): the fans are those of the changed model.
    await panel.locator('.details .weight tr', { hasText: '256 + 256' }).first().waitFor();
    await panel.locator('.details').getByRole('button', { name: 'Close' }).click();
  });

  it('scales what enters', async () => {
    const field = panel.locator('[data-control="scale"] input');
    await field.fill('3');
    await field.press('Enter');
    await panel.locator('.chart figcaption', { hasText: 'the input has 9' }).waitFor();
    // Figures of before stay until the new ones arrive.
    let moment = 0;
    for (let attempt = 0; Math.abs(moment / 9 - 1) > 0.05 && attempt < 200; attempt++) {
      const figures = await simulatedFigures(panel);
      const input = figures.find(({ layer, series }) => layer.startsWith('input') && series === 'current');
      moment = input?.forward ?? 0;
      await workbench.page.waitForTimeout(200);
    }
    // 8 draws of 32 x 784 elements: a standard error of 0.3 %.
    assert.ok(Math.abs(moment / 9 - 1) < 0.05, `${moment}`);
    await field.fill('1');
    await field.press('Enter');
    await panel.locator('.chart figcaption', { hasText: 'the input has 1' }).first().waitFor();
    await isUntouched();
  });

  it('comes back after the window is loaded anew, with the panel’s document and settings', async () => {
    await panel.locator('button[data-key="zeros"]').press('Space');
    const isCompared = (found: readonly ChartedFigure[]) => found.some(({ series }) => series === 'zeros');
    await figuresWhere(panel, isCompared, 'zeros are simulated');
    await workbench.reload();
    panel = panelIn(workbench);
    const figures = await figuresWhere(panel, isCompared, 'the comparison is still there');
    assert.equal(forward(figures, 'dense_1', 'zeros'), 0);
    assert.equal(await panel.locator('body > main .document').textContent(), SAMPLE);
    await says('Not in the file: batch normalisation, relu → tanh, depth ×2, width ×2.');
    await describes('dense_11 (2)', 'dense 128, tanh');
    await isUntouched();
  });

  it('is gone after a reset', async () => {
    await panel.locator('[data-control="reset"]').click();
    await panel.locator('.what-if .outcome').waitFor({ state: 'hidden' });
    await describes('dense_5', 'dense 128, relu');
    await thereAre(0, panel.locator('.box[data-layer="dense_5 (2)"]'));
    await isUntouched();
  });

  it('writes into the file what can be written there, as one step, and says what cannot', async () => {
    await panel.locator('.what-if summary').click();
    await choose('activation', 'tanh');
    await choose('initializers', 'recommended');
    await choose('depth', '2');
    await panel.locator('.left li', { hasText: 'Depth ×2: whole layers' }).waitFor();
    await panel.locator('[data-control="write"]:not([disabled])').click();
    await says('Not in the file: depth ×2.');
    const editor = workbench.page.locator('.editor-instance .view-lines');
    await editor.filter({ hasText: "activation: 'tanh'" }).waitFor();
    assert.equal(await workbench.page.locator('.tab.dirty').count(), 1);
    const firstLine = workbench.page.locator('.editor-instance .view-line').first();
    await firstLine.click();
    const lines = (await saved()).split('\n');
    assert.equal(lines.filter((line) => line.includes("activation: 'tanh'")).length, 3);
    assert.equal(lines.filter((line) => line.includes("'relu'")).length, 0);
    await workbench.page.keyboard.press('Control+Z');
    await editor.filter({ hasText: "activation: 'relu'" }).waitFor();
    assert.equal(await saved(), written);
  });

  it('is dropped where another file is shown', async () => {
    await workbench.openFile('cnn.ts');
    await workbench.command('Init Lens: Show Signal Propagation');
    await panel.locator('body > main .document', { hasText: 'cnn.ts' }).waitFor();
    await panel.locator('.what-if .outcome').waitFor({ state: 'hidden' });
  });
});
