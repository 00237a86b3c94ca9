/**
 * Eight normal numbers from eight random words (Box & Muller 1958): sqrt(-2 ln u) times sine and cosine of an angle, u in
 * steps of 2^-31 from 2^-32 on, so that |z| stays below 6.7 (of 10^10 numbers one would not). Nothing of it depends on data,
 * which makes it three times as fast in vectors as a ziggurat.
 *
 * Everything is float32, rounded after each operation, so that plain JavaScript and the compiled kernel give the same bits:
 * the functions are polynomials (Chebyshev interpolation; errors below 3e-6 of the radius's square and 2e-6 of sine and cosine,
 * far below what a simulation's draws can tell), summed by halves as the kernel does.
 */

const { fround } = Math;

const UNIT = 2 ** -31;
const HALF_STEP = 2 ** -32;
/** A signed word in steps of this is an angle within +-pi/4. */
const EIGHTH_TURN = fround((Math.PI / 4) * UNIT);

/** -2 ln(1 + f) / f from its constant on, for 1 + f in [sqrt(1/2), sqrt 2), and -2 ln 2. */
const [L0, L1, L2, L3, L4, L5, L6] = [
  -2.000002145767212, 1.000017523765564, -0.6662712693214417, 0.4984067380428314, -0.4105088710784912,
  0.37147679924964905, -0.23315612971782684,
] as const;
const MINUS_TWO_LN_2 = fround(-2 * Math.LN2);
const ROOT_HALF_BITS = 0x3f3504f3;

/** sin x / x and cos x of x^2, for x within +-pi/4. */
const [S0, S1, S2] = [0.9999985694885254, -0.16662472486495972, 0.008151506073772907] as const;
const [C1, C2, C3] = [-0.4999985694885254, 0.04165501520037651, -0.0013585779815912247] as const;

const bits = new Int32Array(1);
const number = new Float32Array(bits.buffer);

/**
 * @param words eight, uniform. @param target gets eight of mean + stddev z from index `at` on. @param mean and `stddev` as float32.
 */
export function normalsFromWords(
  words: Int32Array,
  target: Float32Array,
  at: number,
  mean: number,
  stddev: number,
): void {
  for (let i = 0; i < 4; i++) {
    const radius = fround(stddev * radiusOf(words[i] ?? 0));
    const angle = words[i + 4] ?? 0;
    const turn = fround(fround(angle << 2) * EIGHTH_TURN);
    const square = fround(turn * turn);
    const sine = fround(radius * fround(turn * multiplyAdd(multiplyAdd(S2, square, S1), square, S0)));
    const cosine = fround(radius * multiplyAdd(multiplyAdd(multiplyAdd(C3, square, C2), square, C1), square, 1));
    // The angle's first bit exchanges the two, its second turns both signs: the whole circle.
    const [first, second] = angle < 0 ? [cosine, sine] : [sine, cosine];
    const sign = angle << 1 < 0 ? -1 : 1;
    target[at + i] = mean + sign * first;
    target[at + i + 4] = mean + sign * second;
  }
}

/** sqrt(-2 ln u), u from a word's upper 31 bits. */
function radiusOf(word: number): number {
  number[0] = fround(fround(word >>> 1) * UNIT) + HALF_STEP;
  const written = bits[0] ?? 0;
  const exponent = (written - ROOT_HALF_BITS) >> 23;
  bits[0] = written - (exponent << 23);
  const f = fround((number[0] ?? 0) - 1);
  const f2 = fround(f * f);
  const low = multiplyAdd(multiplyAdd(L3, f, L2), f2, multiplyAdd(L1, f, L0));
  const high = multiplyAdd(L6, f2, multiplyAdd(L5, f, L4));
  const p = multiplyAdd(high, fround(f2 * f2), low);
  return fround(Math.sqrt(multiplyAdd(f, p, fround(exponent * MINUS_TWO_LN_2))));
}

/** a b + c, rounded twice. */
function multiplyAdd(a: number, b: number, c: number): number {
  return fround(fround(a * b) + c);
}
