import { ask } from './first-use.ts';
import { Workbench } from './workbench.ts';

/** Pictures of what helps while typing, and of what concerns the whole workspace, in a window no larger than that needs. */
export async function takeEditing(vsix: string, folder: string, theme: string): Promise<void> {
  const viewport = { width: 1120, height: 680 };
  const options = { vsix, purpose: 'screenshots-editing', file: 'mlp.ts', theme, viewport };
  // What the language says of the function's parameters would stand in front of the text.
  const workbench = await Workbench.open({ ...options, settings: { 'editor.parameterHints.enabled': false } });
  const { page } = workbench;
  const take = async (name: string) => {
    await workbench.settle();
    await workbench.screenshot(`${folder}/${name}.png`);
  };
  try {
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('View: Toggle Primary Side Bar Visibility');

    await workbench.goTo(19, 25);
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'heUniform' }).waitFor();
    await take('completions-dark');
    await page.keyboard.press('Escape');

    await workbench.goTo(20);
    await workbench.type("\nmodel.add(tf.layers.dense({ units: 32, activation: 'relu', ");
    await workbench.offersGhostText();
    await take('ghost-text-dark');
    await page.keyboard.press('Escape');
    await workbench.command('File: Revert File');

    await workbench.command('Init Lens: Check Workspace');
    await (await workbench.openNotifications()).filter({ hasText: 'Files checked' }).waitFor();
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.problems();
    await take('problems-dark');

    await ask(workbench, 'Init Lens: Fix All in Workspace...');
    await page.locator('.part.panel .monaco-button', { hasText: 'Apply' }).waitFor();
    await take('fix-workspace-dark');
    await page.locator('.part.panel .monaco-button', { hasText: 'Discard' }).click();

    await workbench.command('View: Toggle Panel Visibility');
    await workbench.openSettings();
    await take('settings-dark');
  } finally {
    await workbench.close();
  }
}
