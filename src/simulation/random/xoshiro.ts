import { createZiggurat } from './ziggurat.ts';

const { widths: WIDTHS, ratio: RATIO, density: DENSITY, tailStart: TAIL_START } = createZiggurat();

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
  /** Four words, which the compiled kernels take over and give back. */
  readonly state: Int32Array;

  /** @param seed four words, not all zero. */
  constructor(seed: readonly [number, number, number, number]) {
    this.state = Int32Array.from(seed);
  }

  bits(): number {
    const { state } = this;
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

  /** Standard normal by the ziggurat with 128 layers, index and position from separate draws (Doornik 2005). */
  normal(): number {
    for (;;) {
      const position = 2 * this.uniform() - 1;
      const layer = this.bits() & 127;
      if (Math.abs(position) < (RATIO[layer] ?? 0)) return position * (WIDTHS[layer] ?? 0);
      if (layer === 0) return this.#tail(position < 0);
      const x = position * (WIDTHS[layer] ?? 0);
      const [low, high] = [DENSITY[layer] ?? 0, DENSITY[layer + 1] ?? 0];
      if (high + this.uniform() * (low - high) < Math.exp(-0.5 * x * x)) return x;
    }
  }

  /** Beyond the ziggurat (Marsaglia 1964). */
  #tail(negative: boolean): number {
    let x = 0;
    let y = 0;
    do {
      x = Math.log(this.uniform()) / TAIL_START;
      y = Math.log(this.uniform());
    } while (-2 * y < x * x);
    return negative ? x - TAIL_START : TAIL_START - x;
  }
}
