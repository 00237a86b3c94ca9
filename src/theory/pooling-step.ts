import { scalarFunction } from '../model/activation-function.ts';
import { normalCumulative } from '../model/error-function.ts';
import { COARSE, expectation, FINE, gaussianNodes } from './quadrature.ts';
import { averageSpread, copiedSpread, correlation, type Law, mapPairs, type Signal, variance } from './signal.ts';
import type { Step } from './step.ts';

/** Windows of a pooling layer: positions in one (its mean, padding left out), and the number of windows. */
export interface Windows {
  readonly taps: number;
  readonly positions: number;
}

/** Mean over each window; how much of the signal is left depends on how alike its positions are. */
export function averagePoolingStep(input: Signal, windows: Windows, batch: number): Step {
  const { taps, positions } = windows;
  const { pairs } = input;
  const averaged = (same: number, other: number) => (same + (taps - 1) * other) / taps;
  const output: Signal = {
    ...input,
    positions,
    persistence: null,
    spread: averageSpread(input.spread, taps),
    sampling: averageSpread(input.sampling, taps),
    secondMoment: averaged(input.secondMoment, pairs.position),
    pairs: {
      ...pairs,
      example: averaged(pairs.example, pairs.elsewhere),
      unit: averaged(pairs.unit, pairs.both),
    },
    law: null,
  };
  const memberships = (positions * taps) / input.positions;
  const windowMates = input.positions > 1 ? Math.min(1, (taps - 1) / (input.positions - 1)) : 0;
  return {
    output,
    approximations: [],
    backward: (gradient) => {
      const single = gradient.secondMoment / taps ** 2;
      const crossed = gradient.position / taps ** 2;
      return [
        {
          ...gradient,
          example: (memberships ** 2 * gradient.example) / taps ** 2,
          secondMoment: memberships * single + Math.max(0, memberships * (memberships - 1)) * crossed,
          position: memberships ** 2 * (windowMates * single + (1 - windowMates) * crossed),
          unit: (memberships * gradient.unit) / taps ** 2,
          reachedSlope: null,
          bend: 0,
          persistence: null,
          spread: windowMates === 1 ? copiedSpread(gradient.spread, batch) : gradient.spread,
          sampling: windowMates === 1 ? copiedSpread(gradient.sampling, batch) : gradient.sampling,
        },
      ];
    },
  };
}

/** Maximum over each window of a signal f(z), taken as f(max z): right for every f that never falls. */
export function maxPoolingStep(input: Signal, windows: Windows): Step {
  const { taps, positions } = windows;
  const law: Law = input.law ?? gaussianLaw(input);
  const f = scalarFunction(law.activation);
  const value = f === null ? (x: number) => x : f.value;
  const largest = maximum(law, f?.kinks ?? [], taps);
  const mean = largest(value);
  const secondMoment = largest((x) => value(x) ** 2);
  const after = Math.max(0, secondMoment - mean ** 2);
  const kept = (pair: number) => mean ** 2 + correlation(input, pair) * after;
  const output: Signal = {
    ...input,
    positions,
    mean,
    secondMoment,
    pairs: mapPairs(input.pairs, kept),
    law: null,
    persistence: null,
  };
  const share = positions / input.positions;
  return {
    output,
    approximations: [
      'Max pooling takes the positions of a window as equally correlated Gaussians before the activation.',
    ],
    backward: (gradient) => [
      {
        ...gradient,
        // Each window's gradient goes to one input; of two inputs, both are chosen with the share squared.
        secondMoment: gradient.secondMoment * share,
        example: gradient.example * share ** 2,
        position: gradient.position * share ** 2,
        unit: gradient.unit * share,
        bend: 0,
        persistence: null,
        reachedSlope: f === null || input.law === null ? null : largest((x) => f.derivative(x) ** 2),
      },
    ],
  };
}

function gaussianLaw(input: Signal): Law {
  return {
    activation: { name: 'linear' },
    mean: input.mean,
    variance: variance(input),
    positionCorrelation: correlation(input, input.pairs.position),
    exampleCorrelation: correlation(input, input.pairs.example),
  };
}

/** E[h(max of k)] for Gaussians z_i = sqrt(rho) y + sqrt(1 - rho) e_i: the maximum of the e_i has density k phi Phi^(k-1). */
function maximum(law: Law, kinks: readonly number[], k: number): (h: (x: number) => number) => number {
  const deviation = Math.sqrt(law.variance);
  const own = deviation * Math.sqrt(1 - law.positionCorrelation);
  const shared = deviation * Math.sqrt(law.positionCorrelation);
  if (own === 0 || k <= 1) {
    return (h) => (deviation === 0 ? h(law.mean) : expectation(gaussianNodes(law.mean, deviation, kinks, FINE), h));
  }
  const given = (centre: number, h: (x: number) => number) =>
    expectation(
      gaussianNodes(centre, own, kinks, FINE),
      (x) => h(x) * k * normalCumulative((x - centre) / own) ** (k - 1),
    );
  return (h) =>
    shared === 0
      ? given(law.mean, h)
      : expectation(gaussianNodes(law.mean, shared, kinks, COARSE), (centre) => given(centre, h));
}
