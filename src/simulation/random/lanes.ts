/** Generators side by side. */
const LANES = 4;

/** Words that are made at once. */
export const GROUP = 8;

/** Four xoshiro128** 1.1 generators that give words in turn: what compiled kernels make at once. */
export class Lanes {
  /** The first words of all lanes, their second ones, third and fourth; the compiled kernels take it over and give it back. */
  readonly state: Int32Array;
  readonly #words = new Int32Array(GROUP);

  /** @param word a random one: sixteen of them make the lanes' states. */
  constructor(word: () => number) {
    this.state = Int32Array.from({ length: 4 * LANES }, word);
  }

  /** The next eight words; the same array each time. */
  next(): Int32Array {
    for (let i = 0; i < GROUP; i++) this.#words[i] = this.#step(i % LANES);
    return this.#words;
  }

  #step(lane: number): number {
    const { state } = this;
    const s0 = state[lane] ?? 0;
    let s1 = state[LANES + lane] ?? 0;
    let s2 = state[2 * LANES + lane] ?? 0;
    let s3 = state[3 * LANES + lane] ?? 0;
    const five = Math.imul(s1, 5);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    state[lane] = s0 ^ s3;
    state[LANES + lane] = s1;
    state[2 * LANES + lane] = s2 ^ shifted;
    state[3 * LANES + lane] = (s3 << 11) | (s3 >>> 21);
    return Math.imul((five << 7) | (five >>> 25), 9);
  }
}
