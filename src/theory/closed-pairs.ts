/** E[h(u) h(v)] for u and v of mean 0, one variance and a correlation. */
export type CentredPair = (variance: number, correlation: number) => number;

/** f, f', f^2 and f'^2 of f(x) = x for x > 0, slope x below. */
export interface LeakyPairs {
  readonly value: CentredPair;
  readonly slope: CentredPair;
  readonly valueSquare: CentredPair;
  readonly slopeSquare: CentredPair;
}

/**
 * The arc-cosine kernels (Cho & Saul 2009, section 2), for any slope below 0: f is half odd and half even, and so are f'
 * and the squares, whose products with a sign have the expectations below.
 */
export function leakyPairs(slope: number): LeakyPairs {
  const [odd, even] = [(1 + slope) / 2, (1 - slope) / 2];
  const [squareEven, squareOdd] = [(1 + slope ** 2) / 2, (1 - slope ** 2) / 2];
  return {
    value: (variance, c) => variance * (odd ** 2 * c + even ** 2 * magnitudes(c)),
    slope: (_, c) => odd ** 2 + even ** 2 * signs(c),
    valueSquare: (variance, c) =>
      variance ** 2 * (squareEven ** 2 * (1 + 2 * c * c) + squareOdd ** 2 * signedSquares(c)),
    slopeSquare: (_, c) => squareEven ** 2 + squareOdd ** 2 * signs(c),
  };
}

/** E[sgn u sgn v]. */
function signs(c: number): number {
  return (2 / Math.PI) * Math.asin(c);
}

/** E[|u v|] of unit variance. */
function magnitudes(c: number): number {
  return (2 / Math.PI) * (Math.sqrt(1 - c * c) + c * Math.asin(c));
}

/** E[u^2 v^2 sgn u sgn v] of unit variance. */
function signedSquares(c: number): number {
  return (2 / Math.PI) * ((1 + 2 * c * c) * Math.asin(c) + 3 * c * Math.sqrt(1 - c * c));
}
