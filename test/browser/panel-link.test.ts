import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { panelIn, panelOn, thereAre } from './panel.ts';
import { SAMPLE, sampleWindow } from './sample-window.ts';
import type { Workbench } from './workbench.ts';

const OTHER = 'q-network.js';
const HOSTILE = 'hostile.ts';
const MARKUP = '<img src=x onerror=document.title=1>';
const FIRST_LINE = 12;
const LOOP_LINE = 14;

/** Two models, the first named and filled with what would be markup. */
const HOSTILE_TEXT = `import * as tf from '@tensorflow/tfjs';
export const one = tf.sequential({ name: '${MARKUP}' });
one.add(tf.layers.dense({ units: 8, inputShape: [8], activation: 'relu', name: '${MARKUP}', kernelInitializer: 'zeros' /* ${MARKUP} */ }));
one.add(tf.layers.dense({ units: 2 }));
export const two = tf.sequential({ name: 'two' });
two.add(tf.layers.dense({ units: 16, inputShape: [8], activation: 'relu', name: 'only' }));
two.add(tf.layers.dense({ units: 2 }));
`;

describe('the panel beside the editor, in the real window', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let panel: FrameLocator;
  const violations: string[] = [];

  const atCursor = (layers: string) => panel.locator(`canvas[data-chart="forward"][data-cursor="${layers}"]`).waitFor();
  const selected = () => panel.locator('.details h2').textContent();

  before(async () => {
    workbench = await sampleWindow();
    writeFileSync(join(workbench.folder, HOSTILE), HOSTILE_TEXT);
    workbench.page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
    await workbench.squiggles('warning').first().waitFor();
  });

  it('is opened by the button in the editor’s title', async () => {
    await workbench.page
      .locator('.editor-actions')
      .getByRole('button', { name: /Show Signal Propagation/ })
      .click();
    panel = panelIn(workbench);
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
    assert.equal(await panel.locator('body > main .document').textContent(), SAMPLE);
  });

  it('marks the layers that the cursor is on, in charts, map and table, and leaves the selection alone', async () => {
    await panel.locator('.box[data-layer="dense_5"]').click();
    await panel.locator('.details h2').waitFor();
    const scrolled = () => panel.locator('html').evaluate(({ scrollTop }) => scrollTop);
    const before = await scrolled();
    await workbench.focusText();
    await workbench.goTo(FIRST_LINE, 1);
    await atCursor('dense_1');
    const boxes = () =>
      panel.locator('.box.at-cursor').evaluateAll((all) => all.map((box) => box.getAttribute('data-layer')));
    await panel.locator('.box.at-cursor').first().waitFor();
    assert.deepEqual(await boxes(), ['dense_1']);
    await thereAre(1, panel.locator('tbody.at-cursor'));
    await workbench.goTo(LOOP_LINE, 1);
    await atCursor([2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `dense_${n}`).join(' '));
    await thereAre(9, panel.locator('.box.at-cursor'));
    await workbench.goTo(1, 1);
    await atCursor('');
    assert.equal(await selected(), 'dense_5');
    assert.equal(await scrolled(), before);
  });

  it('goes to the line of a layer that is clicked on in a chart', async () => {
    const canvas = panel.locator('canvas[data-chart="forward"]');
    const box = await canvas.boundingBox();
    assert.ok(box);
    await canvas.click({ position: { x: box.width - 12, y: box.height / 2 } });
    await workbench.page.locator('.statusbar-item', { hasText: 'Ln 21,' }).waitFor();
    await panel.locator('.box[data-layer="dense_5"]').click();
  });

  it('takes an edit in place: zoom, selection and what is drawn stay', async () => {
    const drawn = panel.locator('.map svg[aria-label]');
    await panel.locator('.map .zoom button').nth(1).click();
    const width = await drawn.getAttribute('width');
    await drawn.evaluate((svg) => svg.setAttribute('data-before', 'yes'));
    await workbench.focusText();
    await workbench.goTo(2, 1);
    await workbench.type('// One more line.\n');
    await panel
      .locator('.details')
      .getByRole('button', { name: `Show line ${LOOP_LINE + 1}` })
      .waitFor();
    assert.equal(await drawn.getAttribute('data-before'), 'yes');
    assert.equal(await drawn.getAttribute('width'), width);
    assert.equal(await selected(), 'dense_5');
    // Layers that are added are laid out anew, at the zoom that was chosen.
    await workbench.goTo(22);
    await workbench.type('\nmodel.add(tf.layers.dense({ units: 10 }));');
    await panel.locator('.box[data-layer="dense_13"]').waitFor();
    assert.ok(Number(await drawn.getAttribute('width')) > Number(width));
    assert.equal(await selected(), 'dense_5');
    await workbench.page.keyboard.press('Control+S');
  });

  it('follows the active editor to another file, and not to one without a model', async () => {
    await workbench.openFile(OTHER);
    await panel.locator('body > main .document', { hasText: OTHER }).waitFor();
    await panel.locator('.judgement[data-level="error"]').waitFor();
    await workbench.openFile(SAMPLE);
    await panel.locator('body > main .document', { hasText: SAMPLE }).waitFor();
  });

  it('shows markup in names as text, model by model', async () => {
    await workbench.openFile(HOSTILE);
    await panel.locator('body > main .document', { hasText: HOSTILE }).waitFor();
    await panel.locator('.verdict', { hasText: MARKUP }).waitFor();
    const choice = panel.locator('[data-control="model"]');
    assert.ok(((await choice.textContent()) ?? '').includes(MARKUP));
    await panel.locator('[data-control="preview"]').click();
    await panel.locator('.preview code', { hasText: MARKUP }).first().waitFor();
    assert.equal(await panel.locator('img').count(), 0);
    assert.deepEqual(violations, []);
    await choice.click();
    await panel.locator('[data-control="model"] vscode-option[value="two"]').click();
    await panel.locator('.box[data-layer="only"]').waitFor();
  });

  it('stays with its file when pinned, while a second panel goes with the editor', async () => {
    await panel.locator('[data-action="pin"]').click();
    await workbench.page.locator('.tab', { hasText: `[Signal Propagation: ${HOSTILE}]` }).waitFor();
    await workbench.focusText();
    await workbench.openFile(SAMPLE);
    await workbench.command('Init Lens: Show Signal Propagation');
    await workbench.page.locator('.tab', { hasText: `Signal Propagation: ${SAMPLE}` }).waitFor();
    const second = await panelOn(workbench, SAMPLE);
    await second.locator('.status-text', { hasText: 'Simulated' }).waitFor();
    assert.equal(await second.locator('[data-action="pin"]').getAttribute('aria-pressed'), 'false');
    await workbench.page.locator('.tab', { hasText: `[Signal Propagation: ${HOSTILE}]` }).click();
    const first = await panelOn(workbench, HOSTILE);
    await first.locator('.box[data-layer="only"]').waitFor();
  });

  it('moves to another column with all that was set', async () => {
    await workbench.command('View: Move Editor into Next Group');
    const moved = await panelOn(workbench, HOSTILE);
    await moved.locator('.box[data-layer="only"]').waitFor();
    assert.equal(await moved.locator('[data-action="pin"]').getAttribute('aria-pressed'), 'true');
    await moved.locator('.preview tr.after').first().waitFor();
  });

  it('comes back after the window is loaded anew, each panel with its file, model, pin and preview', async () => {
    // The panel that is not pinned comes back on the file of the active editor.
    await workbench.focusText();
    await workbench.openFile(SAMPLE);
    await panelOn(workbench, SAMPLE);
    await workbench.reload();
    // A panel behind another one comes when its tab is chosen.
    await workbench.page.locator('.tab', { hasText: `[Signal Propagation: ${HOSTILE}]` }).click();
    const first = await panelOn(workbench, HOSTILE);
    await first.locator('.box[data-layer="only"]').waitFor();
    assert.equal(await first.locator('[data-action="pin"]').getAttribute('aria-pressed'), 'true');
    await first.locator('.preview tr.after').first().waitFor();
    await workbench.page.locator('.tab', { hasText: `Signal Propagation: ${SAMPLE}` }).click();
    const second = await panelOn(workbench, SAMPLE);
    assert.equal(await second.locator('[data-action="pin"]').getAttribute('aria-pressed'), 'false');
  });
});
