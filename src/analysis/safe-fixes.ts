import type { Finding } from '../advice/finding.ts';
import type { Reading } from '../frontends/frontend.ts';
import type { TextEdit } from '../model/text.ts';

/** Fixes that can be applied together without asking. */
export interface SafeFixes {
  /** What each does, in the fix's own words. */
  readonly titles: readonly string[];
  /** Of all fixes; none overlaps another. */
  readonly edits: readonly TextEdit[];
}

/** The preferred safe fix of every finding, first come first served where they touch the same text. */
export function safeFixes(reading: Reading, findings: readonly Finding[]): SafeFixes {
  const titles: string[] = [];
  const taken: TextEdit[] = [];
  for (const { graph, fixes } of findings) {
    const of = reading.graphs[graph.index];
    const preferred = fixes.find((fix) => fix.preferred && fix.safe);
    if (of === undefined || preferred === undefined) continue;
    const edits = reading.edits(of, preferred.fix);
    if (edits?.every((edit) => taken.every((other) => !overlap(edit, other)))) {
      titles.push(preferred.title);
      taken.push(...edits);
    }
  }
  return { titles, edits: taken };
}

/** Two insertions at one place count too: their order would be a guess. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
