import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isCallable } from '../../host/observed/callbacks.ts';
import { OURS } from '../../host/observed/observe.ts';

/** Megabytes in use after everything that can be freed was. */
export interface Memory {
  /** Of objects and strings. */
  readonly heap: number;
  /** Of what the engine compiled, which becomes more for as long as something runs for the first time, or often enough. */
  readonly code: number;
  /** Of the WebAssembly parser, and of buffers. */
  readonly outside: number;
}

const MB = 2 ** 20;

export function memory(): Memory {
  collectGarbage();
  const spaces = getHeapSpaceStatistics();
  const used = (isMeant: (name: string) => boolean) =>
    spaces.reduce((sum, space) => sum + (isMeant(space.space_name) ? space.space_used_size : 0), 0) / MB;
  return {
    heap: used((name) => !OF_CODE.test(name)),
    code: used((name) => OF_CODE.test(name)),
    outside: process.memoryUsage().external / MB,
  };
}

/** Spaces of the heap with machine code, and with bytecode, which V8 keeps apart as trusted. */
const OF_CODE = /^(?:code|trusted)_/;

/** The host is not started with the flag that offers this, but takes it later as well. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (!isCallable(collect)) throw new Error('This host offers no garbage collection.');
  collect();
  collect();
}

/** Promises of our extension that were rejected with nobody to hear it, and what says that listeners pile up. */
export class Complaints {
  readonly heard: string[] = [];
  readonly #warn = console.warn;
  readonly #onRejection = (reason: unknown) => {
    const stack = reason instanceof Error ? (reason.stack ?? '') : '';
    if (stack.split('\n').some((line) => OURS.test(line.replace(/:\d+:\d+\)?$/, '')))) {
      this.heard.push(`unhandled rejection: ${stack}`);
    }
  };
  readonly #onWarning = (warning: Error) => {
    if (warning.name === 'MaxListenersExceededWarning') this.heard.push(String(warning.stack));
  };

  constructor() {
    process.on('unhandledRejection', this.#onRejection);
    process.on('warning', this.#onWarning);
    console.warn = (...said: unknown[]) => {
      if (said.some((each) => /listener LEAK/i.test(String(each)))) this.heard.push(said.map(String).join(' '));
      this.#warn.apply(console, said);
    };
  }

  dispose(): void {
    process.off('unhandledRejection', this.#onRejection);
    process.off('warning', this.#onWarning);
    console.warn = this.#warn;
  }
}
