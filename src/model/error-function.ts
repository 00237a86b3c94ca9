/** Above this the continued fraction of erfc converges faster than the series of erf. */
const SERIES_LIMIT = 3;
const FRACTION_DEPTH = 40;

/** erf(x) to about 1e-15: the series with positive terms below 3, the continued fraction of erfc above (DLMF 7.6.2, 7.9.2). */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return x;
  if (size > 6) return Math.sign(x);
  if (size > SERIES_LIMIT) return Math.sign(x) * (1 - erfcTail(size));
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** erfc(x) for x > 3 by its continued fraction, evaluated from the far end. */
function erfcTail(x: number): number {
  let fraction = x;
  for (let k = FRACTION_DEPTH; k >= 1; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

/** Density of the standard normal. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Distribution function of the standard normal, relative accuracy kept in the lower tail. */
export function normalCumulative(z: number): number {
  const x = Math.abs(z) * Math.SQRT1_2;
  if (x <= SERIES_LIMIT) return 0.5 * (1 + erf(z * Math.SQRT1_2));
  const tail = x > 27 ? 0 : 0.5 * erfcTail(x);
  return z < 0 ? tail : 1 - tail;
}
