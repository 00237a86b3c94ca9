import assert from 'node:assert/strict';
import { inProject } from '../../scripts/project.mjs';
import { openForTests, type Workbench } from './workbench.ts';

const TITLE = 'See whether your network can learn';

describe('the first use, in the real window', function () {
  this.timeout(180_000);
  let workbench: Workbench;

  before(async () => {
    workbench = await openForTests({ purpose: 'first-use', file: 'q-network.js' });
    await workbench.squiggles('error').first().waitFor();
  });

  after(() => workbench?.close());

  /** Runs a command that asks something in turn. */
  const ask = async (title: string) => {
    await workbench.page.keyboard.press('F1');
    await choose(`>${title}`, title);
  };

  /** Answers a quick pick that a command opened, with the entry that the text leaves first. */
  const choose = async (text: string, entry = text) => {
    const widget = workbench.page.locator('.quick-input-widget');
    await widget.locator('input').fill(text);
    await widget.locator('.monaco-list-row.focused', { hasText: entry }).waitFor();
    await workbench.page.keyboard.press('Enter');
  };

  const step = (id: string) => workbench.page.locator(`.getting-started-step[data-step-id$="#start#${id}"]`);
  const isDone = (id: string) => step(id).locator('.codicon-getting-started-step-checked');

  it('shows no notification', async () => {
    assert.equal(await workbench.page.locator('.notification-toast', { hasText: 'Init Lens' }).count(), 0);
  });

  it('leads through a walkthrough with pictures', async () => {
    await ask('Welcome: Open Walkthrough...');
    await choose(TITLE);
    await workbench.page.locator('.gettingStartedSlideDetails').getByText(TITLE).first().waitFor();
    await step('sample').click();
    const picture = workbench.page.frameLocator('.getting-started-media iframe').frameLocator('#active-frame');
    await picture.locator('svg', { hasText: 'activation-mismatch' }).waitFor();
    await workbench.settle();
    await workbench.screenshot(inProject('.vscode-test', 'walkthrough.png'));
  });

  it('opens a sample beside it, in which the mistakes are underlined', async () => {
    await step('sample').getByText('Open a Sample Model', { exact: true }).click();
    await choose('Deep network that does not learn');
    await workbench.squiggles('warning').first().waitFor();
    await isDone('sample').waitFor();
  });

  it('mends the sample from its own page', async () => {
    await step('fix').click();
    await step('fix').getByText('Fix All in File', { exact: true }).click();
    await workbench.page.locator('.editor-instance .view-line', { hasText: "'heUniform'" }).first().waitFor();
    await isDone('fix').waitFor();
  });

  it('sets two models side by side, rendered', async () => {
    await workbench.page.locator('.editor-instance .view-line').first().click();
    await ask('Init Lens: Compare Two Models...');
    await choose('digit-classifier');
    await choose('q-network');
    const preview = workbench.page.frameLocator('iframe.webview.ready:visible >> nth=-1').frameLocator('#active-frame');
    await preview.locator('h1', { hasText: 'digit-classifier beside q-network' }).waitFor();
    assert.ok((await preview.locator('table').count()) === 3);
    await workbench.settle();
    await workbench.screenshot(inProject('.vscode-test', 'comparison.png'));
  });
});
