import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../package.json';
import { ask, choose } from './first-use.ts';
import { openForTests, type Workbench } from './workbench.ts';

const FILE = 'q-network.js';
/** Another with something to fix. */
const UNOPENED = 'lstm.js';

describe('the whole workspace, in the real window', function () {
  this.timeout(180_000);
  let workbench: Workbench;

  before(async () => {
    // A repository of its own: the command line leaves out what ours ignores, as these copies.
    workbench = await openForTests({ purpose: 'workspace', file: FILE, files: { '.git': '' } });
    await workbench.squiggles('error').first().waitFor();
  });

  after(() => workbench?.close());

  const onDisk = (file: string) => readFile(join(workbench.folder, file), 'utf8');
  const panel = () => workbench.page.locator('.part.panel');
  const both = async () => ({ open: await onDisk(FILE), unopened: await onDisk(UNOPENED) });

  /** Whether the editor shows a line with a text. */
  const shows = (text: string) => workbench.page.locator('.editor-instance .view-line', { hasText: text }).first();

  it('is checked by a task in a terminal, whose findings are in the Problems panel', async () => {
    const { page } = workbench;
    await page.keyboard.press('F1');
    const list = page.locator('.quick-input-widget');
    await list.locator('input').fill('>Tasks: Run Task');
    // Others have this name's words in theirs, and come first.
    await list.locator('.monaco-list-row', { hasText: /^Tasks: Run Task$/ }).click();
    await choose(workbench, 'initlens');
    await choose(workbench, 'check workspace');
    await workbench.command('View: Toggle Terminal');
    await panel()
      .locator('.xterm-rows', { hasText: /\d+ findings \(/ })
      .waitFor();
    const problems = (await workbench.problems()).join('\n');
    // Of a file that no editor shows; of an open one the editor itself reports.
    await panel().locator('.markers-panel .monaco-list-row', { hasText: UNOPENED }).waitFor();
    assert.match(problems, /no initialiser named `lecun_uniform`.*\s+init-lens\s+unknown-name/);
  });

  it('is checked by a command, whose findings link to their rules', async () => {
    await workbench.command('Init Lens: Check Workspace');
    const notifications = await workbench.openNotifications();
    await notifications.filter({ hasText: /Files checked: 6, with models: 6, findings: [1-9]/ }).waitFor();
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.problems();
    await panel().locator('.viewpane-filter input').fill('lecun_uniform');
    // A task's finding has a code without a link.
    const row = panel().locator('.markers-panel .monaco-list-row', { hasText: '`lecun_uniform`' });
    await row.locator('a.monaco-link', { hasText: 'unknown-name' }).waitFor();
    await panel().locator('.viewpane-filter input').fill('');
  });

  it('is fixed from a preview in which every fix is ticked', async () => {
    const before = await both();
    await workbench.openFile(FILE);
    await ask(workbench, 'Init Lens: Fix All in Workspace...');
    const ticked = (is: boolean) => panel().locator(`.monaco-list-row [role="checkbox"][aria-checked="${is}"]`);
    await ticked(true).first().waitFor();
    assert.equal(await ticked(false).count(), 0);
    const apply = panel().locator('.monaco-button', { hasText: 'Apply' });
    assert.deepEqual(await both(), before, 'nothing is written yet');
    await apply.click();
    await shows("activation: 'relu', kernelInitializer: 'heUniform'").waitFor();
    await workbench.openFile(UNOPENED);
    await shows("kernelInitializer: 'leCunUniform'").waitFor();

    await shows('const VOCABULARY').click();
    await workbench.page.keyboard.press('Control+Z');
    await shows("kernelInitializer: 'lecun_uniform'").waitFor();
    await workbench.openFile(FILE);
    await shows("activation: 'relu', kernelInitializer: 'zeros'").waitFor();
  });

  it('has its settings in the settings editor', async () => {
    const rows = await workbench.openSettings();
    const { length } = Object.keys(manifest.contributes.configuration.properties);
    await workbench.page.locator('.settings-editor').getByText(`${length} Settings Found`).waitFor();
    await rows.filter({ hasText: 'Init Lens: Prefer' }).locator('select, .monaco-select-box').first().waitFor();
    // A row that cannot be drawn leads to the file instead.
    assert.equal(await rows.locator('.edit-in-settings-button').count(), 0);
  });
});
