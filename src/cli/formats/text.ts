import type { CheckReport, FileReport, ReportedFinding } from '../report.ts';

/** For people: a line a finding that editors and terminals can follow, its remedy below it, a count at the end. */
export function textReport({ files }: CheckReport): string {
  return `${files.filter(hasFindings).map(fileSection).join('')}${summary(files)}\n`;
}

function hasFindings({ findings }: FileReport): boolean {
  return findings.length > 0;
}

function fileSection({ path, findings }: FileReport): string {
  return `${findings.map((finding) => findingLines(path, finding)).join('')}\n`;
}

function findingLines(path: string, { line, column, severity, message, rule, fixes }: ReportedFinding): string {
  const fix = fixes.find(({ preferred }) => preferred);
  const remedy = fix === undefined ? '' : `    fix: ${fix.title}\n`;
  return `${path}:${line}:${column}: ${severity}: ${message} [${rule}]\n${remedy}`;
}

function summary(files: readonly FileReport[]): string {
  const models = files.reduce((count, file) => count + file.models, 0);
  const findings = files.flatMap((file) => file.findings);
  const fixable = findings.filter(({ fixes }) => fixes.some(({ preferred, safe }) => preferred && safe)).length;
  const fix = fixable === 0 ? '' : `, ${fixable} fixable with "init-lens fix"`;
  return `${count(findings.length, 'finding')} in ${count(models, 'model')} of ${count(files.length, 'file')}${fix}.`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
