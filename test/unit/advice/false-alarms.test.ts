import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Severity } from '../../../src/advice/finding.ts';
import type { Analysis } from '../../../src/analyser.ts';
import type { Language } from '../../../src/language.ts';
import { analyse } from '../../builders/analyse.ts';

/** Models that are initialised well, as good engineers write them, must not be told that anything is wrong. */
const FOLDER = join(__dirname, '../../models/good');
const FILES = readdirSync(FOLDER);

/** At most these: what is worth knowing where nothing is wrong. */
const QUIET: readonly Severity[] = ['info', 'hint'];

describe('well-initialised models', () => {
  it('are at least thirty', () => assert.ok(FILES.length >= 30));

  for (const file of FILES) {
    it(`${file} is read whole and gives no warning`, async () => {
      const { reading, findings } = await analyse(readFileSync(join(FOLDER, file), 'utf8'), languageOf(file));
      assert.ok(reading.graphs.length > 0, 'it holds a model');
      assert.deepEqual(
        reading.graphs.flatMap(({ incompleteBecause }) => incompleteBecause),
        [],
      );
      assert.deepEqual(loud(findings), []);
    });
  }
});

function loud(findings: Analysis['findings']): string[] {
  return findings
    .filter(({ severity }) => !QUIET.includes(severity))
    .map(({ rule, layer, message }) => `${rule} at ${layer}: ${message}`);
}

function languageOf(file: string): Language {
  if (file.endsWith('.json')) return 'json';
  return file.endsWith('.ts') ? 'typescript' : 'javascript';
}
