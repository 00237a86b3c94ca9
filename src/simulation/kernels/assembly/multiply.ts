/**
 * Matrix products after Goto & van de Geijn 2008 ("Anatomy of high-performance matrix multiplication"): both operands are
 * copied into panels that are read in order, a block of B for the second-level cache, one of A for the first, and tiles of
 * 4 x 8 sums stay in registers. Sums are float32 within 256 products; blocks are added in C.
 */

/** Rows of A and columns of B in a tile: 8 vectors of sums, 2 of B and one of A fit the 16 registers of x64. */
const TILE_ROWS: i32 = 4;
const TILE_COLUMNS: i32 = 8;

/** Products between two visits to C, rows of A in a block, columns of B in a block. */
const DEPTH: i32 = 256;
const BLOCK_ROWS: i32 = 96;
const BLOCK_COLUMNS: i32 = 512;

/** Bytes of workspace: panels of A, panels of B, one tile for the edges. */
const PANELS_A: i32 = BLOCK_ROWS * DEPTH * 4;
const PANELS_B: i32 = BLOCK_COLUMNS * DEPTH * 4;
const TILE: i32 = TILE_ROWS * TILE_COLUMNS * 4;

export function multiplyWorkspace(): i32 {
  return PANELS_A + PANELS_B + TILE;
}

/**
 * C = alpha A B, or C += alpha A B. Element (i, p) of A stands at a + 4 (i aRow + p aColumn), likewise B; C is row-major.
 * @param work start of the workspace, 16-byte aligned.
 */
export function multiply(
  m: i32,
  n: i32,
  k: i32,
  alpha: f32,
  a: i32,
  aRow: i32,
  aColumn: i32,
  b: i32,
  bRow: i32,
  bColumn: i32,
  c: i32,
  cRow: i32,
  accumulate: bool,
  work: i32,
): void {
  const panelsA = work;
  const panelsB = work + PANELS_A;
  const tile = panelsB + PANELS_B;
  for (let j0 = 0; j0 < n; j0 += BLOCK_COLUMNS) {
    const columns = min(BLOCK_COLUMNS, n - j0);
    for (let p0 = 0; p0 < k; p0 += DEPTH) {
      const depth = min(DEPTH, k - p0);
      const adds = accumulate || p0 > 0;
      pack(b + 4 * (p0 * bRow + j0 * bColumn), bColumn, bRow, columns, depth, TILE_COLUMNS, panelsB);
      for (let i0 = 0; i0 < m; i0 += BLOCK_ROWS) {
        const rows = min(BLOCK_ROWS, m - i0);
        pack(a + 4 * (i0 * aRow + p0 * aColumn), aRow, aColumn, rows, depth, TILE_ROWS, panelsA);
        for (let j = 0; j < columns; j += TILE_COLUMNS) {
          const panelB = panelsB + 4 * (j * depth);
          for (let i = 0; i < rows; i += TILE_ROWS) {
            const panelA = panelsA + 4 * (i * depth);
            const target = c + 4 * ((i0 + i) * cRow + j0 + j);
            if (rows - i >= TILE_ROWS && columns - j >= TILE_COLUMNS) {
              multiplyTile(panelA, panelB, depth, alpha, target, cRow, adds);
            } else {
              multiplyTile(panelA, panelB, depth, alpha, tile, TILE_COLUMNS, false);
              addTile(tile, target, cRow, min(TILE_ROWS, rows - i), min(TILE_COLUMNS, columns - j), adds);
            }
          }
        }
      }
    }
  }
}

/**
 * Copies lines (rows of A, columns of B) into panels of `width` lines, element by element of the lines, zeros filling up.
 * @param along distance between two elements of a line, `across` between two lines.
 */
function pack(from: i32, across: i32, along: i32, lines: i32, length: i32, width: i32, to: i32): void {
  for (let line = 0; line < lines; line += width) {
    const start = from + 4 * (line * across);
    const whole = lines - line >= width;
    if (whole && across == 1) packTogether(start, along, length, width, to);
    else if (whole && along == 1) packAcross(start, across, length, width, to);
    else packEdge(start, across, along, min(width, lines - line), length, width, to);
    to += 4 * (width * length);
  }
}

/** Neighbouring lines are neighbours in memory. */
function packTogether(from: i32, along: i32, length: i32, width: i32, to: i32): void {
  const step = 4 * along;
  if (width == 4) {
    for (let p = 0; p < length; p++) {
      v128.store(to, v128.load(from));
      from += step;
      to += 16;
    }
    return;
  }
  for (let p = 0; p < length; p++) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += step;
    to += 32;
  }
}

