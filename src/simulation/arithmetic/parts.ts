/** Rows and columns of a product's result, and the stretch of its sums that is added to them. */
export interface Part {
  readonly row: number;
  readonly rows: number;
  readonly column: number;
  readonly columns: number;
  /** First of the `length` products of each sum. */
  readonly from: number;
  readonly length: number;
}

/** Cuts run along tiles of the compiled product, and along what it sums between two visits to the result. */
const TILES = 32;
const DEPTH = 256;

/**
 * Cuts an m x n product of depth k into parts of about `products` multiplications. Nearly square ones: both operands are
 * packed anew for each part, which is the less beside the product itself the more of the other one they meet.
 */
export function* eachPart(m: number, n: number, k: number, products: number): Generator<Part, void> {
  const depth = Math.min(k, Math.max(DEPTH, whole(products / TILES ** 2, DEPTH)));
  const side = Math.max(TILES, whole(Math.sqrt(products / depth), TILES));
  const shorter = Math.min(m, n, side);
  const longer = Math.max(TILES, whole(products / (shorter * depth), TILES));
  const [height, width] = m > n ? [longer, shorter] : [shorter, longer];
  for (let row = 0; row < m; row += height) {
    for (let column = 0; column < n; column += width) {
      for (let from = 0; from < k; from += depth) {
        yield {
          row,
          rows: Math.min(height, m - row),
          column,
          columns: Math.min(width, n - column),
          from,
          length: Math.min(depth, k - from),
        };
      }
    }
  }
}

/** The largest multiple of `step` up to a number. */
function whole(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
