import type { Analysis } from '../analyser.ts';
import { isHalfTyped } from './half-typed.ts';
import { type ModelSummary, modelSummaries } from './model-summary.ts';
import { movedOffset, type Replaced } from './moved-places.ts';

/** A summary of the newest analysis, or of an earlier one where the text is too broken to say more. */
export interface ShownSummary extends ModelSummary {
  /** The analysis that it is of. */
  readonly of: Analysis;
}

/**
 * The models of one document as they are shown above it while it is edited: they move with their text, and as long as it
 * is half typed none comes and none goes, so that no line jumps.
 */
export class SteadySummaries {
  /** Null until the first analysis. */
  private summaries: readonly ShownSummary[] | null = null;

  get shown(): readonly ShownSummary[] {
    return this.summaries ?? [];
  }

  /** The text was edited; its analysis is still to come. */
  edited(edits: readonly Replaced[]): void {
    this.summaries = this.shown.map((summary) => {
      const start = movedOffset(summary.place.start, edits);
      return { ...summary, place: { start, end: start + summary.place.end - summary.place.start } };
    });
  }

  /** @param analysis of the text as it is now; null where it holds no model or is not analysed. */
  analysed(analysis: Analysis | null): void {
    if (analysis === null) {
      this.summaries = [];
      return;
    }
    const found = modelSummaries(analysis).map((summary) => ({ ...summary, of: analysis }));
    this.summaries = this.summaries === null ? found : steadied(this.summaries, found, analysis);
  }
}

function steadied(before: readonly ShownSummary[], found: readonly ShownSummary[], { document }: Analysis) {
  const byStart = new Map(found.map((summary) => [summary.place.start, summary]));
  const isSteady = before.length === found.length && before.every(({ place }) => byStart.has(place.start));
  if (isSteady || !isHalfTyped(document.text, document.language)) return found;
  // A fix is of the text as it was.
  return before.map((summary) => byStart.get(summary.place.start) ?? { ...summary, fixes: 0 });
}
