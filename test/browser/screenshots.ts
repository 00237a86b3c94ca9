/** Pictures of the real window for the README, light and dark, and those of gallery.ts. Run by scripts/screenshots.mjs. */
import { mkdirSync } from 'node:fs';
import { inProject } from '../../scripts/project.mjs';
import { takeEditing } from './editing-pictures.ts';
import { compare, openSample, openWalkthrough, WITHOUT_MOTION } from './first-use.ts';
import { takeGallery } from './gallery.ts';
import { panelIn, simulatedFigures } from './panel.ts';
import { Workbench } from './workbench.ts';

const THEMES = { light: 'Default Light Modern', dark: 'Default Dark Modern' };
const FOLDER = inProject('media', 'screenshots');

async function takePictures(vsix: string, name: string, theme: string): Promise<void> {
  const picture = (what: string) => `${FOLDER}/${what}-${name}.png`;
  const workbench = await Workbench.open({ vsix, purpose: `screenshots-${name}`, file: 'mlp.ts', theme });
  try {
    await workbench.squiggles('warning').first().waitFor();
    await workbench.screenshot(picture('editor'));

    await workbench.hover('heNormal', 'standard deviation');
    await workbench.settle();
    await workbench.screenshot(picture('hover'));

    await workbench.goTo(19, 30);
    await workbench.openLightBulb(/heUniform/);
    await workbench.screenshot(picture('light-bulb'));
    await workbench.page.keyboard.press('Escape');

    await workbench.command('Init Lens: Show Signal Propagation');
    await simulatedFigures(panelIn(workbench));
    await workbench.page.setViewportSize({ width: 1440, height: 1180 });
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    await workbench.settle();
    await workbench.screenshot(picture('panel'));

    const panel = panelIn(workbench);
    await panel.locator('.box[data-layer="dense_5"]').click();
    await panel.locator('.weight').first().waitFor();
    await panel.locator('.details').evaluate((details) => details.scrollIntoView({ block: 'end' }));
    await panel.locator('.box[data-layer="dense_7"]').hover();
    await workbench.settle();
    await workbench.screenshot(picture('map'));
  } finally {
    await workbench.close();
  }
}

/** The walkthrough beside a comparison of two models. */
async function takeFirstUse(vsix: string, name: string, theme: string): Promise<void> {
  const workbench = await Workbench.open({
    vsix,
    purpose: `first-use-${name}`,
    file: 'q-network.js',
    theme,
    settings: WITHOUT_MOTION,
  });
  try {
    await workbench.squiggles('error').first().waitFor();
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    await openWalkthrough(workbench);
    await openSample(workbench);
    await compare(workbench);
    await workbench.settle();
    await workbench.screenshot(`${FOLDER}/first-use-${name}.png`);
  } finally {
    await workbench.close();
  }
}

async function takeAll(): Promise<void> {
  const vsix = process.env.INIT_LENS_VSIX;
  if (vsix === undefined) throw new Error('INIT_LENS_VSIX names no package: run `npm run screenshots`.');
  mkdirSync(FOLDER, { recursive: true });
  const wanted = process.argv.slice(2);
  const isWanted = (set: string) => wanted.length === 0 || wanted.includes(set);
  for (const [name, theme] of Object.entries(THEMES)) {
    if (isWanted('panel')) await takePictures(vsix, name, theme);
    if (isWanted('first-use')) await takeFirstUse(vsix, name, theme);
  }
  if (isWanted('editing')) await takeEditing(vsix, FOLDER, THEMES.dark);
  if (isWanted('gallery')) await takeGallery(vsix);
}

takeAll().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
