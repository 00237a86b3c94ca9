/** A contributed problem matcher of two patterns, the last of which loops, applied to text as the editor applies it. */

interface Pattern {
  readonly regexp: string;
  readonly file?: number;
  readonly line?: number;
  readonly column?: number;
  readonly severity?: number;
  readonly message?: number;
  readonly code?: number;
}

export interface Matched {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly message: string;
  readonly code: string;
}

/**
 * A line that the first pattern matches counts only if the second one matches the line behind it; that goes on until a
 * line does not match.
 */
export function matchProblems(patterns: readonly Pattern[], output: string): Matched[] {
  const [head, row] = patterns;
  if (head === undefined || row === undefined) throw new Error('The matcher has two patterns.');
  const lines = output.split(/\r?\n/);
  const found: Matched[] = [];
  for (let i = 0; i < lines.length; i++) {
    const first = new RegExp(head.regexp).exec(lines[i] ?? '');
    const file = first === null ? undefined : first[head.file ?? 0];
    for (let next = rowOf(row, lines[i + 1]); file !== undefined && next !== null; next = rowOf(row, lines[i + 1])) {
      found.push({ file, ...next });
      i++;
    }
  }
  return found;
}

function rowOf(row: Pattern, line: string | undefined): Omit<Matched, 'file'> | null {
  const match = new RegExp(row.regexp).exec(line ?? '');
  if (match === null) return null;
  const group = (index: number | undefined) => match[index ?? 0] ?? '';
  return {
    line: Number(group(row.line)),
    column: Number(group(row.column)),
    severity: group(row.severity),
    message: group(row.message),
    code: group(row.code),
  };
}
