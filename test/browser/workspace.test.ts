import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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

  it('is fixed from a preview in which every fix is ticked', async () => {
    const before = await both();
    await workbench.openFile(FILE);
    await ask(workbench, 'Init Lens: Fix All in Workspace...');
    const apply = panel().locator('.monaco-button', { hasText: 'Apply' });
    await apply.waitFor();

    assert.equal(await panel().locator('.monaco-list-row [role="checkbox"][aria-checked="false"]').count(), 0);
    assert.ok((await panel().locator('.monaco-list-row', { hasText: 'heUniform' }).count()) > 0);
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
});
