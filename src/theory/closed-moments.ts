import { normalCumulative, normalDensity } from '../model/error-function.ts';
import type { Moments } from './moments.ts';

/** f(x) = x. */
export function linearMoments(mean: number, deviation: number): Moments {
  const variance = deviation ** 2;
  return {
    mean,
    secondMoment: mean ** 2 + variance,
    fourthMoment: mean ** 4 + 6 * mean ** 2 * variance + 3 * variance ** 2,
    slopeMean: 1,
    slopeSecondMoment: 1,
    slopeFourthMoment: 1,
  };
}

/** Keeps what overflows huge, not infinite. */
const LARGEST_EXPONENT = 300;

/** f(x) = e^x: moments of the log-normal distribution. */
export function exponentialMoments(mean: number, deviation: number): Moments {
  const power = (k: number) => Math.exp(Math.min(LARGEST_EXPONENT, k * mean + (k * deviation) ** 2 / 2));
  return {
    mean: power(1),
    secondMoment: power(2),
    fourthMoment: power(4),
    slopeMean: power(1),
    slopeSecondMoment: power(2),
    slopeFourthMoment: power(4),
  };
}

/** f(x) = x for x > 0, slope x below: the two halves of a truncated normal. */
export function leakyMoments(slope: number, mean: number, deviation: number): Moments {
  const above = halfMoments(mean, deviation);
  const below = halfMoments(-mean, deviation);
  return {
    mean: above.first - slope * below.first,
    secondMoment: above.second + slope ** 2 * below.second,
    fourthMoment: above.fourth + slope ** 4 * below.fourth,
    slopeMean: above.probability + slope * below.probability,
    slopeSecondMoment: above.probability + slope ** 2 * below.probability,
    slopeFourthMoment: above.probability + slope ** 4 * below.probability,
  };
}

/** E[max(x, 0)^k] for k = 0, 1, 2, 4 by partial integration. */
function halfMoments(mean: number, deviation: number) {
  const probability = normalCumulative(mean / deviation);
  const density = normalDensity(mean / deviation);
  const variance = deviation ** 2;
  return {
    probability,
    first: mean * probability + deviation * density,
    second: (mean ** 2 + variance) * probability + mean * deviation * density,
    fourth:
      (mean ** 4 + 6 * mean ** 2 * variance + 3 * variance ** 2) * probability +
      (mean ** 3 + 5 * mean * variance) * deviation * density,
  };
}
