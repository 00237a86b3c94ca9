import type { Severity } from '../../advice/finding.ts';
import { RULES } from '../../advice/rules/index.ts';
import type { CheckResult } from '../commands/check.ts';
import type { AnalysedFile } from '../documents.ts';
import type { Trouble } from '../inputs.ts';
import { printJson } from './json.ts';

const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** SARIF 2.1.0 (OASIS), one run. */
export function sarifFormat({ files, errors }: CheckResult): string {
  return printJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Init Lens', informationUri: 'https://github.com/init-lens/init-lens', rules: rules() },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          { executionSuccessful: errors.length === 0, toolExecutionNotifications: errors.map(notification) },
        ],
        results: files.flatMap(results),
      },
    ],
  });
}

function rules() {
  return RULES.map(({ id, title, docs, severities: [loudest = 'warning'] }) => ({
    id,
    shortDescription: { text: title },
    helpUri: docs,
    defaultConfiguration: { level: LEVEL[loudest] },
  }));
}

function notification({ path, message }: Trouble) {
  return { level: 'error', message: { text: message }, locations: [{ physicalLocation: artifact(path) }] };
}

function artifact(path: string) {
  return { artifactLocation: { uri: encodeURI(path) } };
}

function results({ name, analysis, places }: AnalysedFile) {
  return analysis.findings.map(({ rule, severity, message, span }) => {
    const start = places.at(span.start);
    const end = places.at(span.end);
    const region = {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
      charOffset: span.start,
      charLength: span.end - span.start,
    };
    return {
      ruleId: rule,
      ruleIndex: RULES.findIndex(({ id }) => id === rule),
      level: LEVEL[severity],
      message: { text: message },
      locations: [{ physicalLocation: { ...artifact(name), region } }],
    };
  });
}
