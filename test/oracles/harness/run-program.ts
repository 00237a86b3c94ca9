import { SourceMap } from 'node:module';
import { compileFunction } from 'node:vm';
import { type Loader, transform } from 'esbuild';
import { ANYTHING } from './anything.ts';
import { type Recording, record } from './recorder.ts';

/** A source text and what it is to see around it. */
export interface Program {
  readonly text: string;
  readonly loader: Loader;
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
  const { code, map } = await transform(program.text, {
    loader: program.loader,
    format: 'cjs',
    jsx: 'automatic',
    sourcemap: 'external',
    target: 'node20',
  });
  const lines = lineStarts(program.text);
  const entries = new SourceMap(JSON.parse(map));
  const offsetOf = (line: number, column: number): number | null => {
    const entry = entries.findEntry(line - 1, column - 1);
    if (!('originalLine' in entry)) return null;
    return (lines[entry.originalLine] ?? 0) + entry.originalColumn;
  };
  const recording = record(() => callInProgram(offsetOf), program.replaced ?? {});
  const surroundings: Record<string, unknown> = {
    ...Object.fromEntries(PAGE.map((name) => [name, ANYTHING])),
    console: SILENT,
    tf: recording.framework,
    ...program.globals,
  };
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const find = (name: string): unknown =>
    PACKAGE.test(name) ? recording.framework : (program.modules?.[name] ?? ANYTHING);
  const run: unknown = compileFunction(code, ['require', 'module', 'exports'], {
    filename: FILE,
    // A scope around the program's own, where it may declare the same names.
    contextExtensions: [surroundings],
  });
  if (typeof run !== 'function') throw new Error('A compiled program is a function.');
  run(find, module, module.exports);
  await settle();
  return { ...recording, exports: module.exports };
}

const SILENT = { log() {}, info() {}, warn() {}, error() {}, table() {} };

/** Lets what was awaited go on; programs await nothing real. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Offset in the source of the innermost call of the program that is under way. */
function callInProgram(offsetOf: (line: number, column: number) => number | null): number | null {
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
