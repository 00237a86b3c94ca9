/** A column of a Markdown table; figures stand at its right. */
export interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** Rows that a table shows: of longer ones both ends are what matters. */
const MOST_ROWS = 60;

/**
 * A Markdown table. Cells are Markdown already, on one line.
 * @param moreRows what stands in place of the rows of the middle.
 */
export function markdownTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  moreRows: (count: number) => string,
): string {
  const marks = columns.map(({ align }) => (align === 'right' ? '--:' : ':--'));
  const headings = columns.map(({ heading }) => heading);
  return [headings, marks, ...listed(rows, columns.length, moreRows)]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function listed(
  rows: readonly (readonly string[])[],
  width: number,
  moreRows: (count: number) => string,
): readonly (readonly string[])[] {
  if (rows.length <= MOST_ROWS) return rows;
  const gap = [moreRows(rows.length - MOST_ROWS), ...Array.from({ length: width - 1 }, () => '…')];
  return [...rows.slice(0, MOST_ROWS / 2), gap, ...rows.slice(-MOST_ROWS / 2)];
}
