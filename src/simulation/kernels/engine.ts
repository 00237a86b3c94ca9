import { bytesOf } from './base64.ts';
import { KERNELS } from './compiled.ts';
import { type LinearMemory, PAGE_BYTES, type WebAssemblyHost, webAssembly } from './web-assembly.ts';

/** The kernels of assembly/; addresses and lengths are described there. */
export interface Kernels {
  multiplyWorkspace(): number;
  multiply(
    m: number,
    n: number,
    k: number,
    alpha: number,
    a: number,
    aRow: number,
    aColumn: number,
    b: number,
    bRow: number,
    bColumn: number,
    c: number,
    cRow: number,
    accumulate: boolean,
    work: number,
  ): void;
  gram(
    x: number,
    rows: number,
    columns: number,
    stride: number,
    gram: number,
    adds: boolean,
    work: number,
    chunk: number,
  ): void;
  applyLower(
    lower: number,
    count: number,
    x: number,
    chosen: number,
    columns: number,
    stride: number,
    y: number,
    work: number,
    chunk: number,
  ): void;
  fillNormal(state: number, target: number, length: number, mean: number, stddev: number): void;
  fillTruncated(state: number, target: number, length: number, mean: number, stddev: number): void;
  fillUniform(state: number, target: number, length: number, low: number, range: number): void;
  firstFree(): number;
  addTo(x: number, y: number, length: number): void;
  addToRows(x: number, y: number, rows: number, width: number): void;
  sum(x: number, length: number): number;
  sumSquares(x: number, length: number): number;
  activate(kind: number, p: number, q: number, x: number, y: number, rows: number, stride: number, width: number): void;
  slopes(kind: number, p: number, q: number, x: number, y: number, rows: number, stride: number, width: number): void;
  activateBack(kind: number, p: number, q: number, x: number, dy: number, dx: number, length: number): void;
  lstmCarry(gates: number, before: number, carried: number, rows: number, units: number): void;
  lstmEmit(gates: number, squashed: number, after: number, rows: number, units: number): void;
  lstmBack(
    gates: number,
    slopes: number,
    before: number,
    squashed: number,
    steep: number,
    dh: number,
    dc: number,
    sums: number,
    rows: number,
    units: number,
  ): void;
  gather(image: number, table: number, entries: number, channels: number, width: number, patches: number): void;
  scatter(patches: number, table: number, entries: number, channels: number, width: number, image: number): void;
  addColumns(x: number, rows: number, width: number, sums: number): void;
  addColumnSquares(x: number, rows: number, width: number, mean: number, sums: number): void;
  scaleColumns(x: number, y: number, rows: number, width: number, mean: number, factor: number, offset: number): void;
  addColumnProducts(
    x: number,
    dy: number,
    rows: number,
    width: number,
    mean: number,
    sums: number,
    along: number,
  ): void;
  addColumnsBack(
    x: number,
    dy: number,
    dx: number,
    rows: number,
    width: number,
    mean: number,
    direct: number,
    along: number,
    shift: number,
  ): void;
  normalizeRows(
    x: number,
    y: number,
    rows: number,
    width: number,
    epsilon: number,
    gamma: number,
    beta: number,
    mean: number,
    inverse: number,
  ): void;
  normalizeRowsBack(
    x: number,
    dy: number,
    dx: number,
    rows: number,
    width: number,
    gamma: number,
    mean: number,
    inverse: number,
  ): void;
  depthwise(
    image: number,
    table: number,
    positions: number,
    taps: number,
    channels: number,
    kernel: number,
    output: number,
  ): void;
  depthwiseBack(
    image: number,
    table: number,
    positions: number,
    taps: number,
    channels: number,
    kernel: number,
    outputGradient: number,
    imageGradient: number,
    kernelGradient: number,
  ): void;
  addToHistogram(x: number, length: number, reach: number, bins: number, counts: number): void;
  countDead(x: number, batch: number, length: number, stride: number): number;
  squareOfSum(x: number, batch: number, length: number, stride: number, factors: number): number;
  countBeyond(x: number, length: number, bound: number): number;
}

/** Compiled kernels with a linear memory of their own, on which they work without copying. */
export interface Engine {
  readonly run: Kernels;
  readonly memory: LinearMemory;
  /** Address of room for one generator's lanes and eight elements. */
  readonly state: number;
  /** Address and bytes of what kernels use while they run. */
  readonly work: number;
  readonly workBytes: number;
  /** First address that is free for tensors, a multiple of 16. */
  readonly free: number;
}

/** Bytes of four lanes of four words each, and of eight elements. */
const STATE = 64 + 32;

/** Room beside the workspace of products, so that Gram matrices of many rows are cut into fewer columns. */
const MORE_WORK = 2 ** 19;

const engines = new WeakMap<object, Engine>();
let compiled: object | null | undefined;

/** An engine with no room for tensors yet; null where WebAssembly or its SIMD is not there or not allowed. */
export function createEngine(): Engine | null {
  const host = webAssembly();
  if (host === null) return null;
  const module = compiledModule(host);
  if (module === null) return null;
  const memory = new host.Memory({ initial: 1 });
  const { exports } = new host.Instance(module, { env: { memory } });
  if (!hasKernels(exports)) return null;
  const run = exports;
  // Low addresses stay unused: an array at 0 would look like one that is not there.
  const state = align(run.firstFree());
  const work = align(state + STATE);
  const workBytes = run.multiplyWorkspace() + MORE_WORK;
  const engine = { run, memory, state, work, workBytes, free: align(work + workBytes) };
  growTo(engine, engine.free);
  return engine;
}

/** Null also where the page's content security policy forbids WebAssembly, which shows when it is compiled. */
function compiledModule(host: WebAssemblyHost): object | null {
  if (compiled === undefined) {
    try {
      compiled = new host.Module(bytesOf(KERNELS));
    } catch {
      // Not a failure: everything runs in plain JavaScript then, only slower.
      compiled = null;
    }
  }
  return compiled;
}

function hasKernels(exports: object): exports is Kernels {
  return 'multiply' in exports && 'countBeyond' in exports;
}

/** Makes the memory at least `bytes` long; views of it that were there before are empty then. */
export function growTo(engine: Engine, bytes: number): void {
  const { memory } = engine;
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) {
    memory.grow(Math.ceil(missing / PAGE_BYTES));
    engines.set(memory.buffer, engine);
  }
}

let lastBuffer: object | null = null;
let lastEngine: Engine | null = null;

/** The engine in whose memory all these arrays stand; null if one of them stands elsewhere: JavaScript does it then. */
export function engineOf(a: Float32Array, b?: ArrayBufferView, c?: ArrayBufferView): Engine | null {
  const { buffer } = a;
  if ((b !== undefined && b.buffer !== buffer) || (c !== undefined && c.buffer !== buffer)) return null;
  if (buffer !== lastBuffer) {
    lastBuffer = buffer;
    lastEngine = engines.get(buffer) ?? null;
  }
  return lastEngine;
}

export function align(address: number): number {
  return Math.ceil(address / 16) * 16;
}

/** Columns of 32 rows that the first-level cache still holds in float64. */
const CHUNK = 128;

/** Columns that the workspace holds in float64 of so many rows, counted up to a multiple of 4; a multiple of 4 as well. */
export function chunkOf({ workBytes }: Engine, rows: number): number {
  return Math.min(CHUNK, Math.max(4, Math.floor(workBytes / (128 * Math.ceil(rows / 4))) * 4));
}
