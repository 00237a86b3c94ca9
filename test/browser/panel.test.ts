import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { glanceIn, keepGlance } from './glance.ts';
import { figuresWhere, forward, panelIn, thereAre } from './panel.ts';
import { sampleWindow } from './sample-window.ts';
import type { Workbench } from './workbench.ts';

/** The loop's layers stand here in the sample. */
const LOOP_LINE = 14;
/** A cancel is told within this long. */
const CANCEL_MS = 1000;
const CANCEL_ATTEMPTS = 40;
/** CSS pixels of a panel that a person leaves little room: names stand aslant in its charts. */
const NARROW = 360;

describe('the panel, in the real window', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let panel: FrameLocator;
  const violations: string[] = [];

  before(async () => {
    workbench = await sampleWindow();
    workbench.page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
    await keepGlance(workbench.page);
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('Init Lens: Show Signal Propagation');
    panel = panelIn(workbench);
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
  });

  it('begins with a picture of what theory says, on the screen before its script has drawn anything', async () => {
    const glance = await glanceIn(panel);
    assert.equal(await panel.locator('.glance').count(), 0);
    assert.match(glance.verdict, /Signal and gradient vanish/);
    assert.equal(await panel.locator('.verdict strong').textContent(), 'Signal and gradient vanish');
    assert.deepEqual(glance.curves, ['current', 'recommended', 'current', 'recommended', 'current', 'recommended']);
    assert.ok(glance.isInert, 'nothing in it is read out or clicked on');
    assert.ok(glance.painted > 0 && glance.painted < glance.drawn, `${glance.painted} and ${glance.drawn} ms`);
    // What the editor says of colours holds for it: it is drawn in the theme's.
    assert.match(glance.colour, /^rgb\(\d+, \d+, \d+\)$/);
    assert.notEqual(glance.colour, 'rgb(0, 0, 0)');
  });

  it('makes every control that the page came with, one after the other, and leaves its own name to each field', async () => {
    const kinds = ['vscode-button', 'vscode-dropdown', 'vscode-text-field'];
    await panel
      .locator(kinds.map((kind) => `${kind}:not([made])`).join(', '))
      .first()
      .waitFor({ state: 'detached' });
    for (const kind of kinds) assert.notEqual(await panel.locator(`${kind}[made]`).count(), 0, kind);
    const names = await panel
      .locator('vscode-text-field')
      .evaluateAll((fields) => fields.map((field) => field.getAttribute('aria-label')));
    assert.deepEqual(
      names.filter((name) => name === null || name === 'Text field'),
      [],
    );
  });

  it('compares several initialisers at once, and theory’s order is what is drawn', async () => {
    for (const scheme of ['zeros', 'heNormal', 'glorotUniform']) {
      await panel.locator(`button[data-key="${scheme}"]`).click();
    }
    const figures = await figuresWhere(
      panel,
      (found) =>
        ['zeros', 'heNormal', 'glorotUniform'].every((scheme) => found.some(({ series }) => series === scheme)),
      'the comparisons are simulated',
    );
    assert.equal(forward(figures, 'dense_1', 'zeros'), 0);
    // A layer keeps 1/2 with Glorot, 0.774 with He as TensorFlow.js cuts it off, 1 with what is recommended.
    const left = (scheme: string) => forward(figures, 'dense_10', scheme);
    assert.ok(left('current') < left('glorotUniform'), `${left('current')} and ${left('glorotUniform')}`);
    assert.ok(left('glorotUniform') < left('heNormal') / 10, `${left('glorotUniform')} and ${left('heNormal')}`);
    assert.ok(left('heNormal') < left('recommended'), `${left('heNormal')} and ${left('recommended')}`);
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
  });

  it('takes a scheme away and brings it back without simulating it again, by the keyboard', async () => {
    const chip = panel.locator('button[data-key="heNormal"]');
    await chip.focus();
    await chip.press('Space');
    await panel.locator('tr[data-series="heNormal"]').first().waitFor({ state: 'detached' });
    assert.equal(await chip.getAttribute('aria-pressed'), 'false');
    await chip.press('Enter');
    await panel.locator('tr[data-series="heNormal"]').first().waitFor({ state: 'attached' });
    assert.equal(await panel.locator('tr[data-series="heNormal"]').first().getAttribute('data-method'), 'drawn');
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
    await chip.press('ArrowRight');
    assert.equal(await panel.locator(':focus').getAttribute('data-formula'), 'heNormal');
  });

  it('says what a scheme is: its formula, with a layer’s numbers', async () => {
    const card = panel.locator('.formula-card');
    await panel.locator('button[data-formula="heNormal"]').click();
    assert.equal(await card.locator('h2').textContent(), 'He normal');
    assert.ok((await card.locator('math mfrac').count()) >= 4);
    assert.match((await card.locator('[data-of="numbers"]').textContent()) ?? '', /2784=0\.05051/);
    assert.match(
      (await card.locator('.sampled').first().textContent()) ?? '',
      /the real standard deviation is 0\.04443/,
    );
    await panel.locator('button[data-formula="heNormal"]').press('Escape');
    await card.waitFor({ state: 'hidden' });
    assert.equal(await panel.locator(':focus').getAttribute('data-formula'), 'heNormal');
  });

  it('shows how every layer’s signal and gradient are spread, and points at the same layer everywhere', async () => {
    await panel.locator('.ridge summary').click();
    const ridge = panel.locator('canvas[data-ridge="forward"]');
    await ridge.waitFor();
    const label = panel.locator('.ridge-labels button[data-row="dense_3"]');
    await label.scrollIntoViewIfNeeded();
    await label.hover();
    await panel
      .locator('.ridge-readout', { hasText: /^dense_3 \(dense 128, relu\)\. Current: outputs .*gradients/ })
      .waitFor();
    assert.ok(await panel.locator('.box[data-layer="dense_3"]').evaluate((box) => box.classList.contains('hovered')));
    await panel.locator('[data-control="ridge-order"]').click();
    await panel.locator('[data-control="ridge-order"] vscode-option[value="trouble"]').click();
    // Least of the gradient arrives at the input.
    const first = panel.locator('.ridge-labels button').first();
    await panel.locator('.ridge-labels button:first-child[data-row="input_layer_1"]').waitFor();
    assert.equal(await first.getAttribute('tabindex'), '0');
    await panel.locator('.ridge summary').click();
  });

  it('takes the colours of another theme while it is open', async () => {
    const coloured = () =>
      panel.locator('canvas[data-chart="forward"]').evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) return '';
        const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
        const opaque: string[] = [];
        for (let i = 0; i < data.length; i += 4) {
          if (data[i + 3] === 255) opaque.push(`${data[i]} ${data[i + 1]} ${data[i + 2]}`);
        }
        return [...new Set(opaque)].sort().join();
      });
    const before = await coloured();
    const other = (await panel.locator('body.vscode-light').count()) === 1 ? 'vscode-dark' : 'vscode-light';
    await workbench.command('Preferences: Toggle between Light/Dark Themes');
    await panel.locator(`body.${other}`).waitFor();
    for (let attempt = 0; attempt < 50 && (await coloured()) === before; attempt++) {
      await workbench.page.waitForTimeout(100);
    }
    assert.notEqual(await coloured(), before);
  });

  it('keeps the names of layers whole in a narrow panel', async () => {
    const { page } = workbench;
    const canvas = panel.locator('canvas[data-chart="forward"]');
    const usual = page.viewportSize() ?? { width: 1440, height: 900 };
    const isNarrow = async () => ((await canvas.boundingBox())?.width ?? 0) < NARROW;
    await page.setViewportSize({ ...usual, width: 2 * NARROW });
    while (!(await isNarrow())) await page.waitForTimeout(100);
    await workbench.settle();
    // What is cut off touches the edge.
    const atEdge = await canvas.evaluate((element) => {
      if (!(element instanceof HTMLCanvasElement)) return [];
      const { data } = element.getContext('2d')?.getImageData(0, 0, 1, element.height) ?? { data: [] };
      return Array.from(data).filter((value, i) => i % 4 === 3 && value > 0);
    });
    await page.setViewportSize(usual);
    while (await isNarrow()) await page.waitForTimeout(100);
    assert.deepEqual(atEdge, []);
  });

  /** Begins simulations until one is stopped: on a slow machine one may be done before the click, and the same one again is done at once. */
  async function cancelled(): Promise<void> {
    const button = panel.locator('[data-control="run"]');
    const stopped = panel.locator('.status-text', { hasText: /^Stopped/ });
    const seed = panel.locator('[data-control="seed"] input');
    for (let attempt = 0; attempt < CANCEL_ATTEMPTS && !(await stopped.isVisible()); attempt++) {
      await seed.fill(String(1000 * (attempt + 1)));
      await seed.press('Enter');
      await button.click();
      await stopped.waitFor({ timeout: CANCEL_MS }).catch(() => undefined);
    }
    await stopped.waitFor();
  }

  it('can be stopped, stays so, and goes on', async () => {
    const status = panel.locator('.status-text');
    await panel.locator('.what-if summary').click();
    await panel.locator('[data-control="seeds"]').click();
    await panel.locator('[data-control="seeds"] vscode-option[value="64"]').click();
    await cancelled();
    await panel.locator('[data-control="run"]', { hasText: 'Run' }).click();
    await status.filter({ hasText: 'Simulated: 64 seeds' }).waitFor();
  });

  it('goes to a layer’s line', async () => {
    await panel.locator('.table > summary').click();
    await panel.locator('button[data-layer="dense_5"]').click();
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${LOOP_LINE},` }).waitFor();
  });

  it('draws the layers as a map, coloured by how they fare', async () => {
    await thereAre(12, panel.locator('.map .links path'));
    const health = (layer: string) => panel.locator(`.box[data-layer="${layer}"]`).getAttribute('data-health');
    assert.equal(await health('dense_1'), 'lost');
    assert.equal(await health('dense_10'), 'lost');
    assert.equal(await health('dense_12'), 'unjudged');
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
    const heading = (layer: string) => details.locator('h2').filter({ hasText: new RegExp(`^${layer}$`) });
    await heading('dense_5').waitFor();
    const variance = details.locator('.weight tr', { hasText: '2 / 128' });
    assert.match((await variance.textContent()) ?? '', /2 · 1 \/ \(128 \+ 128\) = 0\.007813/);
    await panel.locator('.box[data-layer="dense_5"]').press('ArrowRight');
    await heading('dense_6').waitFor();
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
      // A file is there before what is in it.
      let content = Buffer.alloc(0);
      for (let attempt = 0; content.length === 0 && attempt < 50; attempt++) {
        await workbench.page.waitForTimeout(100);
        if (existsSync(file)) content = readFileSync(file);
      }
      return content;
    };
    const picture = await saved('png', 'png');
    assert.equal(picture.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    // Width and height stand in the header: two charts one above the other.
    assert.ok(picture.readUInt32BE(20) > picture.readUInt32BE(16));
    const [header = '', ...rows] = (await saved('csv', 'csv')).toString('utf8').split('\r\n');
    assert.ok(header.startsWith('layer,description,line,initialisers,method,signal_median'));
    assert.ok(rows.some((row) => row.startsWith('dense_5,"dense 128, relu",14,Recommended,')));
    assert.ok(rows.some((row) => row.startsWith('dense_5,"dense 128, relu",14,He normal,')));
  });

  it('simulates with WebAssembly, which its content security policy has to allow', async () => {
    // Without it plain JavaScript gives the same figures, only later: nothing else would show it.
    assert.equal(await panel.locator('table.figures caption').getAttribute('data-kernels'), 'wasm');
  });

  it('keeps to its content security policy', () => {
    assert.deepEqual(violations, []);
  });
});
