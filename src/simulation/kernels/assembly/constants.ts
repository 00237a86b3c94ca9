/**
 * Constants of inner loops stand in memory: an engine makes one that stands in the code anew in every round, in four
 * instructions.
 */

/** First address after all constants. */
export function firstFree(): i32 {
  return <i32>__heap_base;
}

/** The i-th of them in all four lanes. */
export function constant(table: usize, i: i32): v128 {
  return v128.load32_splat(table + 4 * i);
}

/** a b + c, rounded twice: every machine gives the same. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}
