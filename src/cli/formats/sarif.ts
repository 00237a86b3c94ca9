import { pathToFileURL } from 'node:url';
import type { CheckResult } from '../commands/check.ts';
import type { Trouble } from '../inputs.ts';
import type { Terminal } from '../terminal.ts';
import { printJson } from './json.ts';
import { artifactLocation, BASE_ID } from './sarif/artifact.ts';
import { sarifResults } from './sarif/results.ts';
import { sarifRules } from './sarif/rules.ts';

/** SARIF 2.1.0 (OASIS), one run; paths are relative to the working folder, which `originalUriBaseIds` names. */
export async function sarifFormat({ files, errors }: CheckResult, terminal: Terminal): Promise<string> {
  const found = new Set(files.flatMap(({ analysis }) => analysis.findings.map(({ rule }) => rule)));
  return printJson({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Init Lens',
            informationUri: 'https://github.com/init-lens/init-lens',
            rules: await sarifRules(found, (rule) => terminal.rulePage(rule)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE_ID]: { uri: `${pathToFileURL(terminal.folder).href.replace(/\/$/, '')}/` } },
        invocations: [
          { executionSuccessful: errors.length === 0, toolExecutionNotifications: errors.map(notification) },
        ],
        results: files.flatMap(sarifResults),
      },
    ],
  });
}

function notification({ path, at, message }: Trouble) {
  const region = at === undefined ? {} : { region: { startLine: at.line, startColumn: at.column } };
  return {
    level: 'error',
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(path), ...region } }],
  };
}
