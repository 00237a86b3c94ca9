import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Severity } from '../../src/advice/finding.ts';
import type { RuleId } from '../../src/advice/rule-id.ts';
import type { Analysis } from '../../src/analyser.ts';
import type { Language } from '../../src/language.ts';
import { applyEdits } from '../../src/model/text.ts';
import { analyse } from './analyse.ts';

/** Files below `test/models/cases/`: models from real life with something wrong in them. */

const FOLDER = join(__dirname, '../models/cases');

export interface ReportedCase {
  readonly file: string;
  readonly findings: readonly Expected[];
  /**
   * What every safe fix together does to the text: each occurrence of the first is replaced by the second, in this order, and
   * nothing else changes.
   */
  readonly mended: readonly (readonly [from: string, to: string])[];
}

export interface Expected {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** The text that is underlined, on these lines (1-based), one finding each. */
  readonly at: string;
  readonly lines: readonly number[];
}

/** Lines `from` to `to`, both included. */
export function lines(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

export function caseText(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

export function analyseCase(file: string): Promise<Analysis> {
  return analyse(caseText(file), languageOf(file));
}

function languageOf(file: string): Language {
  if (file.endsWith('.json')) return 'json';
  return file.endsWith('.ts') ? 'typescript' : 'javascript';
}

/** Fails unless exactly this is found in the file, and unless every safe fix changes it as stated. */
export async function assertReported({ file, findings, mended }: ReportedCase): Promise<void> {
  const text = caseText(file);
  const analysis = await analyseCase(file);
  const seen = analysis.findings.map(({ rule, severity, span }) => ({
    line: text.slice(0, span.start).split('\n').length,
    rule,
    severity,
    at: text.slice(span.start, span.end),
  }));
  const expected = findings.flatMap(({ lines, ...one }) => lines.map((line) => ({ line, ...one })));
  assert.deepEqual(sorted(seen), sorted(expected));
  const fixed = mended.reduce((changed, [from, to]) => {
    assert.ok(changed.includes(from), `${file} holds ${from}`);
    return changed.replaceAll(from, to);
  }, text);
  assert.equal(applyEdits(text, analysis.fixAllEdits()), fixed);
}

function sorted<T extends { readonly line: number; readonly rule: string }>(found: readonly T[]): T[] {
  return [...found].sort((a, b) => a.line - b.line || a.rule.localeCompare(b.rule));
}
