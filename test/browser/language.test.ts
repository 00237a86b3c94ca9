import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { glanceIn, keepGlance } from './glance.ts';
import { panelIn, simulatedFigures } from './panel.ts';
import { outsideBrackets, PSEUDO_LANGUAGE, withPseudoLanguage } from './pseudo-language.ts';
import { Workbench } from './workbench.ts';

const FILE = 'mlp.ts';
const EMPTY = 'empty.ts';
/** Names of activations are those of the file. */
const WRITTEN_IN_FILE = [FILE, EMPTY, 'relu', 'softmax', 'digit-classifier'];

/** Every text of the page that a person sees or hears; what rules and explanations say is English as yet, and left out. */
function textsOf(panel: FrameLocator): Promise<string[]> {
  return panel.locator('body').evaluate((body) => {
    const spoken = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'];
    const texts: string[] = [];
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element?.closest('script, style, .weight') !== null) continue;
      if (node instanceof Element) texts.push(...spoken.map((name) => element.getAttribute(name) ?? ''));
      else texts.push(node.textContent ?? '');
    }
    return texts.filter((text) => text.trim() !== '');
  });
}

/** Texts with a word that stands outside of every translation and is no name. */
function untranslated(texts: readonly string[], names: readonly string[]): string[] {
  const known = new Set([...names, ...WRITTEN_IN_FILE]);
  const isKnown = (word: string) => known.has(word) || !/\p{L}{2}/u.test(word);
  const found = texts.filter(
    (text) =>
      !known.has(text.trim()) &&
      !outsideBrackets(text)
        .split(/[\s,:;]+/)
        .every(isKnown),
  );
  return [...new Set(found)];
}

describe('the panel in another language', function () {
  this.timeout(120_000);
  let workbench: Workbench;
  let panel: FrameLocator;
  /** Of layers and initialisers. */
  let names: readonly string[];

  before(async () => {
    const vsix = process.env.INIT_LENS_VSIX;
    assert.ok(vsix, 'run through `node scripts/test.mjs browser`, which packs the extension first');
    workbench = await Workbench.open({
      vsix: withPseudoLanguage(vsix),
      purpose: 'language',
      file: FILE,
      language: PSEUDO_LANGUAGE,
      files: { [EMPTY]: "import * as tf from '@tensorflow/tfjs';\nexport const rate = tf.scalar(0.1);\n" },
    });
    await keepGlance(workbench.page);
    await workbench.squiggles('warning').first().waitFor();
    await workbench.command('Init Lens: Show Signal Propagation');
    panel = panelIn(workbench);
    await simulatedFigures(panel);
    await panel.locator('.box[data-layer]').nth(2).click();
    await panel.locator('.details .weight').first().waitFor();
    for (const summary of await panel.locator('summary').all()) await summary.click();
    const attributes = (selector: string, name: string) =>
      panel.locator(selector).evaluateAll((all, read) => all.map((each) => each.getAttribute(read) ?? ''), name);
    names = [...(await attributes('[data-layer]', 'data-layer')), ...(await attributes('vscode-option', 'value'))];
  });

  after(() => workbench?.close());

  it('speaks that language wherever it speaks itself', async () => {
    const texts = await textsOf(panel);
    assert.ok(texts.filter((text) => text.includes('⟦')).length > 60, texts.join('\n'));
    assert.deepEqual(untranslated(texts, names), []);
  });

  it('speaks it from the first picture on', async () => {
    const { texts } = await glanceIn(panel);
    assert.ok(texts.filter((text) => text.includes('⟦')).length > 8, texts.join('\n'));
    assert.deepEqual(untranslated(texts, names), []);
  });

  it('takes no translation for markup', async () => {
    assert.match((await panel.locator('h1').textContent()) ?? '', /^⟦"</);
  });

  it('speaks it where there is no model, too', async () => {
    await workbench.openFile(EMPTY);
    await workbench.command('Init Lens: Show Signal Propagation');
    await panel.locator('.empty', { hasText: 'tf.sequential' }).waitFor();
    assert.deepEqual(untranslated(await textsOf(panel), names), []);
  });
});
