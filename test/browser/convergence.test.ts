import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { panelIn, thereAre } from './panel.ts';
import { sampleWindow } from './sample-window.ts';
import type { Workbench } from './workbench.ts';

describe('training, in the real window', function () {
  this.timeout(240_000);
  let workbench: Workbench;
  let panel: FrameLocator;
  let status: Locator;
  let train: Locator;
  const violations: string[] = [];
  const requests: string[] = [];

  before(async () => {
    workbench = await sampleWindow();
    workbench.page.on('console', (message) => {
      if (/content security policy/i.test(message.text())) violations.push(message.text());
    });
    workbench.page.on('request', (request) => requests.push(request.url()));
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('Init Lens: Show Signal Propagation');
    panel = panelIn(workbench);
    status = panel.locator('.convergence .status-text');
    train = panel.locator('[data-control="train"]');
    await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor();
  });

  const outcomeOf = (scheme: string) =>
    panel.locator(`.convergence tr[data-scheme="${scheme}"]`).getAttribute('data-outcome');
  const choose = async (control: string, value: string) => {
    await panel.locator(`[data-control="${control}"]`).click();
    await panel.locator(`[data-control="${control}"] vscode-option[value="${value}"]`).click();
  };
  const loads = () => requests.filter((url) => url.includes('convergence-worker.js')).length;

  it('loads nothing before it is opened, then says how long it will take', async () => {
    assert.equal(loads(), 0);
    await panel.locator('.convergence > summary').click();
    await status.filter({ hasText: /^Expected: about \d+ (s|min) on this machine/ }).waitFor();
    assert.equal(loads(), 1);
    await thereAre(2, panel.locator('.convergence input:checked'));
  });

  it('is stopped at once, and keeps what has come', async () => {
    await choose('training-steps', '1000');
    await train.filter({ hasText: 'Train' }).click();
    await status.filter({ hasText: /^Training: step \d+ of 1000/ }).waitFor();
    const asked = Date.now();
    await train.filter({ hasText: 'Cancel' }).click();
    await panel.locator('.convergence .outcome', { hasText: /^Stopped after \d+ of 1000 steps\./ }).waitFor();
    // Nothing waits for a step to end; the rest is what the mouse and a shared machine take.
    assert.ok(Date.now() - asked < 3000, `${Date.now() - asked} ms`);
  });

  it('comes down with the recommended initialisers, where the current ones do not move', async () => {
    await choose('training-steps', '300');
    await train.filter({ hasText: 'Train' }).click();
    await panel.locator('.convergence .outcome', { hasText: /^With / }).waitFor({ timeout: 180_000 });
    const said = (await panel.locator('.convergence .outcome').textContent()) ?? '';
    assert.match(
      said,
      /With the file's initialisers \(glorotNormal and heNormal\), the loss has not moved after 300 steps: it is 2\.\d\./,
    );
    assert.match(
      said,
      /With the recommended initialisers .*, the loss fell from \d(\.\d)? to (0\.\d+|\d(\.\d)?e-\d) in 300 steps\./,
    );
    assert.equal(await outcomeOf('current'), 'still');
    assert.equal(await outcomeOf('recommended'), 'fell');
    const label = await panel.locator('canvas[data-chart="losses"]').getAttribute('aria-label');
    assert.ok(label?.includes('the loss has not moved after 300 steps'));
  });

  it('trains again with other choices, by keyboard', async () => {
    await panel.locator('.convergence input[value="zeros"]').press('Space');
    await choose('training-steps', '50');
    await train.filter({ hasText: 'Train' }).press('Enter');
    await panel
      .locator('.convergence .outcome', { hasText: 'With zeros everywhere, the loss has not moved after 50 steps' })
      .waitFor({ timeout: 120_000 });
    await thereAre(3, panel.locator('.convergence tr[data-scheme]'));
  });

  it('says that its losses are of before an edit', async () => {
    await workbench.focusText();
    await workbench.goTo(3);
    await workbench.page.keyboard.press('Backspace');
    await workbench.page.keyboard.press('Backspace');
    await workbench.page.keyboard.press('Backspace');
    await workbench.type(' 8;');
    await panel
      .locator('.convergence .outcome', { hasText: /^These losses are of an earlier version of the model\./ })
      .waitFor();
  });

  it('breaks no content security policy and asks no other machine for anything', () => {
    assert.deepEqual(violations, []);
    const own = new Set(
      requests.filter((url) => url.includes('convergence-worker.js')).map((url) => new URL(url).origin),
    );
    assert.equal(own.size, 1);
  });
});
