import { scalarFunction } from '../model/activation-function.ts';
import { largestOf, meanOf, meanOfTwo } from './largest.ts';
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
  const { positions } = windows;
  const { taps, law } = locally(input, windows.taps);
  const f = scalarFunction(law.activation);
  const value = f === null ? (x: number) => x : f.value;
  const largest = largestOf(law, f?.kinks ?? [], taps);
  const mean = meanOf(largest, value);
  const secondMoment = meanOf(largest, (x) => value(x) ** 2);
  const elsewhere = Math.min(secondMoment, meanOfTwo(largest, value));
  const alike = correlation(input, input.pairs.position);
  // Other pairs lie between those of two windows, and of independent or equal ones, as far as before.
  const kept = (pair: number) => {
    const before = correlation(input, pair);
    if (before >= alike) {
      return alike < 1 ? elsewhere + ((before - alike) / (1 - alike)) * (secondMoment - elsewhere) : secondMoment;
    }
    return mean ** 2 + (before / alike) * (elsewhere - mean ** 2);
  };
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
        reachedSlope: f === null || input.law === null ? null : meanOf(largest, (x) => f.derivative(x) ** 2),
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

/** What a window sees of an image whose positions differ. */
interface Local {
  /** Positions that are not of a frame of zeros. */
  readonly taps: number;
  readonly law: Law;
}

/**
 * Where an image's edges are weaker than its middle, the correlations of pairs all over it come out smaller than those of
 * a window's positions.
 */
function locally(input: Signal, taps: number): Local {
  const law = input.law ?? gaussianLaw(input);
  const profile = input.profile ?? [];
  const positions = profile.reduce((product, factors) => product * factors.length, 1);
  if (positions !== input.positions) return { taps, law };
  let [filled, level] = [1, 1];
  for (const factors of profile) {
    const own = factors.filter((factor) => factor > 0);
    const mean = (read: (factor: number) => number) => own.reduce((sum, factor) => sum + read(factor), 0) / own.length;
    filled *= own.length / factors.length;
    level *= mean(Math.sqrt) ** 2 / mean((factor) => factor);
  }
  if (!(level > 0)) return { taps, law };
  return {
    taps: Math.max(1, taps * filled),
    law: { ...law, positionCorrelation: Math.min(1, law.positionCorrelation / level) },
  };
}
