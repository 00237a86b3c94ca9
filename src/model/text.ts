/** A half-open range of UTF-16 code units into a document's text as it was read (a BOM counts). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text of `[start, end)` by `text`; edits of one list never overlap. */
export interface TextEdit extends Span {
  readonly text: string;
}

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/**
 * The text after all edits, which may come in any order.
 * @throws RangeError if two edits overlap or one lies outside the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let position = 0;
  for (const edit of ordered) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`Edit ${edit.start}-${edit.end} overlaps another one or lies outside the text.`);
    }
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}
