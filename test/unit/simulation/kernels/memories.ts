import { compiledMemory, type MemorySource, plainMemory } from '../../../../src/simulation/memory/lease.ts';
import type { Memory } from '../../../../src/simulation/memory/memory.ts';
import { finished } from '../../../../src/simulation/slices.ts';

/** Both kinds of memory: what stands in them decides who computes. */
export const SOURCES: readonly (readonly [name: string, source: MemorySource])[] = [
  ['compiled kernels', compiledMemory],
  ['plain JavaScript', plainMemory],
];

const MEGABYTE = 2 ** 20;

/** Memory for some arrays; released when `use` has returned. */
export function withMemory<T>(source: MemorySource, use: (memory: Memory) => T): T {
  const lease = source({ kept: 8 * MEGABYTE, scratch: MEGABYTE, gradients: 0 });
  try {
    return use({ ...lease.memory.forLayer(), prepare: (work) => finished(work()) });
  } finally {
    lease.release();
  }
}
