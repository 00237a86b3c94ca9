import { normalsFromWords } from './box-muller.ts';
import { GROUP, Lanes } from './lanes.ts';

const TO_UNIT = 2 ** -32;

/** Where random numbers come from. */
export interface RandomSource {
  /** 32 random bits as an unsigned integer. */
  bits(): number;
  /** In (0, 1), never an end of it. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

/** Uniform and normal numbers from xoshiro128** 1.1 (Blackman & Vigna 2018, arXiv 1805.01407): 32-bit arithmetic, period 2^128 - 1. */
export class Xoshiro implements RandomSource {
  readonly #state: Int32Array;
  #lanes: Lanes | null = null;
  readonly #normals = new Float32Array(GROUP);
  /** How many of `#normals` are used up. */
  #taken = GROUP;

  /** @param seed four words, not all zero. */
  constructor(seed: readonly [number, number, number, number]) {
    this.#state = Int32Array.from(seed);
  }

  bits(): number {
    const state = this.#state;
    const s0 = state[0] ?? 0;
    let s1 = state[1] ?? 0;
    let s2 = state[2] ?? 0;
    let s3 = state[3] ?? 0;
    const five = Math.imul(s1, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    state[0] = s0 ^ s3;
    state[1] = s1;
    state[2] = s2 ^ shifted;
    state[3] = (s3 << 11) | (s3 >>> 21);
    return result >>> 0;
  }

  uniform(): number {
    return (this.bits() + 0.5) * TO_UNIT;
  }

  /** Rounded to float32, from the lanes. */
  normal(): number {
    if (this.#taken === GROUP) {
      normalsFromWords(this.lanes.next(), this.#normals, 0, 0, 1);
      this.#taken = 0;
    }
    return this.#normals[this.#taken++] ?? 0;
  }

  /** For whole arrays; their first state is the next words of this generator. */
  get lanes(): Lanes {
    this.#lanes ??= new Lanes(() => this.bits());
    return this.#lanes;
  }
}
