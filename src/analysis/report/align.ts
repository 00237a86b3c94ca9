/** Two things that stand beside one another, or one that has none beside it. */
export type Pair<T> = readonly [T, T] | readonly [T, null] | readonly [null, T];

/**
 * Sets two sequences beside one another, in their order, so that the sum of the distances is least; what has no partner
 * costs 1 (Needleman & Wunsch 1970). O(n m) in time and memory.
 * @param distance 0 for the same, up to 2; from 2 on two things never stand together.
 */
export function align<T>(left: readonly T[], right: readonly T[], distance: (a: T, b: T) => number): Pair<T>[] {
  const costs = costTable(left, right, distance);
  const width = right.length + 1;
  const pairs: Pair<T>[] = [];
  let [i, j] = [left.length, right.length];
  while (i > 0 || j > 0) {
    const [a, b] = [left[i - 1], right[j - 1]];
    const here = costs[i * width + j] ?? 0;
    const apart = i > 0 && j > 0 && a !== undefined && b !== undefined ? distance(a, b) : 2;
    if (apart < 2 && a !== undefined && b !== undefined && here === (costs[(i - 1) * width + j - 1] ?? 0) + apart) {
      pairs.push([a, b]);
      i--;
      j--;
    } else if (a !== undefined && (b === undefined || here === (costs[(i - 1) * width + j] ?? 0) + 1)) {
      pairs.push([a, null]);
      i--;
    } else if (b !== undefined) {
      pairs.push([null, b]);
      j--;
    }
  }
  return pairs.reverse();
}

/** `[i * (m + 1) + j]`: the least cost of the first i against the first j. */
function costTable<T>(left: readonly T[], right: readonly T[], distance: (a: T, b: T) => number): Float64Array {
  const width = right.length + 1;
  const costs = new Float64Array((left.length + 1) * width);
  for (let j = 1; j < width; j++) costs[j] = j;
  for (const [row, a] of left.entries()) {
    const above = row * width;
    costs[above + width] = row + 1;
    for (const [column, b] of right.entries()) {
      const apart = distance(a, b);
      const alone = Math.min(costs[above + column + 1] ?? 0, costs[above + width + column] ?? 0) + 1;
      const together = apart < 2 ? (costs[above + column] ?? 0) + apart : alone;
      costs[above + width + column + 1] = Math.min(alone, together);
    }
  }
  return costs;
}
