import { lineAt, lineStarts } from '../model/lines.ts';
import type { PreviewHunk, PreviewLine, PreviewPiece } from '../model/preview.ts';
import type { TextEdit } from '../model/text.ts';

/** Edits that touch the same lines, and those lines' indices. */
interface Group {
  readonly first: number;
  readonly last: number;
  readonly edits: readonly TextEdit[];
}

/** The lines that edits change, before and after, in the order of the text. Edits do not overlap. */
export function previewOf(text: string, edits: readonly TextEdit[]): PreviewHunk[] {
  const starts = lineStarts(text);
  const hunks: PreviewHunk[] = [];
  /** How many lines more there are above than before. */
  let shift = 0;
  for (const { first, last, edits: own } of groupsOf(edits, starts)) {
    const start = starts[first] ?? 0;
    const end = endOfLine(text, starts, last);
    const before = linesOf(piecesOf(text, start, end, own, 'before'), first + 1);
    const after = linesOf(piecesOf(text, start, end, own, 'after'), first + 1 + shift);
    shift += after.length - before.length;
    hunks.push({ before: before.map(shortened), after: after.map(shortened) });
  }
  return hunks;
}

function groupsOf(edits: readonly TextEdit[], starts: readonly number[]): Group[] {
  const groups: Group[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const [first, last] = [lineAt(starts, edit.start), lineAt(starts, edit.end)];
    const open = groups.at(-1);
    if (open === undefined || first > open.last) groups.push({ first, last, edits: [edit] });
    else groups.splice(-1, 1, { first: open.first, last: Math.max(open.last, last), edits: [...open.edits, edit] });
  }
  return groups;
}

/** Where a line's text ends, its line break left out. */
function endOfLine(text: string, starts: readonly number[], line: number): number {
  const next = starts[line + 1];
  if (next === undefined) return text.length;
  const isPair = text[next - 1] === '\n' && text[next - 2] === '\r';
  return next - (isPair ? 2 : 1);
}

function piecesOf(
  text: string,
  start: number,
  end: number,
  edits: readonly TextEdit[],
  when: 'before' | 'after',
): PreviewPiece[] {
  const pieces: PreviewPiece[] = [];
  let position = start;
  for (const edit of edits) {
    pieces.push({ text: text.slice(position, edit.start), isChanged: false });
    pieces.push({ text: when === 'before' ? text.slice(edit.start, edit.end) : edit.text, isChanged: true });
    position = edit.end;
  }
  pieces.push({ text: text.slice(position, end), isChanged: false });
  return pieces.filter((piece) => piece.text !== '');
}

/** @param first 1-based number of the first line. */
function linesOf(pieces: readonly PreviewPiece[], first: number): PreviewLine[] {
  const lines: PreviewPiece[][] = [[]];
  for (const { text, isChanged } of pieces) {
    for (const [i, part] of text.split(/\r\n|\r|\n/).entries()) {
      if (i > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: part, isChanged });
    }
  }
  return lines.map((own, i) => ({ line: first + i, pieces: own }));
}

/** Characters of unchanged text that are kept beside a change: a whole model may stand in one line of JSON. */
const KEPT = 60;
const ELLIPSIS = '…';

function shortened({ line, pieces }: PreviewLine): PreviewLine {
  const last = pieces.length - 1;
  return {
    line,
    pieces: pieces.map((piece, i) => {
      const head = i === 0 ? 0 : KEPT;
      const tail = i === last ? 0 : KEPT;
      // A line of the usual length stays whole.
      if (piece.isChanged || piece.text.length <= 2 * KEPT) return piece;
      const { text } = piece;
      const kept = [text.slice(0, head), tail === 0 ? '' : text.slice(-tail)];
      return { ...piece, text: kept.join(ELLIPSIS) };
    }),
  };
}
