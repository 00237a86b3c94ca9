import type { Severity } from '../../advice/finding.ts';
import type { CheckReport } from '../report.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands that GitHub Actions turns into annotations of the changed files. */
export function githubReport({ files }: CheckReport): string {
  return files
    .flatMap(({ path, findings }) =>
      findings.map(({ severity, rule, message, line, column, endLine, endColumn }) => {
        // GitHub takes columns only where a finding stays on one line.
        const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
        const place = `file=${property(path)},line=${line},endLine=${endLine}${columns}`;
        return `::${COMMANDS[severity]} ${place},title=${property(`init-lens ${rule}`)}::${data(message)}\n`;
      }),
    )
    .join('');
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
