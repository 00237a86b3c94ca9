import type { Cell } from '../../model/operation.ts';
import {
  type Arriving,
  type CellMoments,
  candidatePairs,
  carriedOn,
  fadeOf,
  gateMoments,
  NO_GRADIENT,
  NO_STATE,
  ratio,
  recurring,
} from './cell-moments.ts';

type Kind<K extends Cell['kind']> = Extract<Cell, { readonly kind: K }>;

/** h' = f(x W + h U + b). */
export function simpleMoments({ activation }: Kind<'simple'>): CellMoments {
  return (before, sums) => {
    const { entering, recurrent, bias } = sums;
    const summed = entering + recurrent * before.secondMoment;
    const at = gateMoments(activation, bias.mean, summed + bias.variance);
    const alike = recurring(sums, before);
    const after = {
      ...NO_STATE,
      mean: at.mean,
      secondMoment: at.secondMoment,
      // Two states are as alike as what they are made of.
      nextPair: ratio(alike.enteringNext, summed) * at.secondMoment,
      farPair: ratio(alike.enteringFar, summed) * at.secondMoment,
      pairFade: alike.fade,
    };
    return {
      after,
      retention: 0,
      backward: ({ state }, arriving) => {
        const sums = (state + arriving.own) * at.slopeSecondMoment;
        const before = { ...NO_GRADIENT, state: recurrent * sums };
        return { before, sums, steady: 0, direct: at.slopeMean ** 2 };
      },
    };
  };
}

/** Of dense layers or of convolutions: what is summed is the geometry's affair. */
type Gated = Pick<Kind<'lstm'>, 'activation' | 'recurrentActivation' | 'unitForgetBias'>;

/** c' = f c + i g, h' = o tanh(c'), the gates taken as independent of one another and of the memory. */
export function lstmMoments({ activation, recurrentActivation, unitForgetBias }: Gated): CellMoments {
  return (before, sums) => {
    const { entering, recurrent, recurrentPair, bias } = sums;
    const variance = entering + recurrent * before.secondMoment + bias.variance;
    const gate = gateMoments(recurrentActivation, bias.mean, variance);
    const forget = unitForgetBias ? gateMoments(recurrentActivation, 1, variance) : gate;
    const candidate = gateMoments(activation, bias.mean, variance);
    const alike = recurring(sums, before);
    const pairs = candidatePairs(activation, alike, variance, candidate.mean);
    const fading = forget.mean * alike.fade * before.fading + gate.mean * pairs.excess;
    const coherence = forget.mean * (before.coherence - before.fading) + gate.mean * pairs.far + fading;
    const memoryMean = forget.mean * before.memoryMean + gate.mean * candidate.mean;
    const memory =
      forget.secondMoment * before.memory +
      gate.secondMoment * candidate.secondMoment +
      2 * forget.mean * gate.mean * before.coherence;
    const shown = gateMoments(activation, memoryMean, Math.max(0, memory - memoryMean ** 2));
    const secondMoment = gate.secondMoment * shown.secondMoment;
    /** E[h h'] of h = o tanh(c) from E[c c'], the output gates of two steps being independent. */
    const shownPair = (memoryPair: number) => ratio(memoryPair, memory) * gate.mean ** 2 * shown.secondMoment;
    const next = forget.mean * memory + gate.mean * coherence;
    const far = pairs.far * (gate.mean / (1 - forget.mean)) ** 2;
    const afterNext = forget.mean * next + gate.mean * (coherence - fading + alike.fade * fading);
    const after = {
      mean: gate.mean * shown.mean,
      secondMoment,
      memoryMean,
      memory,
      coherence,
      fading,
      nextPair: shownPair(next),
      farPair: shownPair(far),
      pairFade: fadeOf(next, afterNext, far),
      kinds: null,
    };
    return {
      after,
      retention: forget.mean,
      backward: (gradient, arriving) => {
        const state = gradient.state + arriving.own;
        const shownSlope = gate.mean * shown.slopeMean;
        const through =
          gradient.memory + state * gate.secondMoment * shown.slopeSecondMoment + 2 * shownSlope * gradient.coherence;
        const sums =
          state * shown.secondMoment * gate.slopeSecondMoment +
          through * candidate.secondMoment * gate.slopeSecondMoment +
          through * gate.secondMoment * candidate.slopeSecondMoment +
          through * before.memory * forget.slopeSecondMoment;
        const slope = gate.mean * candidate.slopeMean;
        return {
          before: {
            state: recurrent * sums,
            memory: through * forget.secondMoment,
            kinds: null,
            steady: recurrentPair * slope ** 2 * through,
            ...carriedOn(gradient, withReturning(arriving, gradient.steady, forget.mean), forget.mean, shownSlope),
          },
          sums,
          steady: slope ** 2 * through,
          direct: (shownSlope * slope) ** 2,
        };
      },
    };
  };
}

/** What arrives with what recurs: of that, neighbouring steps are alike as far as their memories' gradients are. */
function withReturning(arriving: Arriving, steady: number, kept: number): Arriving {
  const returning = kept * steady;
  const excess = arriving.excess + returning;
  const fade = excess > 0 ? (arriving.excess * arriving.fade + returning * kept) / excess : arriving.fade;
  return { ...arriving, excess, fade };
}
