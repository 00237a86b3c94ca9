import assert from 'node:assert/strict';
import { act, compare, openSample, openWalkthrough, step, WITHOUT_MOTION } from './first-use.ts';
import { openForTests, type Workbench } from './workbench.ts';

describe('the first use, in the real window', function () {
  this.timeout(180_000);
  let workbench: Workbench;

  before(async () => {
    workbench = await openForTests({ purpose: 'first-use', file: 'q-network.js', settings: WITHOUT_MOTION });
    await workbench.squiggles('error').first().waitFor();
  });

  after(() => workbench?.close());

  const isDone = (id: string) => step(workbench, id).locator('.codicon-getting-started-step-checked').waitFor();

  it('shows no notification', async () => {
    const notifications = await workbench.openNotifications();
    assert.equal(await notifications.filter({ hasText: 'Init Lens' }).count(), 0);
    // Closes the list, unless the window has done so already: then there is no command for it.
    await workbench.page.keyboard.press('Escape');
  });

  it('leads through a walkthrough with pictures', () => openWalkthrough(workbench));

  it('opens a sample beside it, in which the mistakes are underlined', async () => {
    await openSample(workbench);
    await isDone('sample');
  });

  it('mends the sample from the walkthrough’s page', async () => {
    await step(workbench, 'fix').click();
    await act(workbench, 'fix', 'Fix All in File');
    await workbench.page.locator('.editor-instance .view-line', { hasText: "'heUniform'" }).first().waitFor();
    await isDone('fix');
  });

  it('sets two models side by side, rendered', async () => {
    const preview = await compare(workbench);
    assert.equal(await preview.locator('table').count(), 3);
    await isDone('workspace');
  });
});
