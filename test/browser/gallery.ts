/** Pictures of the panel for whoever changes it, to be looked at and not kept: every model in every theme and width. Run by scripts/screenshots.mjs. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../../scripts/project.mjs';
import { applicationJson } from '../oracles/applications.ts';
import { panelIn, simulatedFigures } from './panel.ts';
import { THEMES, type ThemeName, useTheme } from './themes.ts';
import { Workbench } from './workbench.ts';

const FOLDER = join(CACHE, 'gallery');
const RESNET = 'resnet50.json';
const MODELS = ['mlp.ts', 'cnn.ts', RESNET];

/** Of the panel, in CSS pixels: as beside an editor on a laptop, the narrowest that a person leaves it, and alone on a wide screen. */
const WIDTHS = { usual: 680, narrow: 360, wide: 1600 };
const HEIGHT = 1400;
/** Of the bar at the left of the window and the line between editor and panel. */
const FRAME = 50;
/** A net of 175 layers under two choices of initialisers, on a busy machine. */
const SIMULATED_MS = 600_000;

/** Takes them all in one window, whose theme, width and file change. */
export async function takeGallery(vsix: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const [first = ''] = MODELS;
  const files = { [RESNET]: JSON.stringify(JSON.parse(applicationJson('ResNet50', 64)), null, 2) };
  const workbench = await Workbench.open({ vsix, purpose: 'gallery', file: first, files });
  try {
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    for (const model of MODELS) await takeModel(workbench, model);
  } finally {
    await workbench.close();
  }
}

async function takeModel(workbench: Workbench, model: string): Promise<void> {
  const panel = panelIn(workbench);
  await workbench.command('View: Close Editors in Other Groups');
  await workbench.openFile(model);
  await workbench.command('Init Lens: Show Signal Propagation');
  await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor({ timeout: SIMULATED_MS });
  await simulatedFigures(panel);
  const picture = async (what: string, width: number) => {
    // Editor and panel share the window.
    await workbench.page.setViewportSize({ width: 2 * width + FRAME, height: HEIGHT });
    await workbench.settle();
    await workbench.page.locator('iframe.webview.ready').screenshot({ path: join(FOLDER, `${model}-${what}.png`) });
  };
  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    await useTheme(workbench, panel, theme);
    await picture(theme, WIDTHS.usual);
  }
  await useTheme(workbench, panel, 'light');
  await picture('narrow', WIDTHS.narrow);
  await picture('wide', WIDTHS.wide);
  await panel.locator('.box[data-layer]').nth(3).click();
  await panel.locator('.details').evaluate((details) => details.scrollIntoView({ block: 'end' }));
  await picture('map', WIDTHS.wide);
}
