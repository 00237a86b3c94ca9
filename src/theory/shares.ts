import { scalarFunction } from '../model/activation-function.ts';
import { normalCumulative } from '../model/error-function.ts';
import { COARSE, expectation, gaussianNodes } from './quadrature.ts';
import type { Signal } from './signal.ts';

/** Share of elements that are 0 for every one of `batch` examples: all of them on f's flat zero side. */
export function deadShare(signal: Signal, batch: number): number {
  if (signal.secondMoment === 0) return 1;
  const { law } = signal;
  const f = law === null ? null : scalarFunction(law.activation);
  if (law === null || f === null) return 0;
  const edge = [...f.kinks].reverse().find((kink) => f.value(kink) === 0 && f.value(kink - 1) === 0);
  if (edge === undefined || f.value(edge - 1e6) !== 0) return 0;
  const shared = Math.sqrt(law.variance * law.exampleCorrelation);
  const own = Math.sqrt(law.variance * (1 - law.exampleCorrelation));
  const closed = (centre: number) => (own > 0 ? normalCumulative((edge - centre) / own) : centre <= edge ? 1 : 0);
  if (shared === 0) return closed(law.mean) ** batch;
  const soft = [-3, -1, 0, 1, 3].map((width) => edge + width * own);
  return expectation(gaussianNodes(law.mean, shared, soft, COARSE), (centre) => closed(centre) ** batch);
}

/** Share of elements on the flat parts of a sigmoid-shaped activation, |f'| below 1% of its maximum. */
export function saturatedShare(signal: Signal): number {
  const { law } = signal;
  const f = law === null ? null : scalarFunction(law.activation);
  if (law === null || f === null || f.saturationSlope === null) return 0;
  const edge = saturationEdge(f.derivative, f.saturationSlope);
  const deviation = Math.sqrt(law.variance);
  if (deviation === 0) return Math.abs(law.mean) > edge ? 1 : 0;
  return normalCumulative((-edge - law.mean) / deviation) + normalCumulative((law.mean - edge) / deviation);
}

/** x > 0 with f'(x) = slope, for an even f' that falls away from 0, by bisection. */
function saturationEdge(derivative: (x: number) => number, slope: number): number {
  let low = 0;
  let high = 1;
  while (derivative(high) > slope) high *= 2;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (derivative(middle) > slope) low = middle;
    else high = middle;
  }
  return high;
}
