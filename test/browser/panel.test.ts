import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { type ChartedFigure, panelIn, simulatedFigures } from './panel.ts';
import { Workbench } from './workbench.ts';

const FILE = 'mlp.ts';
/** The loop's layers stand here in the sample. */
const LOOP_LINE = 14;

/** The signal behind a layer under a choice of initialisers. */
function forward(figures: readonly ChartedFigure[], layer: string, series: string): number {
  return figures.find((each) => each.layer === layer && each.series === series)?.forward ?? Number.NaN;
}

/** Reads the simulated figures until they are what is wanted: curves of before an edit stay until the new ones arrive. */
async function figuresWhere(
  panel: FrameLocator,
  wanted: (figures: readonly ChartedFigure[]) => boolean,
  what: string,
): Promise<ChartedFigure[]> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const figures = await simulatedFigures(panel);
    if (wanted(figures)) return figures;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail(`${what}: ${JSON.stringify(await simulatedFigures(panel))}`);
}

describe('the panel, in the real window', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let panel: FrameLocator;
  const violations: string[] = [];

  before(async () => {
    const vsix = process.env.INIT_LENS_VSIX;
    assert.ok(vsix, 'run through `node scripts/test.mjs browser`, which packs the extension first');
    workbench = await Workbench.open({ vsix, purpose: 'panel', file: FILE });
    workbench.page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('Init Lens: Show Signal Propagation');
    panel = panelIn(workbench);
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
  });

  after(() => workbench?.close());

  it('says in a sentence what becomes of the signal, and what would become of it', async () => {
    const sentence = (await panel.locator('.verdict').textContent()) ?? '';
    // About 0.387 of the signal is kept a layer: 0.387^10 = 7.5e-5.
    assert.match(
      sentence,
      /^At layer dense_1[01], \d(\.\d)?e-[45] of the input's signal is left; with the recommended initialisers, (0\.\d+|1(\.\d)?)\.$/,
    );
  });

  it('compares with another initialiser and marks a signal of 0 as 0', async () => {
    await panel.locator('[data-control="comparison"]').click();
    await panel.locator('vscode-option[value="zeros"]').click();
    const figures = await figuresWhere(
      panel,
      (found) => found.some(({ series }) => series === 'comparison'),
      'the comparison is simulated',
    );
    assert.equal(forward(figures, 'dense_1', 'comparison'), 0);
  });

  it('can be stopped, stays so, and goes on', async () => {
    const status = panel.locator('.status-text');
    await panel.locator('[data-control="seeds"]').click();
    await panel.locator('[data-control="seeds"] vscode-option[value="64"]').click();
    await panel.locator('[data-control="run"]', { hasText: 'Cancel' }).click();
    await status.filter({ hasText: /^Stopped/ }).waitFor();
    await panel.locator('[data-control="run"]', { hasText: 'Run' }).click();
    await status.filter({ hasText: 'Simulated: 64 seeds' }).waitFor();
  });

  it('goes to a layer’s line', async () => {
    await panel.locator('.table > summary').click();
    await panel.locator('button[data-layer="dense_5"]').click();
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${LOOP_LINE},` }).waitFor();
  });

  it('draws the layers as a map, coloured by how they fare', async () => {
    const health = (layer: string) => panel.locator(`.box[data-layer="${layer}"]`).getAttribute('data-health');
    assert.equal(await health('dense_1'), 'lost');
    assert.equal(await health('dense_10'), 'lost');
    assert.equal(await health('dense_12'), 'unjudged');
    assert.equal(await panel.locator('.map .links path').count(), 12);
  });

  it('charts another measure of every layer', async () => {
    const chart = panel.locator('.chart', { has: panel.locator('canvas[data-chart="further"]') });
    assert.equal(await chart.locator('strong').textContent(), 'Cosine');
    await panel.locator('[data-control="measure"]').click();
    await panel.locator('[data-control="measure"] vscode-option[value="dead"]').click();
    assert.equal(await chart.locator('strong').textContent(), 'Dead units');
    assert.match((await chart.locator('canvas').getAttribute('aria-label')) ?? '', /^Dead units over 13 layers/);
  });

  it('shows the numbers of the layer that is selected in the map, by mouse and by keyboard', async () => {
    const details = panel.locator('.details');
    await panel.locator('.box[data-layer="dense_5"]').click();
    assert.equal(await details.locator('h2').textContent(), 'dense_5');
    const variance = details.locator('.weight tr', { hasText: '2 / 128' });
    assert.match((await variance.textContent()) ?? '', /2 · 1 \/ \(128 \+ 128\) = 0\.007813/);
    await panel.locator('.box[data-layer="dense_5"]').press('ArrowRight');
    assert.equal(await details.locator('h2').textContent(), 'dense_6');
    await details.getByRole('button', { name: `Show line ${LOOP_LINE}` }).click();
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${LOOP_LINE},` }).waitFor();
    await details.getByRole('button', { name: 'Close' }).click();
    await details.waitFor({ state: 'hidden' });
  });

  it('saves the charts as a picture and the figures as CSV', async () => {
    const saved = async (action: string, extension: string) => {
      await panel.locator(`[data-action="${action}"]`).click();
      const dialog = workbench.page.locator('.quick-input-widget');
      await dialog.locator('input').waitFor();
      await workbench.page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      const file = join(workbench.folder, `mlp-digit-classifier-signal.${extension}`);
      for (let attempt = 0; !existsSync(file) && attempt < 50; attempt++) await workbench.page.waitForTimeout(100);
      return readFileSync(file);
    };
    const picture = await saved('png', 'png');
    assert.equal(picture.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    // Width and height stand in the header: two charts one above the other.
    assert.ok(picture.readUInt32BE(20) > picture.readUInt32BE(16));
    const [header = '', ...rows] = (await saved('csv', 'csv')).toString('utf8').split('\r\n');
    assert.ok(header.startsWith('layer,description,line,initialisers,method,signal_median'));
    assert.ok(rows.some((row) => row.startsWith('dense_5,"dense 128, relu",14,Recommended,')));
  });

  it('applies the recommendation as one step, follows that edit, and has nothing more to apply', async () => {
    await panel.locator('[data-control="apply"]').click();
    await figuresWhere(
      panel,
      (found) => forward(found, 'dense_10', 'current') > 0.1,
      'the current initialisers keep the signal',
    );
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
    const figures = await simulatedFigures(panel);
    // The same seeds give the same numbers under the same initialisers.
    assert.equal(forward(figures, 'dense_10', 'current'), forward(figures, 'dense_10', 'recommended'));
    await panel.locator('[data-control="apply"][disabled]').waitFor();
    assert.match((await panel.locator('.hint').textContent()) ?? '', /^Nothing to apply/);

    await workbench.page.locator('.editor-instance .view-line').first().click();
    await workbench.page.keyboard.press('Control+Z');
    await figuresWhere(panel, (found) => forward(found, 'dense_10', 'current') < 0.01, 'one undo takes all of it back');
  });

  it('comes back after the window is loaded anew, with its document and settings', async () => {
    // A window that is told which file to open would not look back at what was open.
    const address = new URL(workbench.page.url());
    address.searchParams.delete('payload');
    await workbench.page.goto(address.href);
    panel = panelIn(workbench);
    const figures = await figuresWhere(
      panel,
      (found) => found.some(({ series }) => series === 'comparison'),
      'the comparison is still there',
    );
    assert.equal(forward(figures, 'dense_1', 'comparison'), 0);
    assert.equal(await panel.locator('.document').textContent(), FILE);
  });

  it('simulates with WebAssembly, which its content security policy has to allow', async () => {
    // Without it plain JavaScript gives the same figures, only later: nothing else would show it.
    assert.equal(await panel.locator('table.figures caption').getAttribute('data-kernels'), 'wasm');
  });

  it('keeps to its content security policy', () => {
    assert.deepEqual(violations, []);
  });
});
