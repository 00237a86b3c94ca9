import type { Activation } from '../model/activation.ts';
import { type ScalarFunction, scalarFunction } from '../model/activation-function.ts';
import { type LeakyPairs, leakyPairs } from './closed-pairs.ts';
import { responseSlope } from './finite-width/response.ts';
import { sizeLaw } from './finite-width/size-law.ts';
import { type Straying, scales, straying } from './finite-width/straying.ts';
import { passedBack } from './finite-width/way-back.ts';
import { sizeSlope } from './gains.ts';
import { closedMoments, hasClosedMoments, type Moments, moments } from './moments.ts';
import { correlationMap, type Integrand } from './pair-moments.ts';
import { powered } from './profile.ts';
import { COARSE, expectation, gaussianNodes } from './quadrature.ts';
import {
  addSpreads,
  correlation,
  type Gradient,
  mapPairs,
  NO_SPREAD,
  type Signal,
  type Spread,
  scaleSpread,
  variance,
} from './signal.ts';
import { logSoftmaxStep, softmaxStep } from './softmax-step.ts';
import type { Step } from './step.ts';

/** An elementwise nonlinearity or softmax over a Gaussian pre-activation. */
export function activationStep(activation: Activation, input: Signal, withBand: boolean): Step {
  switch (activation.name) {
    case 'linear':
      return passStep(input, []);
    case 'softmax':
      return softmaxStep(input, withBand);
    case 'logSoftmax':
      return logSoftmaxStep(input);
    case 'unknown':
      return passStep(input, [`The activation ${activation.written} is treated as linear: ${activation.reason}`]);
    default:
      return elementwiseStep(activation, input, withBand);
  }
}

export function passStep(input: Signal, approximations: readonly string[]): Step {
  return { output: input, approximations, backward: (gradient) => [gradient] };
}

function elementwiseStep(activation: Activation, input: Signal, withBand: boolean): Step {
  const f = scalarFunction(activation);
  const spreadOfInput = variance(input);
  const at = moments(activation, input.mean, spreadOfInput);
  if (f === null || at === null) return passStep(input, []);

  const integrands = integrandsOf(activation, f);
  const valuePair = pairMap(integrands.value, input, at.secondMoment);
  const slopePair = pairMap(integrands.slope, input, at.slopeSecondMoment);
  const sampling = withBand
    ? forwardSampling(integrands.valueSquare, input, at.secondMoment, at.fourthMoment)
    : input.sampling;
  // Around a mean other than 0 all is taken to go with the variance.
  const isCentred = withBand && input.mean ** 2 < 1e-6 * input.secondMoment;
  const strays = isCentred ? straying(activation, input, sampling) : proportional(input, sampling);
  const output: Signal = {
    ...input,
    mean: at.mean,
    secondMoment: strays.value * at.secondMoment,
    pairs: mapPairs(input.pairs, (pair) => strays.value * valuePair(pair)),
    profile: input.profile === null ? null : powered(input.profile, scaling(activation, spreadOfInput)),
    law: {
      activation,
      mean: input.mean,
      variance: spreadOfInput,
      positionCorrelation: correlation(input, input.pairs.position),
      exampleCorrelation: correlation(input, input.pairs.example),
    },
    spread: strays.spread,
    sampling: NO_SPREAD,
    sizes: strays.sizes,
  };
  return {
    output,
    approximations: [],
    backward: (gradient) => {
      const d = gradient.reachedSlope ?? at.slopeSecondMoment;
      // Two elements that are reached are both likelier to have a slope than two of all.
      const likelier = at.slopeSecondMoment > 0 ? (d / at.slopeSecondMoment) ** 2 : 1;
      const slopes = (pair: number) => Math.min(d, likelier * slopePair(pair));
      const followed = gradient.response === null && scales(activation) ? null : strays.passage();
      const { response, factor } =
        followed === null
          ? { response: null, factor: 1 }
          : passedBack(gradient.response, followed, input.units, at.slopeSecondMoment);
      const passed: Gradient = {
        ...gradient,
        secondMoment: gradient.secondMoment * d * factor,
        response,
        // It strays with what strays here.
        spread: addSpreads(
          gradient.spread,
          scaleSpread(sampling, responseSlope(gradient.response, sizeLaw(output)) ** 2),
        ),
        example: gradient.example === 0 ? 0 : gradient.example * slopes(input.pairs.example),
        position: gradient.position === 0 ? 0 : gradient.position * slopes(input.pairs.position),
        unit: gradient.unit === 0 ? 0 : gradient.unit * slopes(input.pairs.unit),
        reachedSlope: null,
        bend: gradient.position === 0 ? 0 : gradient.position * (likelier * meanCurvature(f, input) ** 2),
        sampling: withBand
          ? backwardSampling(integrands.slopeSquare, input, gradient, at.slopeSecondMoment, at.slopeFourthMoment)
          : gradient.sampling,
      };
      return [passed];
    },
  };
}

