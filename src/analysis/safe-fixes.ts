import type { Finding } from '../advice/finding.ts';
import type { Analysis } from '../analyser.ts';
import type { Reading } from '../frontends/frontend.ts';
import type { TextEdit } from '../model/text.ts';

/** Fixes that can be applied together without asking. */
export interface SafeFixes {
  /** What is fixed how. */
  readonly fixes: readonly { readonly finding: Finding; readonly title: string }[];
  /** Of all fixes; none overlaps another. */
  readonly edits: readonly TextEdit[];
}

export interface ProvenFixes extends SafeFixes {
  /** There were fixes, and they are held back. */
  readonly isWithheld: boolean;
}

/**
 * Those of an analysis, for applying them: none where their result is read with other layers, shapes or weights. No fix
 * means to change these, but in a text with syntax errors what is read of one place hangs on all others.
 */
export function provenFixes(analysis: Analysis, findings: readonly Finding[] = analysis.findings): ProvenFixes {
  const wanted = safeFixes(analysis.reading, findings);
  const isWithheld = !analysis.keepsLayers(wanted.edits);
  return isWithheld ? { fixes: [], edits: [], isWithheld } : { ...wanted, isWithheld };
}

/** The preferred safe fix of every finding, first come first served where they touch the same text. */
export function safeFixes(reading: Reading, findings: readonly Finding[]): SafeFixes {
  const taken: SafeFixes['fixes'][number][] = [];
  const edits: TextEdit[] = [];
  for (const finding of findings) {
    const graph = reading.graphs[finding.graph.index];
    const preferred = finding.fixes.find((fix) => fix.preferred && fix.safe);
    if (graph === undefined || preferred === undefined) continue;
    const own = reading.edits(graph, preferred.fix);
    if (own?.every((edit) => edits.every((other) => !overlap(edit, other)))) {
      taken.push({ finding, title: preferred.title });
      edits.push(...own);
    }
  }
  return { fixes: taken, edits };
}

/** Two insertions at one place count too: their order would be a guess. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
