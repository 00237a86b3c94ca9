import { COARSE, gaussianNodes } from './quadrature.ts';

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
  const low = -Math.log(n) - reach;
  const steps = Math.ceil((2 * reach + Math.log(n)) * STEPS_PER_UNIT);
  for (let i = 0; i <= steps; i++) {
    const [a0, a2, a3, a4] = laplaceMoments(low + i / STEPS_PER_UNIT, deviation);
    const others = a0 ** (n - 1);
    second += a2 * others;
    third += (a3 * others) / 2;
    fourth += (a4 * others) / 6;
    mixed += (a2 ** 2 * a0 ** (n - 2)) / 6;
  }
  // E[s_i^2 (1 - 2 s_i + sum_j s_j^2)]
  const backward = second - 2 * third + fourth + (n - 1) * mixed;
  return {
    second: second / STEPS_PER_UNIT,
    fourth: fourth / STEPS_PER_UNIT,
    backward: Math.max(0, backward) / STEPS_PER_UNIT,
  };
}

/** t^k A_k(t) for k = 0, 2, 3, 4, t = e^u: (t e^z)^k e^(-t e^z) turns around z = -u, within a few units. */
function laplaceMoments(u: number, deviation: number): readonly [number, number, number, number] {
  const turns = [-6, -3, -1, 0, 1, 2, 4].map((offset) => offset - u);
  const { points, weights } =
    deviation > 0 ? gaussianNodes(0, deviation, turns, COARSE) : { points: [0], weights: [1] };
  let [a0, a2, a3, a4] = [0, 0, 0, 0];
  for (let i = 0; i < points.length; i++) {
    const x = Math.exp(Math.min(LARGEST_EXPONENT, (points[i] ?? 0) + u));
    const weighted = (weights[i] ?? 0) * Math.exp(-x);
    a0 += weighted;
    a2 += weighted * x ** 2;
    a3 += weighted * x ** 3;
    a4 += weighted * x ** 4;
  }
  return [a0, a2, a3, a4];
}

/** The trapezoidal rule on a smooth bump a few units wide. */
const STEPS_PER_UNIT = 6;

/** Beyond this the largest logit takes all. */
const MAX_DEVIATION = 50;

/** e^-x is 0 long before x overflows. */
const LARGEST_EXPONENT = 30;
