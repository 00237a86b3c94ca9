import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import type { ModelGraph } from '../../src/model/graph.ts';
import { streamFor } from '../../src/simulation/random/streams.ts';
import { simulate } from '../../src/simulation/simulate.ts';
import { parseFromWorker, type ToWorker } from '../../webview/worker/messages.ts';
import { LARGEST } from './models.ts';

const BATCH = 32;

/** Of which the quickest counts for a slice, since what else the machine does only makes one longer. */
const RUNS = 3;

/** Cancels of each model, at moments between its start and this. */
const CANCELS = 25;
const LATEST_MS = 1500;

/** How long the longest slice of each of the largest models takes, and until the panel's worker has heard a cancel. */
export async function benchmarkCancel(print: (line: string) => void): Promise<void> {
  for (const [name, graph] of LARGEST) {
    const made = graph();
    const longest = Array.from({ length: RUNS }, () => longestSlice(made));
    const least = (of: (slice: Slice) => number) => Math.min(...longest.map(of)).toFixed(1);
    const heard = (await timesToHear(made)).sort((a, b) => a - b);
    const share = (part: number) => (heard[Math.ceil(part * heard.length) - 1] ?? Number.NaN).toFixed(1);
    print(
      `${name}, batch ${BATCH}: longest slice ${least(({ elapsed }) => elapsed)} ms, ` +
        `${least(({ processor }) => processor)} ms of the processor; ` +
        `a cancel is heard after ${share(0.5)} ms (median), ${share(0.9)} ms (nine of ten), ${share(1)} ms (all)`,
    );
  }
}

/** Milliseconds by the clock, and of the processor: where others use the machine too they differ. */
interface Slice {
  readonly elapsed: number;
  readonly processor: number;
}

/** The most of both in one draw, its preparation included. */
function longestSlice(graph: ModelGraph): Slice {
  const run = simulate(graph, { seeds: 1, seed: 1, batch: BATCH, input: 'normal' });
  let [elapsed, processor] = [0, 0];
  for (;;) {
    const start = performance.now();
    const used = process.cpuUsage();
    const step = run.next();
    processor = Math.max(processor, process.cpuUsage(used).user / 1000);
    elapsed = Math.max(elapsed, performance.now() - start);
    if (step.done === true) return { elapsed, processor };
  }
}

/** Milliseconds from a cancel to the worker's answer. */
async function timesToHear(graph: ModelGraph): Promise<number[]> {
  const worker = new Worker(workerScript(), { eval: true });
  const moments = streamFor('cancel');
  const times: number[] = [];
  try {
    for (let id = 0; id < CANCELS; id++) {
      const ended = endOf(worker, id);
      const post = (message: ToWorker) => worker.postMessage(message);
      post({ type: 'run', id, graph, options: { seeds: 64, seed: id, batch: BATCH, input: 'normal' } });
      await new Promise((resolve) => setTimeout(resolve, LATEST_MS * moments.uniform()));
      const start = performance.now();
      post({ type: 'cancel', id });
      if ((await ended) === 'cancelled') times.push(performance.now() - start);
    }
  } finally {
    await worker.terminate();
  }
  return times;
}

function endOf(worker: Worker, id: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const hear = (value: unknown) => {
      const message = parseFromWorker(value);
      if (message === null || message.id !== id || message.type === 'progress') return;
      worker.off('message', hear);
      if (message.type === 'failed') reject(new Error(message.message));
      else resolve(message.type);
    };
    worker.on('message', hear);
  });
}

/** The panel's own worker, with the two functions that a browser's worker has and Node's has elsewhere. */
function workerScript(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, '../../webview/worker/main.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  });
  const browser = `const { parentPort } = require('node:worker_threads');
    globalThis.addEventListener = (_type, hear) => parentPort.on('message', (data) => hear({ data }));
    globalThis.postMessage = (message) => parentPort.postMessage(message);\n`;
  return browser + (outputFiles[0]?.text ?? '');
}
