import { streamFor } from '../../../src/simulation/random/streams.ts';

/** Choices from seeded random numbers: the same keys give the same choices. */
export class Dice {
  readonly #uniform: () => number;

  constructor(...keys: readonly (number | string)[]) {
    const stream = streamFor(...keys);
    this.#uniform = () => stream.uniform();
  }

  chance(probability: number): boolean {
    return this.#uniform() < probability;
  }

  /** From `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.#uniform() * (high - low + 1));
  }

  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.#uniform() * items.length)];
    if (item === undefined) throw new Error('There must be something to pick from.');
    return item;
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, key: this.#uniform() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
}
