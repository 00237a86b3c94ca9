import type { Finding } from '../../../advice/finding.ts';
import { RULES } from '../../../advice/rules/index.ts';
import type { TextEdit } from '../../../model/text.ts';
import type { AnalysedFile } from '../../documents.ts';
import type { LineColumns } from '../../line-columns.ts';
import { artifactLocation } from './artifact.ts';
import { LEVEL } from './level.ts';

export function sarifResults(file: AnalysedFile) {
  const { name, analysis, places } = file;
  return analysis.findings.map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: RULES.findIndex(({ id }) => id === finding.rule),
    level: LEVEL[finding.severity],
    message: { text: withoutLinks(finding.message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactLocation(name),
          region: region(places, finding.span.start, finding.span.end),
        },
        logicalLocations: [{ name: finding.layer, fullyQualifiedName: `${finding.graph.name}.${finding.layer}` }],
      },
    ],
    fixes: fixes(file, finding),
  }));
}

/** Code such as `sizes[i](n)` is no link. */
function withoutLinks(text: string): string {
  return text.replace(/\[(?=[^[\]]*\]\()/g, '\\[');
}

/** The safe ones, best first: viewers apply them at a click. Nothing can be written into an archive. */
function fixes({ name, analysis, places, isArchive }: AnalysedFile, finding: Finding) {
  const graph = analysis.reading.graphs[finding.graph.index];
  if (isArchive || graph === undefined) return [];
  const offered = [...finding.fixes].sort((a, b) => Number(b.preferred) - Number(a.preferred));
  return offered.flatMap(({ title, safe, fix }) => {
    const edits = safe ? analysis.reading.edits(graph, fix) : null;
    if (edits === null || edits.length === 0) return [];
    const replacements = edits.map((edit) => replacement(places, edit));
    return [
      {
        description: { text: withoutLinks(title) },
        artifactChanges: [{ artifactLocation: artifactLocation(name), replacements }],
      },
    ];
  });
}

function replacement(places: LineColumns, { start, end, text }: TextEdit) {
  return { deletedRegion: region(places, start, end), insertedContent: { text } };
}

function region(places: LineColumns, start: number, end: number) {
  const from = places.at(start);
  const to = places.at(end);
  return {
    startLine: from.line,
    startColumn: from.column,
    endLine: to.line,
    endColumn: to.column,
    charOffset: start,
    charLength: end - start,
  };
}
