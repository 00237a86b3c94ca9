import { createEngine, type Engine, growTo } from '../kernels/engine.ts';
import { Allocator, bytesOf, type Layout } from './layout.ts';

/** Who computes on arrays in that memory. */
export type Kernels = 'wasm' | 'javascript';

/** Memory for one network; to be given back when its run has ended, in whatever way. */
export interface Lease {
  readonly memory: Allocator;
  readonly kernels: Kernels;
  release(): void;
}

/** Where networks get their memory from. */
export type MemorySource = (layout: Layout) => Lease;

/** At most this much stays reserved while nothing runs. */
const KEPT_BYTES = 2 ** 28;

/**
 * Engines that no run uses. One is enough: runs overlap only while a cancelled one ends. Its memory serves run after
 * run, since linear memories are slow to make, are freed only by the garbage collector, and never shrink.
 */
let idle: Engine | null = null;

/** The memory of compiled kernels, or plain memory where there are none. */
export const compiledMemory: MemorySource = (layout) => {
  const engine = idle ?? createEngine();
  idle = null;
  if (engine === null) return plainMemory(layout);
  try {
    growTo(engine, engine.free + bytesOf(layout));
  } catch (error) {
    // A browser may refuse a large linear memory where it still has an ordinary one.
    if (!(error instanceof RangeError)) throw error;
    return plainMemory(layout);
  }
  let isHeld = true;
  return {
    memory: new Allocator(engine.memory.buffer, engine.free, layout),
    kernels: 'wasm',
    release() {
      if (isHeld && idle === null && engine.memory.buffer.byteLength <= KEPT_BYTES) idle = engine;
      isHeld = false;
    },
  };
};

/** Plain JavaScript's memory: the same numbers to float32 rounding, more slowly. */
export const plainMemory: MemorySource = (layout) => ({
  memory: new Allocator(new ArrayBuffer(bytesOf(layout)), 0, layout),
  kernels: 'javascript',
  release() {},
});
