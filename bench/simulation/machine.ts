import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiledMemory } from '../../src/simulation/memory/lease.ts';
import { fillNormal } from '../../src/simulation/random/elements.ts';
import { streamFor } from '../../src/simulation/random/streams.ts';
import { bestOf } from './timing.ts';

/** What this machine does at best, measured in the same run. */
export interface Machine {
  /** float32 multiplications and additions a second, in WebAssembly's vectors of four. */
  readonly flops: number;
  /** Bytes a second copied in memory, reading and writing counted. */
  readonly bytes: number;
  /** Normal numbers a second. */
  readonly normals: number;
}

/** What a report cannot do without, of each kind. */
export interface Needs {
  readonly flops: number;
  readonly bytes: number;
  readonly normals: number;
}

/** Seconds below which this machine cannot do it: arithmetic and memory may overlap, drawing may not. */
export function lowerBound({ flops, bytes, normals }: Needs, machine: Machine): number {
  return Math.max(flops / machine.flops, bytes / machine.bytes) + normals / machine.normals;
}

export async function measureMachine(): Promise<Machine> {
  return { flops: await peakFlops(), bytes: copiedBytes(), normals: normalNumbers() };
}

async function peakFlops(): Promise<number> {
  const builder: { compile(source: string): Promise<Uint8Array<ArrayBuffer>> } = await import(
    pathToFileURL(join(__dirname, '../../scripts/build/kernels.mjs')).href
  );
  const binary = await builder.compile('bench/simulation/assembly/peak.ts');
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  const { peak } = exports;
  if (typeof peak !== 'function') throw new TypeError('The benchmark of the machine has no kernel.');
  // V8 compiles what is called often anew, and better, on another thread, and takes it up between two turns.
  const times = 2e5;
  let best = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 40; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    best = Math.min(
      best,
      bestOf(3, () => peak(times, 1024)),
    );
  }
  return (times * 64) / best;
}

function copiedBytes(): number {
  const source = new Float32Array(2 ** 24).fill(1);
  const target = new Float32Array(source.length);
  return (2 * source.byteLength) / bestOf(5, () => target.set(source));
}

function normalNumbers(): number {
  const length = 2 ** 20;
  const lease = compiledMemory({ kept: 4 * length, scratch: 0, gradients: 0 });
  const target = lease.memory.forLayer().float32(length);
  const generator = streamFor('benchmark');
  const seconds = bestOf(5, () => fillNormal(target, 0, 1, generator));
  lease.release();
  return length / seconds;
}
