/** Moments of s = softmax(z) over n independent logits z ~ N(0, variance). */
export interface SoftmaxMoments {
  /** E[s^2]. */
  readonly second: number;
  /** E[s^4]. */
  readonly fourth: number;
  /** Factor on the second moment of an i.i.d. gradient: E[(s (c - s.c))^2] for c ~ N(0, 1), averaged over classes. */
  readonly backward: number;
}

/**
 * With D = sum e^z, 1 / D^k = integral of t^(k-1) e^(-t D) / (k-1)! dt, so that the logits part:
 * E[s^k] = integral of t^(k-1) / (k-1)! A_k(t) A_0(t)^(n-1) dt, A_k(t) = E[e^(kz) e^(-t e^z)]. Exact for any n.
 * Both integrals, over u = ln t and over z, are sums on lattices that fit one another: the trapezoidal rule, which
 * converges exponentially for functions as smooth as these (Trefethen & Weideman 2014).
 */
export function softmaxMoments(n: number, variance: number): SoftmaxMoments {
  if (n <= 1) return { second: 1, fourth: 1, backward: 0 };
  const deviation = Math.min(MAX_DEVIATION, Math.sqrt(Math.max(0, variance)));
  let second = 0;
  let third = 0;
  let fourth = 0;
  let mixed = 0;
  // In u = ln t the integrand lives between the inverses of the largest sum and of the smallest logit that may lead.
  const reach = 8 + 6 * deviation;
  const steps = Math.ceil((2 * reach + Math.log(n)) * STEPS_PER_UNIT);
  const first = -Math.ceil((Math.log(n) + reach) * STEPS_PER_UNIT);
  const moments = laplaceMoments(deviation);
  const at = new LaplaceMoments();
  for (let i = 0; i <= steps; i++) {
    moments(first + i, at);
    const { a0, a2, a3, a4 } = at;
    const others = a0 ** (n - 1);
    const own = a2 * others;
    const pair = (a2 * a2 * a0 ** (n - 2)) / 6;
    second += own;
    third += (a3 * others) / 2;
    fourth += (a4 * others) / 6;
    mixed += pair;
    // Every term is log-concave in u, as a product of convolutions of log-concave functions: behind its peak it only falls.
    if (own < LEAST_SHARE * second && pair < LEAST_SHARE * mixed && a4 * others < LEAST_SHARE * fourth) break;
  }
  // E[s_i^2 (1 - 2 s_i + sum_j s_j^2)]
  const backward = second - 2 * third + fourth + (n - 1) * mixed;
  return {
    second: second / STEPS_PER_UNIT,
    fourth: fourth / STEPS_PER_UNIT,
    backward: Math.max(0, backward) / STEPS_PER_UNIT,
  };
}

/** Of a softmax in which one logit leads. */
export interface LeaderMoments {
  /** E[s^2] and E[s^3] of the leader's share. */
  readonly leader: number;
  readonly leaderCubed: number;
  /** The same of all others' shares, added up. */
  readonly others: number;
  readonly othersCubed: number;
}

/**
 * One fixed logit beside n independent ones z ~ N(0, variance); the integrals of `softmaxMoments` with its e^(-t e^lead).
 * @param lead of the fixed logit over the others' mean.
 */
export function leaderMoments(n: number, lead: number, variance: number): LeaderMoments {
  const deviation = Math.min(MAX_DEVIATION, Math.sqrt(Math.max(0, variance)));
  // Beyond this nothing is left for the others: their sum is e^(lead of the largest of them).
  const largest = deviation * Math.sqrt(2 * Math.log(n + 1)) + 3 * deviation;
  if (n < 1 || lead > largest + MOST_LEAD) return { leader: 1, leaderCubed: 1, others: 0, othersCubed: 0 };
  const reach = 8 + 6 * deviation;
  const first = -Math.ceil(Math.max(Math.log(n) + reach, lead + 8) * STEPS_PER_UNIT);
  const last = Math.ceil(reach * STEPS_PER_UNIT);
  const moments = laplaceMoments(deviation);
  const at = new LaplaceMoments();
  let [leader, leaderCubed, others, othersCubed] = [0, 0, 0, 0];
  for (let step = first; step <= last; step++) {
    moments(step, at);
    const { a0, a2, a3 } = at;
    // x = t e^lead, as t e^z for the others.
    const x = Math.exp(Math.min(700, step / STEPS_PER_UNIT + lead));
    const fixed = Math.exp(-x);
    leader += x ** 2 * fixed * a0 ** n;
    leaderCubed += (x ** 3 * fixed * a0 ** n) / 2;
    others += n * a2 * fixed * a0 ** (n - 1);
    othersCubed += (n * a3 * fixed * a0 ** (n - 1)) / 2;
  }
  return {
    leader: leader / STEPS_PER_UNIT,
    leaderCubed: leaderCubed / STEPS_PER_UNIT,
    others: others / STEPS_PER_UNIT,
    othersCubed: othersCubed / STEPS_PER_UNIT,
  };
}

