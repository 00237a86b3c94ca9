import type { RandomSource } from '../../../src/simulation/random/xoshiro.ts';

/**
 * Runs work, which must not wait for anything, with `Math.random` replaced: TensorFlow.js draws dropout's masks from
 * there, and a seed of their own would give the same mask at every step.
 */
export function withRandom<T>(source: RandomSource, work: () => T): T {
  const own = Math.random;
  Math.random = () => source.uniform();
  try {
    return work();
  } finally {
    Math.random = own;
  }
}
