import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { safeFixes } from '../../../src/analysis/safe-fixes.ts';
import type { Language } from '../../../src/language.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { analyse } from '../../builders/analyse.ts';
import { architecture } from '../../builders/architecture.ts';
import { damaged } from '../../builders/damaged.ts';
import { randomFrom } from '../../builders/random.ts';

/** Text that someone is in the midst of changing has half a call here and there: what mends the rest must leave it alone. */

const SAMPLES = join(__dirname, '../../../samples');
const LANGUAGES: Readonly<Record<string, Language>> = { '.ts': 'typescript', '.js': 'javascript', '.json': 'json' };
const FILES = readdirSync(SAMPLES).filter((name) => extname(name) in LANGUAGES);
const TEXTS_OF_EACH = 25;

async function changes(text: string, language: Language): Promise<{ before: unknown; after: unknown; mended: string }> {
  const analysis = await analyse(text, language);
  // Not those that are proved before they are applied: the fixes themselves are to be right.
  const { edits } = safeFixes(analysis.reading, analysis.findings);
  assert.deepEqual(analysis.fixAllEdits(), edits, `none of these is held back:\n${text}`);
  const mended = applyEdits(text, edits);
  return { before: architecture(analysis), after: architecture(await analyse(mended, language)), mended };
}

describe('mending a broken file', () => {
  for (const [index, file] of FILES.entries()) {
    it(`leaves layers, shapes and weights as they are: ${file}`, async () => {
      const language = LANGUAGES[extname(file)] ?? 'json';
      const whole = readFileSync(join(SAMPLES, file), 'utf8');
      const random = randomFrom(index + 1);
      let changed = 0;
      for (let made = 0; made < TEXTS_OF_EACH; made++) {
        const text = damaged(whole, random);
        const { before, after, mended } = await changes(text, language);
        if (mended !== text) changed++;
        assert.deepEqual(after, before, `before:\n${text}\nafter:\n${mended}`);
      }
      assert.ok(changed > 0, 'some texts have something to mend');
    }).timeout(60_000);
  }
});
