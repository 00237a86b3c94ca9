import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { accessibilityIssues } from './axe.ts';
import { panelIn, simulatedFigures } from './panel.ts';
import { sampleWindow } from './sample-window.ts';
import { THEMES, type ThemeName, useTheme } from './themes.ts';
import type { Workbench } from './workbench.ts';

/** Opens everything that can be opened, so that nothing is passed over. */
async function openAll(panel: FrameLocator): Promise<void> {
  const closed = panel.locator('details:not([open]) > summary');
  while ((await closed.count()) > 0) await closed.first().click();
  await panel.locator('.box[data-layer="dense_5"]').click();
  await panel.locator('.details .weight').first().waitFor();
}

/** The focused element in a word: its control, action, layer or tag. */
function focused(panel: FrameLocator): Promise<string> {
  return panel.locator('body').evaluate(() => {
    const { activeElement: at } = document;
    if (at === null || at === document.body) return '';
    const { control, action, key, layer } = at instanceof HTMLElement || at instanceof SVGElement ? at.dataset : {};
    return control ?? action ?? key ?? layer ?? at.getAttribute('aria-label') ?? at.localName;
  });
}

/** Controls by a selector, and what the editor says of their background. */
const THEME_COLOURS = {
  'vscode-button[appearance="primary"]:not([disabled])': '--vscode-button-background',
  'vscode-button[appearance="secondary"]:not([disabled])': '--vscode-button-secondaryBackground',
  'vscode-dropdown': '--vscode-dropdown-background',
};

/** The element's background, and the one that a variable of the theme names: none where the theme has no such colour. */
function coloursOf(control: Element, variable: string): [string, string] {
  const probe = document.body.appendChild(document.createElement('div'));
  probe.style.backgroundColor = `var(${variable}, transparent)`;
  const colours: [string, string] = [
    getComputedStyle(control).backgroundColor,
    getComputedStyle(probe).backgroundColor,
  ];
  probe.remove();
  return colours;
}

describe('the panel, for everyone', function () {
  this.timeout(300_000);
  let workbench: Workbench;
  let panel: FrameLocator;

  before(async () => {
    workbench = await sampleWindow();
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('Init Lens: Show Signal Propagation');
    panel = panelIn(workbench);
    await simulatedFigures(panel);
    await openAll(panel);
  });

  for (const name of Object.keys(THEMES) as ThemeName[]) {
    it(`has nothing that axe-core objects to (${name})`, async () => {
      await useTheme(workbench, panel, name);
      assert.deepEqual(await accessibilityIssues(panel), []);
    });
  }

  for (const name of Object.keys(THEMES) as ThemeName[]) {
    it(`gives buttons and lists the theme’s colours (${name})`, async () => {
      await useTheme(workbench, panel, name);
      for (const [control, variable] of Object.entries(THEME_COLOURS)) {
        const [own, wanted] = await panel.locator(control).first().evaluate(coloursOf, variable);
        assert.equal(own, wanted, `${control} has the colour of ${variable}`);
      }
    });
  }

  it('can be gone through with Tab, every control in the order in which it stands', async () => {
    await panel.locator('h1').click();
    const reached: string[] = [];
    for (let at = ''; reached.length < 200; reached.push(at)) {
      await workbench.page.keyboard.press('Tab');
      at = await focused(panel);
      if (at === '' || at === reached[0]) break;
    }
    const wanted = await panel
      .locator('[data-control], button, summary, fieldset input, .box[tabindex="0"], .scroll[tabindex="0"]')
      .evaluateAll((all) =>
        all
          // Controls have buttons of their own inside.
          .filter((each) => each.getRootNode() === document && each.checkVisibility() && !each.hasAttribute('disabled'))
          // Of a group that the arrow keys go through, one is reached.
          .filter((each) => !(each instanceof HTMLButtonElement && each.tabIndex < 0))
          .map((each) => {
            const { control, action, key, layer } =
              each instanceof HTMLElement || each instanceof SVGElement ? each.dataset : {};
            return control ?? action ?? key ?? layer ?? each.getAttribute('aria-label') ?? each.localName;
          }),
      );
    assert.deepEqual(
      reached.filter((at) => wanted.includes(at)),
      wanted,
    );
  });

  it('goes through the map with the arrow keys, and closes a layer’s numbers with Escape', async () => {
    const details = panel.locator('.details');
    await panel.locator('.box[data-layer="dense_5"]').click();
    await workbench.page.keyboard.press('ArrowRight');
    await details.locator('h2', { hasText: 'dense_6' }).waitFor();
    assert.equal(await focused(panel), 'dense_6');
    await workbench.page.keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
    assert.equal(await focused(panel), 'dense_6');

    await workbench.page.keyboard.press('Enter');
    await details.getByRole('button', { name: 'Close' }).focus();
    await workbench.page.keyboard.press('Escape');
    await details.waitFor({ state: 'hidden' });
    assert.equal(await focused(panel), 'dense_6');
  });

  it('moves nothing for those who asked for that', async () => {
    await workbench.page.emulateMedia({ reducedMotion: 'reduce' });
    const moving = await panel.locator('body').evaluate((body) =>
      [...body.querySelectorAll('*')]
        .filter((each) => {
          const { transitionDuration, animationName } = getComputedStyle(each);
          return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
        })
        .map((each) => each.localName),
    );
    assert.deepEqual(moving, []);
    assert.equal(await panel.locator('body').evaluate(() => document.getAnimations().length), 0);
  });
});
