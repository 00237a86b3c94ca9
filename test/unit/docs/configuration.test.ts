import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import schema from '../../../schemas/initlens.schema.json';
import { readProjectFile } from '../../../src/config/project-file.ts';
import { fencesOf } from '../../builders/fences.ts';

describe('docs/configuration.md', () => {
  it('shows a file that is right', () => {
    const [example] = fencesOf('configuration.md').filter(({ language }) => language === 'jsonc');
    const { options, problems } = readProjectFile(example?.text ?? '');
    assert.deepEqual(problems, []);
    assert.ok(Object.keys(options).length > 3);
  });

  it('lists every key of the schema', () => {
    const page = readFileSync(join(__dirname, '../../../docs/configuration.md'), 'utf8');
    const listed = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
    assert.deepEqual(
      listed,
      Object.keys(schema.properties).filter((key) => key !== '$schema'),
    );
  });
});
