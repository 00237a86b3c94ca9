import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/** The editor's own themes by what they are for. */
export const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
  'high-contrast-light': 'Default High Contrast Light',
} as const;

export type ThemeName = keyof typeof THEMES;

/** Changes the window's theme and waits until the panel has it. */
export async function useTheme(workbench: Workbench, panel: FrameLocator, name: ThemeName): Promise<void> {
  const folder = join(workbench.folder, '.vscode');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ 'workbench.colorTheme': THEMES[name] }));
  await panel.locator(`body[data-vscode-theme-kind="vscode-${name}"]`).waitFor();
}
