import assert from 'node:assert/strict';
import type { Finding, Severity } from '../../src/advice/finding.ts';
import type { RuleId } from '../../src/advice/rule-id.ts';
import type { Analysis, Settings } from '../../src/analyser.ts';
import type { Language } from '../../src/language.ts';
import { applyEdits } from '../../src/model/text.ts';
import { analyse } from './analyse.ts';

/** A model that a rule must report. */
export interface InvalidCase {
  readonly name: string;
  readonly text: string;
  readonly language?: Language;
  readonly settings?: Partial<Settings>;
  /** What this rule finds, in the order of the text. */
  readonly findings: readonly {
    readonly severity: Severity;
    /** The text that is underlined, and its line (1-based). */
    readonly at: string;
    readonly line: number;
    /** What the message must say. */
    readonly says?: RegExp;
    /** Title of the preferred fix; null for none. */
    readonly fix?: string | null;
  }[];
  /** The text after every safe fix, of all rules. */
  readonly fixed?: string;
}

/** A model about which a rule must be silent. */
export interface ValidCase {
  readonly name: string;
  readonly text: string;
  readonly language?: Language;
  readonly settings?: Partial<Settings>;
}

/** Declares a test for each model. */
export function testRule(
  rule: RuleId,
  cases: { readonly valid: readonly ValidCase[]; readonly invalid: readonly InvalidCase[] },
) {
  describe(rule, () => {
    for (const { name, text, language, settings } of cases.valid) {
      it(`is silent: ${name}`, async () => {
        const analysis = await analyse(text, language, settings);
        assert.ok(analysis.reading.graphs.length > 0, 'the model was read');
        assert.deepEqual(
          ofRule(analysis, rule).map(({ message }) => message),
          [],
        );
      });
    }
    for (const expected of cases.invalid) {
      it(`reports: ${expected.name}`, async () => {
        const analysis = await analyse(expected.text, expected.language, expected.settings);
        const found = ofRule(analysis, rule);
        const seen = found.map((finding) => seenAs(expected.text, finding));
        assert.deepEqual(
          seen,
          expected.findings.map(({ severity, at, line }) => ({ severity, at, line })),
        );
        expected.findings.forEach(({ says, fix }, i) => {
          if (says !== undefined) assert.match(found[i]?.message ?? '', says);
          const preferred = found[i]?.fixes.find((offered) => offered.preferred)?.title ?? null;
          if (fix !== undefined) assert.equal(preferred, fix);
        });
        if (expected.fixed !== undefined)
          assert.equal(applyEdits(expected.text, analysis.fixAllEdits()), expected.fixed);
      });
    }
  });
}

function ofRule({ findings }: Analysis, rule: RuleId): readonly Finding[] {
  return findings.filter((finding) => finding.rule === rule);
}

function seenAs(text: string, { severity, span }: Finding) {
  const line = text.slice(0, span.start).split('\n').length;
  return { severity, at: text.slice(span.start, span.end), line };
}
