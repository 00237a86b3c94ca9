import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import type * as Lease from '../../../../src/simulation/memory/lease.ts';
import type * as Simulate from '../../../../src/simulation/simulate.ts';
import { countingOperators } from './count-operators.ts';
import { kernelTime, MOVED, OPERATOR } from './slow-machine.ts';

const ROOT = join(__dirname, '../../../..');

type Simulation = Pick<typeof Simulate, 'simulate'> & Pick<typeof Lease, 'compiledMemory' | 'plainMemory'>;

/** What is executed: operators of JavaScript, and nanoseconds of a slow machine in compiled kernels and moved elements. */
interface Counter {
  operators: number;
  nanoseconds: number;
}

/** Milliseconds of a slow machine: the most between two pauses, and all. */
export interface CountedRun {
  readonly longest: number;
  readonly total: number;
}

/** The simulation's own code, with its work counted as it runs. */
export class CountedSimulation {
  readonly #counter: Counter = { operators: 0, nanoseconds: 0 };
  readonly #code: Simulation;

  constructor() {
    const { outputFiles } = buildSync({
      stdin: {
        contents: `export { simulate } from './src/simulation/simulate.ts';
          export { compiledMemory, plainMemory } from './src/simulation/memory/lease.ts';`,
        resolveDir: ROOT,
      },
      bundle: true,
      format: 'cjs',
      target: 'es2022',
      write: false,
    });
    const script = countingOperators(outputFiles[0]?.text ?? '', 'counter');
    const module: { exports: Partial<Simulation> } = { exports: {} };
    new Function('module', 'counter', 'globalThis', script)(module, this.#counter, {
      WebAssembly: countedWebAssembly(this.#counter),
    });
    const { simulate, compiledMemory, plainMemory } = module.exports;
    if (simulate === undefined || compiledMemory === undefined || plainMemory === undefined) {
      throw new TypeError('The simulation was not bundled as a whole.');
    }
    this.#code = { simulate, compiledMemory, plainMemory };
  }

  /** Runs one draw. */
  run(graph: ModelGraph, batch: number, kernels: 'compiled' | 'plain'): CountedRun {
    const { simulate, compiledMemory, plainMemory } = this.#code;
    const source = kernels === 'compiled' ? compiledMemory : plainMemory;
    const stop = countMoves(this.#counter);
    try {
      const run = simulate(graph, { seeds: 1, seed: 1, batch, input: 'normal' }, { source });
      for (let [longest, total] = [0, 0]; ; ) {
        const step = run.next();
        const taken = this.#taken();
        longest = Math.max(longest, taken);
        total += taken;
        if (step.done === true) return { longest, total };
      }
    } finally {
      stop();
    }
  }

  #taken(): number {
    const counter = this.#counter;
    const milliseconds = (counter.operators * OPERATOR + counter.nanoseconds) / 1e6;
    counter.operators = 0;
    counter.nanoseconds = 0;
    return milliseconds;
  }
}

/** WebAssembly whose instances count the calls of what they export. */
function countedWebAssembly(counter: Counter) {
  const { Memory, Module } = WebAssembly;
  class Instance {
    readonly exports: Readonly<Record<string, unknown>>;

    constructor(module: WebAssembly.Module, imports: WebAssembly.Imports) {
      const { exports } = new WebAssembly.Instance(module, imports);
      this.exports = Object.fromEntries(
        Object.entries(exports).map(([name, kernel]) => [
          name,
          typeof kernel !== 'function'
            ? kernel
            : (...args: readonly number[]): unknown => {
                counter.nanoseconds += kernelTime(name, args);
                return kernel(...args);
              },
        ]),
      );
    }
  }
  return { Memory, Module, Instance };
}

/** Counts elements that arrays move by themselves, until what is returned is called. */
function countMoves(counter: Counter): () => void {
  const prototype: Float32Array = Object.getPrototypeOf(Float32Array.prototype);
  const { set, fill } = prototype;
  prototype.set = function (this: Float32Array, source: ArrayLike<number>, offset?: number): void {
    counter.nanoseconds += MOVED * source.length;
    set.call(this, source, offset);
  };
  prototype.fill = function (this: Float32Array, value: number, start = 0, end = this.length) {
    counter.nanoseconds += MOVED * (end - start);
    return fill.call(this, value, start, end);
  };
  return () => {
    prototype.set = set;
    prototype.fill = fill;
  };
}
