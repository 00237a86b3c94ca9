import type { Activation } from '../model/activation.ts';
import { scalarFunction } from '../model/activation-function.ts';
import { sizeSlope } from './gains.ts';
import { moments } from './moments.ts';
import { pairMoment } from './pair-moments.ts';
import { correlation, type Gradient, mapPairs, type Signal, type Spread, scaleSpread, variance } from './signal.ts';
import { logSoftmaxStep, softmaxStep } from './softmax-step.ts';
import type { Step } from './step.ts';

/** An elementwise nonlinearity or softmax over a Gaussian pre-activation. */
export function activationStep(activation: Activation, input: Signal): Step {
  switch (activation.name) {
    case 'linear':
      return passStep(input, []);
    case 'softmax':
      return softmaxStep(input);
    case 'logSoftmax':
      return logSoftmaxStep(input);
    case 'unknown':
      return passStep(input, [`The activation ${activation.written} is treated as linear: ${activation.reason}`]);
    default:
      return elementwiseStep(activation, input);
  }
}

export function passStep(input: Signal, approximations: readonly string[]): Step {
  return { output: input, approximations, backward: (gradient) => [gradient] };
}

function elementwiseStep(activation: Activation, input: Signal): Step {
  const f = scalarFunction(activation);
  const spreadOfInput = variance(input);
  const at = moments(activation, input.mean, spreadOfInput);
  if (f === null || at === null) return passStep(input, []);

  const valuePair = pairMap(f, input, at.secondMoment);
  const slope = { value: f.derivative, kinks: f.kinks };
  const slopePair = pairMap(slope, input, at.slopeSecondMoment);
  const output: Signal = {
    ...input,
    mean: at.mean,
    secondMoment: at.secondMoment,
    pairs: mapPairs(input.pairs, valuePair),
    law: {
      activation,
      mean: input.mean,
      variance: spreadOfInput,
      positionCorrelation: correlation(input, input.pairs.position),
      exampleCorrelation: correlation(input, input.pairs.example),
    },
    ...forwardSpread(activation, input, at.secondMoment, at.fourthMoment),
  };
  return {
    output,
    approximations: [],
    backward: (gradient) => {
      const d = gradient.reachedSlope ?? at.slopeSecondMoment;
      const passed: Gradient = {
        ...gradient,
        secondMoment: gradient.secondMoment * d,
        position: gradient.position === 0 ? 0 : gradient.position * slopePair(input.pairs.position),
        unit: gradient.unit === 0 ? 0 : gradient.unit * slopePair(input.pairs.unit),
        reachedSlope: null,
        sampling: backwardSampling(activation, input, gradient, at.slopeSecondMoment, at.slopeFourthMoment),
      };
      return [passed];
    },
  };
}

/** E[h(u) h(v)] as a function of E[u v]; equal arguments (as for i.i.d. inputs) are integrated once. */
function pairMap(h: { value(x: number): number; readonly kinks: readonly number[] }, input: Signal, same: number) {
  const known = new Map<number, number>();
  const total = variance(input);
  return (pair: number): number => {
    const covariance = pair - input.mean ** 2;
    if (covariance >= total * (1 - 1e-9)) return same;
    const value = known.get(pair) ?? pairMoment(h, input.mean, total, covariance);
    known.set(pair, value);
    return value;
  };
}

/**
 * How far E[f^2] over one draw's units strays: what comes in is multiplied by the log-log slope, and n units add
 * (E[f^4] / E[f^2]^2 - 1) / n, which is 5 / n for relu (Hanin & Nica 2019, arXiv 1812.05994).
 */
function forwardSpread(activation: Activation, input: Signal, q: number, fourth: number) {
  const total = variance(input);
  const isCentred = input.mean ** 2 < 1e-6 * input.secondMoment;
  const slope = isCentred && total > 0 && q > 0 ? sizeSlope(activation, total) : 1;
  const f = scalarFunction(activation);
  if (q <= 0 || f === null) return { spread: input.spread, sampling: input.sampling };
  const square = { value: (x: number) => f.value(x) ** 2, kinks: f.kinks };
  const together = pairMap(square, input, fourth)(input.pairs.example);
  const sampling: Spread = {
    own: Math.log1p(Math.max(0, fourth / q ** 2 - 1) / input.units),
    shared: Math.log1p(Math.max(0, together / q ** 2 - 1) / input.units),
  };
  return { spread: scaleSpread(input.spread, slope ** 2), sampling };
}

/** The same for the gradient, Gaussian given the forward pass: 3 E[f'^4] / E[f'^2]^2 - 1, also 5 for relu. */
function backwardSampling(
  activation: Activation,
  input: Signal,
  gradient: Gradient,
  d: number,
  fourth: number,
): Spread {
  const f = scalarFunction(activation);
  if (d <= 0 || f === null) return gradient.sampling;
  const square = { value: (x: number) => f.derivative(x) ** 2, kinks: f.kinks };
  const together = pairMap(square, input, fourth)(input.pairs.example);
  const own = (3 * fourth) / d ** 2 - 1;
  const shared = ((1 + 2 * gradient.overlap) * together) / d ** 2 - 1;
  return { own: Math.log1p(Math.max(0, own) / input.units), shared: Math.log1p(Math.max(0, shared) / input.units) };
}
