import { createAnalyser, type DocumentText } from '../src/analyser.ts';
import type { Language } from '../src/language.ts';
import { SETTINGS } from '../test/builders/analyse.ts';
import { randomFrom } from '../test/builders/random.ts';
import { loadWasm } from '../test/unit/frontends/wasm.ts';
import { jsonFile } from './json-file.ts';
import { percentiles } from './percentiles.ts';
import { scriptFile } from './script-file.ts';

interface Subject {
  readonly name: string;
  readonly language: Language;
  /** Milliseconds that 95 of 100 analyses may take at most. */
  readonly target: number;
  readonly runs: number;
  /** Runs before those that count, until nothing is compiled any more: an editor is open for hours. */
  readonly warmUp: number;
  write(seed: number): string;
}

const SUBJECTS: readonly Subject[] = [
  {
    name: '100 lines, 1 model',
    language: 'typescript',
    target: 5,
    runs: 200,
    warmUp: 2500,
    write: (seed) => scriptFile(100, 1, seed),
  },
  {
    name: '1,000 lines, 5 models',
    language: 'typescript',
    target: 20,
    runs: 100,
    warmUp: 300,
    write: (seed) => scriptFile(1000, 5, seed),
  },
  {
    name: '10,000 lines, 20 models',
    language: 'typescript',
    target: 200,
    runs: 40,
    warmUp: 20,
    write: (seed) => scriptFile(10_000, 20, seed),
  },
  {
    name: 'JSON of 500 layers',
    language: 'json',
    target: 50,
    runs: 60,
    warmUp: 200,
    write: (seed) => jsonFile(500, seed),
  },
];

/**
 * How long a file takes from its text to its findings: read for the first time, and read again after an edit, which an
 * editor asks for after every pause in typing. Percentiles over many runs; the grammars are loaded and the code is warm.
 */
export async function benchmarkReading(): Promise<string> {
  const lines: string[] = [];
  for (const subject of SUBJECTS) {
    const fresh = percentiles(await freshTimes(subject));
    const edited = percentiles(await editTimes(subject));
    const verdict = (p95: number) => (p95 < subject.target ? 'met' : 'missed');
    lines.push(
      `${subject.name}: read at first p50 ${fresh.p50.toFixed(1)} ms, p95 ${fresh.p95.toFixed(1)} ms; ` +
        `after an edit p50 ${edited.p50.toFixed(1)} ms, p95 ${edited.p95.toFixed(1)} ms; ` +
        `target p95 ${subject.target} ms: ${verdict(fresh.p95)} at first, ${verdict(edited.p95)} after an edit`,
    );
  }
  return lines.join('\n');
}

function environment() {
  return { loadWasm, readFile: async () => null, now: () => performance.now() };
}

async function freshTimes({ language, runs, warmUp, write }: Subject): Promise<number[]> {
  const analyser = createAnalyser(environment());
  const times: number[] = [];
  // Other seeds write other files: nothing is kept from one to the next.
  for (let run = -warmUp; run < runs; run++) {
    const document = { uri: `memory:/fresh-${run}`, language, version: 1, text: write(run + warmUp) };
    times.push(await timed(() => analyser.analyse(document, SETTINGS)));
    analyser.close(document.uri);
  }
  analyser.dispose();
  return times.slice(warmUp);
}

/** Digits are replaced by others, here and there: the file stays valid, and what a digit says changes. */
async function editTimes({ language, runs, warmUp, write }: Subject): Promise<number[]> {
  const analyser = createAnalyser(environment());
  const random = randomFrom(1);
  let text = write(0);
  const times: number[] = [];
  for (let run = -warmUp; run < runs; run++) {
    const at = text.indexOf('1', random(text.length - 100));
    if (at !== -1) text = `${text.slice(0, at)}${2 + random(7)}${text.slice(at + 1)}`;
    const document: DocumentText = { uri: 'memory:/edited', language, version: run, text };
    times.push(await timed(() => analyser.analyse(document, SETTINGS)));
  }
  analyser.dispose();
  return times.slice(warmUp);
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
