import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Severity } from '../../advice/finding.ts';
import { RULES } from '../../advice/rules/index.ts';
import { toJson } from '../json.ts';
import { type CheckReport, type ReportedFinding, type ReportedFix, rulePage } from '../report.ts';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** SARIF 2.1.0 (OASIS standard), as code scanning services and editors' viewers read it. */
export function sarifReport({ files, errors }: CheckReport, workingFolder: string): string {
  const results = files.flatMap(({ path, findings }) => findings.map((finding) => result(path, finding)));
  const notifications = errors.map(({ path, message }) => ({
    level: 'error',
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
  }));
  return toJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Init Lens', rules: RULES.map(({ id, title }) => rule(id, title)) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(resolve(workingFolder)).href}/` } },
        invocations: [{ executionSuccessful: errors.length === 0, toolExecutionNotifications: notifications }],
        results,
      },
    ],
  });
}

function rule(id: (typeof RULES)[number]['id'], title: string) {
  return { id, shortDescription: { text: title }, help: { text: `See ${rulePage(id)}.` } };
}

function result(path: string, finding: ReportedFinding) {
  const { rule: ruleId, severity, message, line, column, endLine, endColumn, fixes } = finding;
  return {
    ruleId,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifact(path),
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
    fixes: fixes.filter(({ preferred }) => preferred).map((fix) => sarifFix(path, fix)),
  };
}

function sarifFix(path: string, { title, edits }: ReportedFix) {
  const replacements = edits.map(({ start, end, text }) => ({
    deletedRegion: { charOffset: start, charLength: end - start },
    insertedContent: { text },
  }));
  return { description: { text: title }, artifactChanges: [{ artifactLocation: artifact(path), replacements }] };
}

function artifact(path: string) {
  return { uri: path.split('\\').map(encodeURI).join('/'), uriBaseId: 'ROOT' };
}
