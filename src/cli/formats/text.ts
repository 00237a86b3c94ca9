import { SEVERITIES } from '../../advice/finding.ts';
import type { CheckResult } from '../commands/check.ts';
import { columns, counted } from './columns.ts';

/** A line a finding under its file's name, the count at the end; nothing where nothing was found but models. */
export function textFormat({ files }: CheckResult): string {
  const withFindings = files.filter(({ analysis }) => analysis.findings.length > 0);
  const blocks = withFindings.map(({ name, analysis, places }) => {
    const rows = analysis.findings.map(({ span, severity, message, rule }) => {
      const { line, column } = places.at(span.start);
      return [`  ${line}:${column}`, severity, `${message} (${rule})`];
    });
    return `${name}\n${columns(rows)}`;
  });
  return `${[...blocks, summary({ files, errors: [] })].join('\n')}\n`;
}

function summary({ files }: CheckResult): string {
  const findings = files.flatMap(({ analysis }) => analysis.findings);
  const models = files.reduce((sum, { analysis }) => sum + analysis.reading.graphs.length, 0);
  const looked = `${counted(models, 'model')} in ${counted(files.length, 'file')}`;
  if (findings.length === 0) return `Nothing found: ${looked}.`;
  const bySeverity = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  return `${counted(findings.length, 'finding')} (${bySeverity.join(', ')}) in ${looked}.`;
}
