import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Severity } from '../../../../src/advice/finding.ts';
import { RULES } from '../../../../src/advice/rules/index.ts';
import { analyse } from '../../../builders/analyse.ts';
import { examplesIn, rulePage, sectionOf } from '../../../builders/rule-pages.ts';

/** What a page shows is what the rule says: every bad example is reported, no good one is. */

/** A good example may still be told what is worth knowing. */
const QUIET: readonly Severity[] = ['info', 'hint'];

describe('the examples on the page of', () => {
  for (const { id, severities } of RULES) {
    describe(id, () => {
      const page = rulePage(id);
      const bad = examplesIn(sectionOf(page, 'Bad'));
      const good = examplesIn(sectionOf(page, 'Good'));

      it('stand in code and in JSON, with when to ignore the rule and with sources', () => {
        for (const examples of [bad, good]) {
          assert.deepEqual([...new Set(examples.map(({ language }) => language))].sort(), ['javascript', 'json']);
        }
        for (const heading of ['When to ignore it', 'Sources']) assert.ok(sectionOf(page, heading).trim() !== '');
        const ignoring = sectionOf(page, 'When to ignore it');
        assert.ok(ignoring.includes(`// init-lens-disable-next-line ${id}`) && ignoring.includes('`_initLens`'));
      });

      it('links to files that are there', () => {
        for (const [, target = ''] of page.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
          assert.ok(existsSync(join(__dirname, '../../../../docs/rules', target)), target);
        }
      });

      for (const { shown, text, language, rule: other } of bad) {
        it(`reports ${firstLine(shown)}`, async () => {
          const { findings } = await analyse(text, language);
          const own = findings.filter(({ rule }) => rule === (other ?? id));
          assert.ok(own.length > 0, findings.map(({ rule, message }) => `${rule}: ${message}`).join('\n'));
          for (const { severity } of own) assert.ok(severities.includes(severity), severity);
        });
      }

      for (const { shown, text, language } of good) {
        it(`does not report ${firstLine(shown)}`, async () => {
          const { reading, findings } = await analyse(text, language);
          assert.equal(reading.graphs.length, 1);
          const wrong = findings.filter(({ rule, severity }) => rule === id || !QUIET.includes(severity));
          assert.deepEqual(
            wrong.map(({ rule, message }) => `${rule}: ${message}`),
            [],
          );
        });
      }
    });
  }
});

function firstLine(shown: string): string {
  return shown.split('\n').find((line) => !line.startsWith('//') && line !== '[') ?? '';
}
