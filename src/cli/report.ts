import type { Finding, OfferedFix, Severity } from '../advice/finding.ts';
import type { RuleId } from '../advice/rule-id.ts';
import type { Unknown } from '../model/graph.ts';
import type { TextEdit } from '../model/text.ts';
import { Places } from './places.ts';
import type { AnalysedFile, Failure } from './session.ts';

/** What `check --format json` prints: a contract, see docs/cli.md. */
export interface CheckReport {
  readonly version: 1;
  readonly errors: readonly Failure[];
  readonly files: readonly FileReport[];
}

export interface FileReport {
  readonly path: string;
  readonly dialects: readonly string[];
  readonly models: number;
  readonly findings: readonly ReportedFinding[];
  readonly unknowns: readonly ReportedUnknown[];
}

export interface ReportedFinding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  /** Path of the rule's page in the project. */
  readonly docs: string;
  readonly graph: string;
  readonly layer: string;
  readonly weight: string | null;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly fixes: readonly ReportedFix[];
}

export interface ReportedFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

export interface ReportedUnknown {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly assumed: number | null;
}

export function reportFile({ path, document, analysis }: AnalysedFile): FileReport {
  const places = new Places(document.text);
  const { graphs } = analysis.reading;
  return {
    path,
    dialects: [...new Set(graphs.map(({ dialect }) => dialect))],
    models: graphs.filter(({ kind }) => kind !== 'loose').length,
    findings: analysis.findings.map((finding) => reportFinding(finding, analysis, places)),
    unknowns: graphs.flatMap(({ unknowns }) => unknowns.map((unknown) => reportUnknown(unknown, places))),
  };
}

function reportFinding(finding: Finding, analysis: AnalysedFile['analysis'], places: Places): ReportedFinding {
  const { rule, severity, message, graph, layer, weight, span, fixes } = finding;
  return {
    rule,
    severity,
    message,
    docs: rulePage(rule),
    graph: graph.name,
    layer,
    weight,
    ...places.range(span),
    fixes: fixes.flatMap((offered) => reportFix(offered, finding, analysis)),
  };
}

/** Without the fixes that this file's text does not allow. */
function reportFix({ title, preferred, safe, fix }: OfferedFix, finding: Finding, analysis: AnalysedFile['analysis']) {
  const graph = analysis.reading.graphs[finding.graph.index];
  const edits = graph === undefined ? null : analysis.reading.edits(graph, fix);
  return edits === null
    ? []
    : [{ title, preferred, safe, edits: edits.map(({ start, end, text }) => ({ start, end, text })) }];
}

export function reportUnknown({ name, span, what, assumed }: Unknown, places: Places): ReportedUnknown {
  return { name, ...places.at(span.start), what, assumed };
}

/** Where a rule is documented, from the project's root. */
export function rulePage(rule: RuleId): string {
  return `docs/rules/${rule}.md`;
}
