import type { Finding } from '../../advice/finding.ts';
import { docsOf } from '../../advice/rules/rule.ts';
import type { Unknown } from '../../model/graph.ts';
import type { CheckResult } from '../commands/check.ts';
import type { AnalysedFile } from '../documents.ts';
import type { Trouble } from '../inputs.ts';
import type { LineColumns } from '../line-columns.ts';

/** Version of every JSON document that the command line prints. */
export const JSON_VERSION = 1;

/** Infinite and undefined numbers come out as null. */
export function printJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

export function jsonFormat({ files, errors }: CheckResult): string {
  return printJson({ version: JSON_VERSION, errors: errors.map(errorObject), files: files.map(fileObject) });
}

function errorObject({ path, message }: Trouble) {
  return { path, message };
}

function fileObject(file: AnalysedFile) {
  const { name, analysis, places } = file;
  const { graphs } = analysis.reading;
  return {
    path: name,
    dialects: [...new Set(graphs.map(({ dialect }) => dialect))],
    models: graphs.filter(({ kind }) => kind !== 'loose').length,
    findings: analysis.findings.map((finding) => findingObject(file, finding)),
    unknowns: graphs.flatMap(({ unknowns }) => unknowns.map((unknown) => unknownObject(unknown, places))),
  };
}

function findingObject({ analysis, places }: AnalysedFile, finding: Finding) {
  const { rule, severity, message, graph, layer, weight, span, fixes } = finding;
  const end = places.at(span.end);
  const of = analysis.reading.graphs[graph.index];
  return {
    rule,
    severity,
    message,
    docs: docsOf(rule),
    graph: graph.name,
    layer,
    weight,
    ...places.at(span.start),
    endLine: end.line,
    endColumn: end.column,
    fixes: fixes.flatMap(({ title, preferred, safe, fix }) => {
      const edits = of === undefined ? null : analysis.reading.edits(of, fix);
      if (edits === null) return [];
      return [{ title, preferred, safe, edits: edits.map(({ start, end, text }) => ({ start, end, text })) }];
    }),
  };
}

export function unknownObject({ name, span, what, assumed }: Unknown, places: LineColumns) {
  return { name, ...places.at(span.start), what, assumed };
}
