import type { Analysis } from '../analyser.ts';
import type { TextEdit } from '../model/text.ts';

/** What "Apply recommended initialisers" does to one model. */
export interface RecommendedFixes {
  /** What each fix does, in a sentence. */
  readonly titles: readonly string[];
  /** Of all fixes together; none overlaps another. */
  readonly edits: readonly TextEdit[];
}

/** The preferred safe fix of every finding about a graph of the reading; one that overlaps an earlier one is left out. */
export function recommendedFixes(analysis: Analysis, graphIndex: number): RecommendedFixes {
  const { reading, findings } = analysis;
  const graph = reading.graphs[graphIndex];
  const titles: string[] = [];
  const edits: TextEdit[] = [];
  if (graph === undefined) return { titles, edits };
  for (const finding of findings) {
    const preferred = finding.fixes.find((fix) => fix.preferred && fix.safe);
    if (finding.graph.index !== graphIndex || preferred === undefined) continue;
    const own = reading.edits(graph, preferred.fix);
    if (own === null || own.some((edit) => edits.some((taken) => overlap(edit, taken)))) continue;
    titles.push(preferred.title);
    edits.push(...own);
  }
  return { titles, edits };
}

/** Two insertions at one place count too: their order would be a guess. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
