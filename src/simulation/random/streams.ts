import { Xoshiro } from './xoshiro.ts';

/**
 * A generator of its own for every use, so that a change in one layer leaves all others' draws as they were.
 * @param keys what the numbers are for: run seed, draw, layer, role. The same keys give the same numbers.
 */
export function streamFor(...keys: readonly (number | string)[]): Xoshiro {
  let hash = 0x9e3779b9;
  for (const key of keys) hash = absorb(hash, key);
  const words: [number, number, number, number] = [0, 0, 0, 0];
  for (let i = 0; i < words.length; i++) {
    hash = (hash + 0x9e3779b9) | 0;
    words[i] = scramble(hash);
  }
  // xoshiro stays at zero for ever if it starts there.
  if (words.every((word) => word === 0)) words[0] = 1;
  return new Xoshiro(words);
}

/** Text by its code units, numbers by both halves of their double, each kind marked so that '1' is not 1. */
function absorb(hash: number, key: number | string): number {
  if (typeof key === 'number') {
    const halves = new Int32Array(Float64Array.of(key).buffer);
    return scramble(scramble(hash ^ (halves[0] ?? 0)) ^ (halves[1] ?? 0) ^ 1);
  }
  let result = scramble(hash ^ key.length ^ 2);
  for (let i = 0; i < key.length; i++) result = scramble(result ^ key.charCodeAt(i));
  return result;
}

/** A bijection of 32 bits in which every input bit reaches every output bit (MurmurHash3's finaliser). */
function scramble(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) + 0x6d2b79f5;
}
