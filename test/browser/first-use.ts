import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/**
 * Settings of a window with a walkthrough: it takes the focus a quarter of a second after a click on one of its steps, from whatever
 * a test has open by then, unless motion is reduced.
 */
export const WITHOUT_MOTION = { 'workbench.reduceMotion': 'on' };

const TITLE = 'See whether your network can learn';

/** Answers an open list with the entry that a text leaves first. */
export async function choose({ page }: Workbench, text: string, entry = text): Promise<void> {
  const widget = page.locator('.quick-input-widget');
  await widget.locator('input').fill(text);
  await widget.locator('.monaco-list-row.focused', { hasText: entry }).waitFor();
  await page.keyboard.press('Enter');
}

/** Runs a command that asks something in turn. */
export async function ask(workbench: Workbench, title: string): Promise<void> {
  await workbench.page.keyboard.press('F1');
  await choose(workbench, `>${title}`, title);
}

/** Opens the walkthrough at its first step; done when that step's picture is there. */
export async function openWalkthrough(workbench: Workbench): Promise<void> {
  await ask(workbench, 'Welcome: Open Walkthrough...');
  await choose(workbench, TITLE);
  await workbench.page.locator('.gettingStartedSlideDetails').getByText(TITLE).first().waitFor();
  await step(workbench, 'sample').click();
  const picture = workbench.page.frameLocator('.getting-started-media iframe').frameLocator('#active-frame');
  await picture.locator('svg', { hasText: 'activation-mismatch' }).waitFor();
}

export function step({ page }: Workbench, id: string): Locator {
  return page.locator(`.getting-started-step[data-step-id$="#start#${id}"]`);
}

/** Takes the button of a step. */
export async function act(workbench: Workbench, id: string, button: string): Promise<void> {
  await step(workbench, id).getByText(button, { exact: true }).click();
}

/** Opens the deep sample beside the walkthrough, from there. */
export async function openSample(workbench: Workbench): Promise<void> {
  await act(workbench, 'sample', 'Open a Sample Model');
  await choose(workbench, 'Deep network that does not learn');
  await workbench.squiggles('warning').first().waitFor();
}

/** Sets that sample beside the file that the window was opened with; the result is the page that is shown. */
export async function compare(workbench: Workbench) {
  await workbench.page.locator('.editor-instance .view-line').first().click();
  await ask(workbench, 'Init Lens: Compare Two Models...');
  await choose(workbench, 'digit-classifier');
  const second = workbench.page.locator('.quick-input-widget', { hasText: '(2 of 2)' });
  await second.waitFor();
  // A look at the text between the two answers.
  await workbench.page.locator('.editor-instance .view-line').last().click();
  await second.waitFor();
  await choose(workbench, 'q-network');
  const preview = workbench.page.frameLocator('iframe.webview.ready:visible >> nth=-1').frameLocator('#active-frame');
  await preview.locator('h1', { hasText: 'digit-classifier beside q-network' }).waitFor();
  return preview;
}
