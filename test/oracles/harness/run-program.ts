import { SourceMap } from 'node:module';
import { compileFunction } from 'node:vm';
import { type Loader, transform } from 'esbuild';
import { ANYTHING } from './anything.ts';
import { type Recording, record } from './recorder.ts';

/** A source text and what it is to see around it. */
export interface Program {
  readonly text: string;
  readonly loader: Loader;
  /** Files beside it, by the name that it imports; written in the same language. */
  readonly files?: Readonly<Record<string, string>>;
  /** What `require` and `import` give, by the name written; what is not here and no package of the framework is anything. */
  readonly modules?: Readonly<Record<string, unknown>>;
  /** Names that are global to it, beside `tf`. */
  readonly globals?: Readonly<Record<string, unknown>>;
  /** Stands in place of functions of the framework. */
  readonly replaced?: Readonly<Record<string, unknown>>;
}

/** What a program made, and what it exports. */
export interface Ran extends Recording {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** The framework's packages, whichever back end they bring. */
const PACKAGE = /^@tensorflow\/tfjs(?:-|$)/;

const FILE = 'program-under-test';

/** Names a page or a server has and this process does not; a program's own come before them. */
const PAGE = ['document', 'window', 'navigator', 'localStorage', 'fetch', 'alert', 'requestAnimationFrame', 'tfvis'];

/**
 * Runs a program under TF.js.
 * @throws what the program throws.
 */
export async function runProgram(program: Program): Promise<Ran> {
  const main = await translated(program.text, program.loader);
  const files = new Map<string, string>();
  for (const [name, text] of Object.entries(program.files ?? {})) {
    files.set(name, (await translated(text, program.loader)).code);
  }
  const recording = record(() => callInProgram(main.offsetOf), program.replaced ?? {});
  const surroundings: Record<string, unknown> = {
    ...Object.fromEntries(PAGE.map((name) => [name, ANYTHING])),
    console: SILENT,
    tf: recording.framework,
    ...program.globals,
  };
  const find = (name: string): unknown => {
    const beside = files.get(name);
    if (beside !== undefined) return runModule(beside, name, surroundings, find);
    return PACKAGE.test(name) ? recording.framework : (program.modules?.[name] ?? ANYTHING);
  };
  const exports = runModule(main.code, FILE, surroundings, find);
  await settle();
  return { ...recording, exports };
}

type Exports = Record<string, unknown>;

function runModule(code: string, filename: string, around: object, find: (name: string) => unknown): Exports {
  // The surroundings are a scope around the program's own, where it may declare the same names.
  const run: unknown = compileFunction(code, ['require', 'module', 'exports'], {
    filename,
    contextExtensions: [around],
  });
  if (typeof run !== 'function') throw new Error('A compiled program is a function.');
  const module: { exports: Exports } = { exports: {} };
  run(find, module, module.exports);
  return module.exports;
}

type OffsetOf = (line: number, column: number) => number | null;

/** JavaScript that runs, and the way back from its lines and columns (from 1) to offsets in the source. */
async function translated(text: string, loader: Loader): Promise<{ code: string; offsetOf: OffsetOf }> {
  const { code, map } = await transform(text, {
    loader,
    format: 'cjs',
    jsx: 'automatic',
    sourcemap: 'external',
    target: 'node20',
  });
  const lines = lineStarts(text);
  const entries = new SourceMap(JSON.parse(map));
  const offsetOf: OffsetOf = (line, column) => {
    const entry = entries.findEntry(line - 1, column - 1);
    return 'originalLine' in entry ? (lines[entry.originalLine] ?? 0) + entry.originalColumn : null;
  };
  return { code, offsetOf };
}

const SILENT = { log() {}, info() {}, warn() {}, error() {}, table() {} };

/** Lets what was awaited go on; programs await nothing real. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Offset in the source of the innermost call of the program that is under way. */
function callInProgram(offsetOf: OffsetOf): number | null {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = 60;
    Error.prepareStackTrace = (_, sites) => sites;
    Error.captureStackTrace(holder, callInProgram);
    const sites: unknown = holder.stack;
    const site = Array.isArray(sites) ? sites.filter(isCallSite).find((one) => one.getFileName() === FILE) : undefined;
    return site === undefined ? null : offsetOf(site.getLineNumber() ?? 1, site.getColumnNumber() ?? 1);
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function isCallSite(value: unknown): value is NodeJS.CallSite {
  return typeof value === 'object' && value !== null && 'getFileName' in value;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
