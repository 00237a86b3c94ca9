import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_IDS } from '../../../../src/advice/rule-id.ts';
import { RULES } from '../../../../src/advice/rules/index.ts';

const ROOT = join(__dirname, '../../../..');

describe('the rules', () => {
  it('are all there, each once', () => {
    assert.deepEqual(RULES.map(({ id }) => id).sort(), [...RULE_IDS].sort());
  });

  it('have no page without a rule', () => {
    const pages = readdirSync(join(ROOT, 'docs/rules')).map((file) => file.replace(/\.md$/, ''));
    assert.deepEqual(pages.sort(), [...RULE_IDS].sort());
  });

  for (const { id, title, docs } of RULES) {
    describe(id, () => {
      const path = join(ROOT, 'docs/rules', `${id}.md`);
      const page = existsSync(path) ? readFileSync(path, 'utf8') : '';

      it('has a page with its title as the heading', () => assert.equal(page.split('\n')[0], `# ${title}`));

      it('has a page with a bad and a good example in code and JSON, what to ignore, and sources', () => {
        for (const heading of ['Bad', 'Good', 'When to ignore it', 'Sources'])
          assert.ok(page.includes(`\n## ${heading}\n`));
        for (const part of [between(page, 'Bad'), between(page, 'Good')]) {
          assert.ok(part.includes('```js\n'), 'an example in code');
          assert.ok(part.includes('```json\n'), 'an example in JSON');
        }
      });

      it('links to its page in the repository that the manifest names', () => {
        const { repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
        assert.equal(docs, `${repository.url.replace(/\.git$/, '')}/blob/main/docs/rules/${id}.md`);
      });

      it('has a test of its name', () => assert.ok(existsSync(join(__dirname, `${id}.test.ts`))));
    });
  }
});

function between(page: string, heading: string): string {
  return page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}