/** e^-30 is nothing beside 1. */
const MOST_LEAD = 30;

/** t^k A_k(t) for k = 0, 2, 3, 4: one object is filled over and over, as hundreds are asked for. */
class LaplaceMoments {
  a0 = 0;
  a2 = 0;
  a3 = 0;
  a4 = 0;

  fill(a0: number, a2: number, a3: number, a4: number): void {
    this.a0 = a0;
    this.a2 = a2;
    this.a3 = a3;
    this.a4 = a4;
  }
}

/** The moments for t = e^u, as a function of u in steps: sums of x^k e^-x, x = e^(z + u), over z. */
function laplaceMoments(deviation: number): (step: number, into: LaplaceMoments) => void {
  // A power of two, so that there are few tables.
  const fineness = 2 ** Math.max(0, Math.ceil(-Math.log2(STEPS_PER_UNIT * COARSEST * deviation)));
  if (fineness > MOST_FINE) return atPoint;
  const perUnit = STEPS_PER_UNIT * fineness;
  const { weights, below } = normalLattice(deviation * perUnit);
  const half = (weights.length - 1) / 2;
  const { from, powers } = exponentials(fineness);
  const [p0, p2, p3, p4] = powers;
  const size = p0.length;
  return (step, into) => {
    // Of the lattice's point z the sum z + u is point z + offset of the table.
    const offset = step * fineness - half - from;
    const start = Math.max(0, -offset);
    const end = Math.min(weights.length, size - offset);
    // Below the table e^-x is 1, and x^k nothing; above it e^-x is nothing.
    let a0 = below[Math.min(start, weights.length)] ?? 0;
    let a2 = 0;
    let a3 = 0;
    let a4 = 0;
    for (let i = start; i < end; i++) {
      const weight = weights[i] ?? 0;
      const at = i + offset;
      a0 += weight * (p0[at] ?? 0);
      a2 += weight * (p2[at] ?? 0);
      a3 += weight * (p3[at] ?? 0);
      a4 += weight * (p4[at] ?? 0);
    }
    into.fill(a0, a2, a3, a4);
  };
}

/** Logits that are all alike. */
function atPoint(step: number, into: LaplaceMoments): void {
  const x = Math.exp(step / STEPS_PER_UNIT);
  const e = Math.exp(-x);
  if (x > 700) into.fill(0, 0, 0, 0);
  else into.fill(e, e * x ** 2, e * x ** 3, e * x ** 4);
}

/** Weights of whole numbers under a normal density of mean 0, summing to 1, and the sum of those before each. */
function normalLattice(deviation: number): { weights: Float64Array; below: Float64Array } {
  const half = Math.ceil(REACH * deviation);
  const weights = new Float64Array(2 * half + 1);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = Math.exp(-(((i - half) / deviation) ** 2) / 2);
    weights[i] = weight;
    sum += weight;
  }
  const below = new Float64Array(weights.length + 1);
  for (let i = 0; i < weights.length; i++) {
    weights[i] = (weights[i] ?? 0) / sum;
    below[i + 1] = (below[i] ?? 0) + (weights[i] ?? 0);
  }
  return { weights, below };
}

interface Exponentials {
  /** The first point, in steps of the lattice. */
  readonly from: number;
  /** x^k e^-x for k = 0, 2, 3, 4 and x = e^v, v on the lattice. */
  readonly powers: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
}

const tables = new Map<number, Exponentials>();

/** One table for each fineness, made when it is first needed. */
function exponentials(fineness: number): Exponentials {
  const known = tables.get(fineness);
  if (known !== undefined) return known;
  const perUnit = STEPS_PER_UNIT * fineness;
  const from = Math.floor(LOWEST * perUnit);
  const length = Math.ceil(HIGHEST * perUnit) - from;
  const table = (power: number) =>
    Float64Array.from({ length }, (_, i) => {
      const v = (from + i) / perUnit;
      return Math.exp(power * v - Math.exp(v));
    });
  const made: Exponentials = { from, powers: [table(0), table(2), table(3), table(4)] };
  tables.set(fineness, made);
  return made;
}

/** Terms below this share of their sum change no digit of it. */
const LEAST_SHARE = 1e-18;

/** In u: a bump a few units wide. */
const STEPS_PER_UNIT = 4;

/** Steps in z are at most this many standard deviations: a sum over the density is then exact to 1e-15. */
const COARSEST = 0.7;

/** Narrower distributions, below 0.004, are points: the difference is below 1e-4. */
const MOST_FINE = 64;

/** Standard deviations beyond which nothing is summed. */
const REACH = 9;

/** e^-x is 1 for x = e^v below the one, and 0 above the other. */
const LOWEST = -37;
const HIGHEST = 6.7;

/** Beyond this the largest logit takes all. */
const MAX_DEVIATION = 50;