/** The power of its input's variance that goes with E[f^2]: 1 for what keeps the sign and scales. */
function scaling(activation: Activation, total: number): number {
  return hasClosedMoments(activation) && activation.name !== 'exponential' ? 1 : sizeSlope(activation, total);
}

/** E[f''] by Stein's lemma, E[f'(z) (z - mean)] / variance: kinks need no second derivative. */
function meanCurvature(f: ScalarFunction, input: Signal): number {
  const total = variance(input);
  if (total <= 0) return 0;
  const nodes = gaussianNodes(input.mean, Math.sqrt(total), f.kinks, COARSE);
  return expectation(nodes, (x) => f.derivative(x) * (x - input.mean)) / total;
}

/** f, f', f^2 and f'^2 for the correlation map; the relu family's averages are closed. */
function integrandsOf(activation: Activation, f: ScalarFunction): Record<keyof LeakyPairs, Integrand> {
  const { kinks } = f;
  const pairs = slopeBelow(activation);
  const centred = pairs === null ? null : leakyPairs(pairs);
  const made = (name: keyof LeakyPairs, value: (x: number) => number, read: (at: Moments) => number): Integrand => ({
    value,
    kinks,
    ...(hasClosedMoments(activation)
      ? { average: (mean: number, deviation: number) => read(closedMoments(activation, mean, deviation)) }
      : {}),
    ...(centred === null ? {} : { centred: centred[name] }),
  });
  return {
    value: made('value', f.value, (at) => at.mean),
    slope: made('slope', f.derivative, (at) => at.slopeMean),
    valueSquare: made(
      'valueSquare',
      (x) => f.value(x) ** 2,
      (at) => at.secondMoment,
    ),
    slopeSquare: made(
      'slopeSquare',
      (x) => f.derivative(x) ** 2,
      (at) => at.slopeSecondMoment,
    ),
  };
}

/** Of the relu family; null for others. */
function slopeBelow(activation: Activation): number | null {
  if (activation.name === 'relu') return 0;
  return activation.name === 'leakyRelu' || activation.name === 'prelu' ? activation.slope : null;
}

/** E[h(u) h(v)] as a function of E[u v]; equal arguments (as for i.i.d. inputs) are integrated once. */
function pairMap(h: Integrand, input: Signal, same: number) {
  const known = new Map<number, number>();
  const total = variance(input);
  const map = correlationMap(h, input.mean, total, same);
  return (pair: number): number => {
    const covariance = pair - input.mean ** 2;
    if (covariance >= total * (1 - 1e-9)) return same;
    const value = known.get(pair) ?? map(covariance);
    known.set(pair, value);
    return value;
  };
}

function proportional({ spread }: Signal, sampling: Spread): Straying {
  return { value: 1, spread: addSpreads(spread, sampling), sizes: null, passage: () => null };
}

/**
 * How far E[f^2] over one draw's units strays: n of them add (E[f^4] / E[f^2]^2 - 1) / n to what comes in, which is 5 / n
 * for relu (Hanin & Nica 2019, arXiv 1812.05994), if they are independent.
 */
function forwardSampling(square: Integrand, input: Signal, q: number, fourth: number): Spread {
  const total = variance(input);
  if (q <= 0 || total <= 0) return input.sampling;
  const squarePair = pairMap(square, input, fourth);
  const { example, unit, both } = input.pairs;
  const covary = (pair: number) => Math.max(0, squarePair(pair) / q ** 2 - 1);
  const n = input.units;
  return {
    own: Math.log1p(Math.max(0, fourth / q ** 2 - 1) / n + (1 - 1 / n) * covary(unit)),
    shared: Math.log1p(covary(example) / n + (1 - 1 / n) * covary(both)),
  };
}

/** The same for the gradient, Gaussian given the forward pass: 3 E[f'^4] / E[f'^2]^2 - 1, also 5 for relu. */
function backwardSampling(square: Integrand, input: Signal, gradient: Gradient, d: number, fourth: number): Spread {
  if (d <= 0) return gradient.sampling;
  const together = pairMap(square, input, fourth)(input.pairs.example);
  const own = (3 * fourth) / d ** 2 - 1;
  const shared = ((1 + 2 * gradient.overlap) * together) / d ** 2 - 1;
  return { own: Math.log1p(Math.max(0, own) / input.units), shared: Math.log1p(Math.max(0, shared) / input.units) };
}
