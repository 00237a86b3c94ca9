/** Pictures of the panel for whoever changes it, to be looked at and not kept: every model in every theme and width. Run by scripts/screenshots.mjs. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { CACHE } from '../../scripts/project.mjs';
import { applicationJson } from '../oracles/applications.ts';
import { panelIn, simulatedFigures } from './panel.ts';
import { THEMES, type ThemeName, useTheme } from './themes.ts';
import { Workbench } from './workbench.ts';

const FOLDER = join(CACHE, 'gallery');
const RESNET = 'resnet50.json';
const MODELS = ['mlp.ts', 'cnn.ts', RESNET];
const WITHOUT_MODEL = 'ready.ts';

/** Of the panel, in CSS pixels: as beside an editor on a laptop, the narrowest that a person leaves it, and alone on a wide screen. */
const WIDTHS = { usual: 680, narrow: 360, wide: 1600 };
const HEIGHT = 1400;
/** Of a panel in which everything is open. */
const TALL = 4200;
/** Of the bar at the left of the window and the line between editor and panel. */
const FRAME = 50;
/** A net of 175 layers under two choices of initialisers, on a busy machine. */
const SIMULATED_MS = 600_000;

/** Takes them all in one window, whose theme, width and file change. */
export async function takeGallery(vsix: string): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const [first = ''] = MODELS;
  const files = {
    [RESNET]: JSON.stringify(JSON.parse(applicationJson('ResNet50', 64)), null, 2),
    [WITHOUT_MODEL]: "import * as tf from '@tensorflow/tfjs';\n\nawait tf.ready();\n",
  };
  const workbench = await Workbench.open({ vsix, purpose: 'gallery', file: first, files });
  try {
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    await workbench.command('Init Lens: Show Signal Propagation');
    for (const model of MODELS) await takeModel(workbench, model);
    await takeOpened(workbench, first);
    await takeWithoutModel(workbench);
  } finally {
    await workbench.close();
  }
}

async function takeModel(workbench: Workbench, model: string): Promise<void> {
  const panel = await follow(workbench, model);
  for (const theme of Object.keys(THEMES) as ThemeName[]) {
    await useTheme(workbench, panel, theme);
    await picture(workbench, `${model}-${theme}`, WIDTHS.usual, HEIGHT);
  }
  await useTheme(workbench, panel, 'light');
  await picture(workbench, `${model}-narrow`, WIDTHS.narrow, HEIGHT);
  await picture(workbench, `${model}-wide`, WIDTHS.wide, HEIGHT);
  await panel.locator('.box[data-layer]').nth(3).click();
  await panel.locator('.details').evaluate((details) => details.scrollIntoView({ block: 'end' }));
  await picture(workbench, `${model}-map`, WIDTHS.wide, HEIGHT);
  await panel.locator('main').evaluate((main) => main.scrollIntoView());
}

/** The panel goes with the editor to another file. */
async function follow(workbench: Workbench, model: string): Promise<FrameLocator> {
  const panel = panelIn(workbench);
  await workbench.focusText();
  await workbench.openFile(model);
  await panel.locator('body > main .document', { hasText: model }).waitFor();
  await panel.locator('.status-text', { hasText: 'Simulated' }).waitFor({ timeout: SIMULATED_MS });
  await simulatedFigures(panel);
  return panel;
}

/** Everything that can be opened, in use. */
async function takeOpened(workbench: Workbench, model: string): Promise<void> {
  const panel = await follow(workbench, model);
  await panel.locator('[data-control="preview"]').click();
  await panel.locator('.preview tr.after').first().waitFor();
  for (const name of ['what-if', 'ridge', 'convergence', 'table']) {
    await panel.locator(`.${name} summary, summary:has(+ .${name})`).first().click();
  }
  await panel.locator('[data-formula="heNormal"]').click();
  await panel.locator('[data-control="width"]').click();
  await panel.locator('[data-control="width"] vscode-option[value="2"]').click();
  await panel.locator('.difference', { hasText: 'width' }).waitFor();
  await panel.locator('.convergence [data-control="train"]:not([disabled])').click();
  await panel.locator('.convergence .outcome:not(:empty)').waitFor();
  await panel.locator('.convergence .status progress.idle').waitFor({ state: 'attached' });
  for (const theme of ['light', 'dark'] as const) {
    await useTheme(workbench, panel, theme);
    await picture(workbench, `opened-${theme}`, WIDTHS.usual, TALL);
  }
  await picture(workbench, 'opened-narrow', WIDTHS.narrow, TALL);
  await picture(workbench, 'opened-wide', WIDTHS.wide, TALL);
}

/** What a person sees first who has no model yet. */
async function takeWithoutModel(workbench: Workbench): Promise<void> {
  await workbench.command('View: Close All Editors');
  await workbench.openFile(WITHOUT_MODEL);
  await workbench.command('Init Lens: Show Signal Propagation');
  await panelIn(workbench).locator('.empty', { hasText: 'No model' }).waitFor();
  await picture(workbench, 'empty', WIDTHS.usual, HEIGHT);
}

/** Editor and panel share the window. */
async function picture(workbench: Workbench, name: string, width: number, height: number): Promise<void> {
  await workbench.page.setViewportSize({ width: 2 * width + FRAME, height });
  await workbench.settle();
  await workbench.page.locator('iframe.webview.ready').screenshot({ path: join(FOLDER, `${name}.png`) });
}
