/** Rows [fromRow, toRow) and columns [fromColumn, toColumn) of a product. */
export interface Part {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** Multiplications between two pauses: some milliseconds, in plain JavaScript some tens. */
const PART_PRODUCTS = 2.4e7;

/** Cuts run along tiles of the compiled product. */
const STEP = 32;

/** Cuts an m x n product of depth k along its longer side, so that work can pause in between. */
export function productParts(m: number, n: number, k: number): readonly Part[] {
  const [longer, shorter] = m > n ? [m, n] : [n, m];
  const size = Math.max(STEP, Math.floor(PART_PRODUCTS / (shorter * k) / STEP) * STEP);
  const parts: Part[] = [];
  for (let from = 0; from < longer; from += size) {
    const to = Math.min(longer, from + size);
    parts.push(
      m > n
        ? { fromRow: from, toRow: to, fromColumn: 0, toColumn: n }
        : { fromRow: 0, toRow: m, fromColumn: from, toColumn: to },
    );
  }
  return parts;
}
