import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEVERITIES } from '../../../../src/advice/finding.ts';
import { RULE_IDS } from '../../../../src/advice/rule-id.ts';
import { RULES } from '../../../../src/advice/rules/index.ts';
import { rulePage } from '../../../builders/rule-pages.ts';

const ROOT = join(__dirname, '../../../..');

describe('the rules', () => {
  it('are all there, each once', () => {
    assert.deepEqual(RULES.map(({ id }) => id).sort(), [...RULE_IDS].sort());
  });

  it('have no page without a rule', () => {
    const pages = readdirSync(join(ROOT, 'docs/rules')).map((file) => file.replace(/\.md$/, ''));
    assert.deepEqual(pages.sort(), [...RULE_IDS].sort());
  });

  it('stand in the table of severities', () => {
    const rows = RULES.map(
      ({ id, title, severities }) => `| [${id}](rules/${id}.md) | ${title} | ${severities.join(', ')} |`,
    );
    const page = readFileSync(join(ROOT, 'docs/severity.md'), 'utf8');
    const shown = page.split('\n').filter((line) => line.startsWith('| ['));
    assert.deepEqual(shown.sort(), rows.sort());
  });

  const changes = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');

  for (const { id, title, docs, severities } of RULES) {
    describe(id, () => {
      const page = rulePage(id);

      it('has a page with its title as the heading', () => assert.equal(page.split('\n')[0], `# ${title}`));

      it('has a page that names every severity that it may have, and no other', () => {
        const [, , line = ''] = page.split('\n');
        const [head = ''] = page.slice(page.indexOf(line)).split('\n\n');
        assert.ok(head.startsWith(`\`${id}\` · `));
        assert.deepEqual(
          SEVERITIES.filter((severity) => new RegExp(`\\b${severity}\\b`).test(head)),
          severities,
        );
      });

      it('links to its page in the repository that the manifest names', () => {
        const { repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
        assert.equal(docs, `${repository.url.replace(/\.git$/, '')}/blob/main/docs/rules/${id}.md`);
      });

      it('has a test of its name that tries every severity', () => {
        const path = join(__dirname, `${id}.test.ts`);
        assert.ok(existsSync(path));
        const tests = readFileSync(path, 'utf8');
        assert.deepEqual(
          severities.filter((severity) => !tests.includes(`severity: '${severity}'`)),
          [],
        );
      });

      it('is named in the changelog', () => assert.ok(changes.includes(`\`${id}\``)));
    });
  }
});