/** Elements of a line are neighbours in memory: squares of 4 x 4 are transposed in registers. */
function packAcross(from: i32, across: i32, length: i32, width: i32, to: i32): void {
  const line = 4 * across;
  const row = 4 * width;
  const squares = length & ~3;
  for (let part = 0; part < width; part += 4) {
    const s0 = from + part * line;
    const s1 = s0 + line;
    const s2 = s1 + line;
    const s3 = s2 + line;
    let target = to + 4 * part;
    for (let p = 0; p < squares; p += 4) {
      const at = 4 * p;
      const x0 = v128.load(s0 + at);
      const x1 = v128.load(s1 + at);
      const x2 = v128.load(s2 + at);
      const x3 = v128.load(s3 + at);
      const low01 = v128.shuffle<i32>(x0, x1, 0, 4, 1, 5);
      const high01 = v128.shuffle<i32>(x0, x1, 2, 6, 3, 7);
      const low23 = v128.shuffle<i32>(x2, x3, 0, 4, 1, 5);
      const high23 = v128.shuffle<i32>(x2, x3, 2, 6, 3, 7);
      v128.store(target, v128.shuffle<i64>(low01, low23, 0, 2));
      v128.store(target + row, v128.shuffle<i64>(low01, low23, 1, 3));
      v128.store(target + 2 * row, v128.shuffle<i64>(high01, high23, 0, 2));
      v128.store(target + 3 * row, v128.shuffle<i64>(high01, high23, 1, 3));
      target += 4 * row;
    }
    for (let p = squares; p < length; p++) {
      const at = 4 * p;
      store<f32>(target, load<f32>(s0 + at));
      store<f32>(target, load<f32>(s1 + at), 4);
      store<f32>(target, load<f32>(s2 + at), 8);
      store<f32>(target, load<f32>(s3 + at), 12);
      target += row;
    }
  }
}

function packEdge(from: i32, across: i32, along: i32, lines: i32, length: i32, width: i32, to: i32): void {
  for (let p = 0; p < length; p++) {
    for (let line = 0; line < width; line++) {
      const value = line < lines ? load<f32>(from + 4 * (line * across)) : 0;
      store<f32>(to, value);
      to += 4;
    }
    from += 4 * along;
  }
}

function multiplyTile(a: i32, b: i32, depth: i32, alpha: f32, c: i32, cRow: i32, adds: bool): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const end = a + 4 * TILE_ROWS * depth;
  while (a < end) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = f32x4.add(c00, f32x4.mul(a0, b0));
    c01 = f32x4.add(c01, f32x4.mul(a0, b1));
    const a1 = v128.load32_splat(a, 4);
    c10 = f32x4.add(c10, f32x4.mul(a1, b0));
    c11 = f32x4.add(c11, f32x4.mul(a1, b1));
    const a2 = v128.load32_splat(a, 8);
    c20 = f32x4.add(c20, f32x4.mul(a2, b0));
    c21 = f32x4.add(c21, f32x4.mul(a2, b1));
    const a3 = v128.load32_splat(a, 12);
    c30 = f32x4.add(c30, f32x4.mul(a3, b0));
    c31 = f32x4.add(c31, f32x4.mul(a3, b1));
    a += 16;
    b += 32;
  }
  const row = 4 * cRow;
  const scale = f32x4.splat(alpha);
  storeRow(c, f32x4.mul(c00, scale), f32x4.mul(c01, scale), adds);
  storeRow(c + row, f32x4.mul(c10, scale), f32x4.mul(c11, scale), adds);
  storeRow(c + 2 * row, f32x4.mul(c20, scale), f32x4.mul(c21, scale), adds);
  storeRow(c + 3 * row, f32x4.mul(c30, scale), f32x4.mul(c31, scale), adds);
}

function storeRow(c: i32, x0: v128, x1: v128, adds: bool): void {
  if (adds) {
    x0 = f32x4.add(x0, v128.load(c));
    x1 = f32x4.add(x1, v128.load(c, 16));
  }
  v128.store(c, x0);
  v128.store(c, x1, 16);
}

/** Copies or adds the part of a tile that lies within C. */
function addTile(tile: i32, c: i32, cRow: i32, rows: i32, columns: i32, adds: bool): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const at = c + 4 * (i * cRow + j);
      const value = load<f32>(tile + 4 * (i * TILE_COLUMNS + j));
      store<f32>(at, adds ? load<f32>(at) + value : value);
    }
  }
}
