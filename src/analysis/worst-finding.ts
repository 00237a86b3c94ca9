import { type Finding, SEVERITIES } from '../advice/finding.ts';
import type { Analysis } from '../analyser.ts';
import type { ModelGraph } from '../model/graph.ts';
import { contains, type Span } from '../model/text.ts';

/** What is found in a model, or in a file where the cursor stands in none. */
export interface ActiveFindings {
  /** Null where the cursor stands in no model. */
  readonly model: string | null;
  /** Worst first, then in the order of the text; hints are left out, as in the list of problems. */
  readonly findings: readonly Finding[];
}

/** The findings of the model that the offset is in. */
export function activeFindings({ reading, findings }: Analysis, offset: number): ActiveFindings {
  const index = reading.graphs.findIndex((graph) => graph.kind !== 'loose' && contains(extent(graph), offset));
  const model = reading.graphs[index];
  const shown = findings.filter(({ severity }) => severity !== 'hint');
  const own = model === undefined ? shown : shown.filter(({ graph }) => graph.index === index);
  const byRank = [...own].sort(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.span.start - b.span.start,
  );
  return { model: model?.name ?? null, findings: byRank };
}

/** The finding to go to from an offset: the next one in the text, behind the last one the first again. */
export function findingAfter(analysis: Analysis, offset: number): Finding | null {
  const shown = analysis.findings.filter(({ severity }) => severity !== 'hint');
  return shown.find(({ span }) => span.start > offset) ?? shown[0] ?? null;
}

/** From the first to the last text that says something of the model. */
function extent({ span, layers }: ModelGraph): Span {
  const here = layers.filter(({ source }) => source.elsewhere === null).map(({ source }) => source.call);
  return {
    start: Math.min(span.start, ...here.map(({ start }) => start)),
    end: Math.max(span.end, ...here.map(({ end }) => end)),
  };
}
