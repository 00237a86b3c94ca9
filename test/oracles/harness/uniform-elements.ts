import { fillUniform } from '../../../src/simulation/random/elements.ts';
import type { RandomSource } from '../../../src/simulation/random/xoshiro.ts';

/** What a weight that is uniform between -1 and 1 gets from a generator. */
export function uniformElements(length: number, generator: RandomSource): Float32Array {
  const elements = new Float32Array(length);
  fillUniform(elements, -1, 1, generator);
  return elements;
}
