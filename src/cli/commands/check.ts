import { SEVERITIES, type Severity } from '../../advice/finding.ts';
import { choice, parseCommand } from '../arguments.ts';
import { githubReport } from '../formats/github.ts';
import { sarifReport } from '../formats/sarif.ts';
import { textReport } from '../formats/text.ts';
import { toJson } from '../json.ts';
import { type ExitStatus, FINDINGS, NOTHING_FOUND, type Terminal, WRONG_USAGE_OR_UNREADABLE } from '../outcome.ts';
import { type CheckReport, type FileReport, reportFile } from '../report.ts';
import { DEFAULT_SETTINGS, Session } from '../session.ts';

const FORMATS: Readonly<Record<string, (report: CheckReport, workingFolder: string) => string>> = {
  text: textReport,
  json: toJson,
  sarif: sarifReport,
  github: githubReport,
};

/** `check FILES…`: prints what is wrong. */
export async function check(args: readonly string[], terminal: Terminal): Promise<ExitStatus> {
  const { values, positionals } = parseCommand(args, {
    format: { type: 'string', default: 'text' },
    'fail-on': { type: 'string', default: 'error' },
    'stdin-filename': { type: 'string', default: 'model.ts' },
  });
  const format = choice('--format', values.format, Object.keys(FORMATS));
  const failOn = choice('--fail-on', values['fail-on'], [...SEVERITIES, 'never']);
  const session = new Session(terminal, values['stdin-filename']);
  const files: FileReport[] = [];
  const errors = await session.forEachFile(positionals, DEFAULT_SETTINGS, (file) => {
    files.push(reportFile(file));
  });
  session.dispose();
  terminal.print(FORMATS[format]?.({ version: 1, errors, files }, terminal.workingFolder) ?? '');
  if (errors.length > 0) return WRONG_USAGE_OR_UNREADABLE;
  return files.some(({ findings }) => findings.some(({ severity }) => isAtLeast(severity, failOn)))
    ? FINDINGS
    : NOTHING_FOUND;
}

function isAtLeast(severity: Severity, threshold: Severity | 'never'): boolean {
  return threshold !== 'never' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}
