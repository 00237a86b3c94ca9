import type { Span } from '../../model/text.ts';

/** Text to put at an offset of the document so that a half-typed script parses. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** A document's text as it is parsed: its own, or that with what it lacks put in. */
export interface MendedText {
  readonly text: string;
  /** Where in the parsed text something was put in, in order. */
  readonly inserted: readonly Span[];
  /** The document's offset of one of the parsed text. */
  position(offset: number): number;
  /** Where stretches of the document are in the parsed text, which had nothing put into them. */
  spans(stretches: readonly Span[]): readonly Span[];
}

export function unmended(text: string): MendedText {
  return { text, inserted: [], position: (offset) => offset, spans: (stretches) => stretches };
}

/** @param insertions in the order of their places. */
export function mend(text: string, insertions: readonly Insertion[]): MendedText {
  let mended = '';
  let from = 0;
  const inserted: Span[] = [];
  const places: number[] = [];
  for (const { at, text: missing } of insertions) {
    mended += text.slice(from, at);
    inserted.push({ start: mended.length, end: mended.length + missing.length });
    places.push(at);
    mended += missing;
    from = at;
  }
  const position = (offset: number): number => {
    let [low, high] = [0, inserted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((inserted[middle]?.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    const last = inserted[low - 1];
    return last === undefined ? offset : (places[low - 1] ?? 0) + Math.max(0, offset - last.end);
  };
  return { text: mended + text.slice(from), inserted, position, spans: (stretches) => shifted(stretches, insertions) };
}

/** Behind everything that was put in before them or where they start. */
function shifted(stretches: readonly Span[], insertions: readonly Insertion[]): Span[] {
  let by = 0;
  let next = 0;
  return stretches.map(({ start, end }) => {
    for (let one = insertions[next]; one !== undefined && one.at <= start; one = insertions[++next])
      by += one.text.length;
    return { start: start + by, end: end + by };
  });
}
