import type { Severity } from '../../advice/finding.ts';
import type { CheckResult } from '../commands/check.ts';

const COMMAND: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands, which GitHub Actions shows at the lines of a pull request. */
export function githubFormat({ files, errors }: CheckResult): string {
  const findings = files.flatMap(({ name, analysis, places }) =>
    analysis.findings.map(({ rule, severity, message, span }) => {
      const start = places.at(span.start);
      const end = places.at(span.end);
      const where = { file: name, line: start.line, endLine: end.line, col: start.column, endColumn: end.column };
      return command(COMMAND[severity], { ...where, title: rule }, message);
    }),
  );
  const unread = errors.map(({ path, at, message }) =>
    command('error', { file: path, ...(at && { line: at.line, col: at.column }) }, message),
  );
  return [...unread, ...findings].map((line) => `${line}\n`).join('');
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${written.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
