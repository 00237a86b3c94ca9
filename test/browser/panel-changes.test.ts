import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { figuresWhere, forward, panelIn } from './panel.ts';
import { sampleWindow } from './sample-window.ts';
import type { Workbench } from './workbench.ts';

/** The loop's layers stand here in the sample, and the first one above. */
const LOOP_LINE = 14;
const FIRST_LINE = 12;

describe('the panel’s verdict and what it would change, in the real window', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    workbench = await sampleWindow();
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('Init Lens: Show Signal Propagation');
    panel = panelIn(workbench);
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
  });

  it('says in a sentence what becomes of signal and gradient, with its cause', async () => {
    const judgement = panel.locator('.judgement');
    assert.equal(await judgement.getAttribute('data-level'), 'warning');
    // About 0.387 of the signal is kept a layer: 0.387^10 = 7.5e-5.
    assert.match(
      (await panel.locator('.verdict').textContent()) ?? '',
      /^Warning Signal and gradient vanish: .*at layer dense_1[01] \d(\.\d)?e-[45] of the input's signal is left/,
    );
    await panel.locator('.cause', { hasText: 'Cause:' }).waitFor();
    assert.match(
      (await panel.locator('.cause').textContent()) ?? '',
      /^Cause: glorotNormal, the default of TensorFlow\.js, with relu in 10 layers; with the recommended initialisers, \d/,
    );
  });

  it('previews the lines that would change, and a click shows one in the editor', async () => {
    const button = panel.locator('[data-control="preview"]');
    assert.equal(await button.getAttribute('aria-expanded'), 'false');
    await button.click();
    const preview = panel.locator('.preview');
    await preview.locator('tr.after').first().waitFor();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    const lines = await preview
      .locator('tr.before')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-line')));
    assert.deepEqual(lines, [String(FIRST_LINE), String(LOOP_LINE), '19']);
    assert.match((await preview.locator('tr.after ins').first().textContent()) ?? '', /kernelInitializer: 'heUniform'/);
    assert.equal(await preview.locator('tr.before del').textContent(), "'heNormal'");
    await preview.locator(`tr.before[data-line="${LOOP_LINE}"] button`).click();
    await workbench.page.locator('.statusbar-item', { hasText: `Ln ${LOOP_LINE},` }).waitFor();
  });

  it('keeps the preview up to date with the file', async () => {
    await workbench.goTo(10, 1);
    await workbench.type('\n');
    await panel.locator(`.preview tr.before[data-line="${LOOP_LINE + 1}"]`).waitFor();
    await workbench.page.keyboard.press('Control+Z');
    await panel.locator(`.preview tr.before[data-line="${LOOP_LINE}"]`).waitFor();
  });

  it('opens the change in VS Code’s own comparison', async () => {
    await panel.locator('.preview [data-key="diff"]').click();
    await workbench.page.locator('.tab.active', { hasText: 'recommended initialisers' }).waitFor();
    await workbench.page
      .locator('.monaco-diff-editor .char-insert, .monaco-diff-editor .line-insert')
      .first()
      .waitFor();
    const tab = workbench.page.locator('.tab', { hasText: 'recommended initialisers' });
    await tab.click();
    await workbench.page.keyboard.press('Control+W');
    await tab.waitFor({ state: 'detached' });
  });

  it('applies the recommendation as one step, says so, follows that edit, and has nothing more to apply', async () => {
    await panel.locator('[data-control="apply"]').click();
    await figuresWhere(
      panel,
      (found) => forward(found, 'dense_10', 'current') > 0.1,
      'the current initialisers keep the signal',
    );
    await panel.locator('.applied', { hasText: /^Applied: Set kernelInitializer to/ }).waitFor();
    assert.match((await panel.locator('.applied').textContent()) ?? '', /Undo in the editor takes it all back/);
    await panel.locator('.judgement[data-level="good"]').waitFor();
    assert.ok(await panel.locator('.cause').isHidden());
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
    const figures = await figuresWhere(panel, () => true, 'all is simulated');
    // The same seeds give the same numbers under the same initialisers.
    assert.equal(forward(figures, 'dense_10', 'current'), forward(figures, 'dense_10', 'recommended'));
    await panel.locator('[data-control="apply"][disabled]').waitFor();
    assert.match((await panel.locator('.apply .hint').textContent()) ?? '', /^Nothing to apply/);
    assert.ok(await panel.locator('.preview').isHidden());

    await workbench.page.locator('.editor-instance .view-line').first().click();
    await workbench.page.keyboard.press('Control+Z');
    await figuresWhere(panel, (found) => forward(found, 'dense_10', 'current') < 0.01, 'one undo takes all of it back');
    await panel.locator('.judgement[data-level="warning"]').waitFor();
    assert.equal(await panel.locator('.applied').textContent(), '');
  });
});
