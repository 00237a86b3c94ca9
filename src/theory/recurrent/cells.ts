import type { Cell } from '../../model/operation.ts';
import {
  type Arriving,
  type CellMoments,
  candidatePairs,
  fadeOf,
  gateMoments,
  NO_GRADIENT,
  NO_STATE,
  recurring,
  type StateGradient,
} from './cell-moments.ts';

type Kind<K extends Cell['kind']> = Extract<Cell, { readonly kind: K }>;

/** h' = f(x W + h U + b). */
export function simpleMoments({ activation }: Kind<'simple'>): CellMoments {
  return (before, { entering, enteringNext, enteringFar, fade, recurrent, bias }) => {
    const at = gateMoments(activation, bias.mean, entering + recurrent * before.secondMoment + bias.variance);
    const share = (pair: number) => (entering > 0 ? Math.min(1, Math.max(0, pair / entering)) : 0);
    return {
      after: {
        ...NO_STATE,
        mean: at.mean,
        secondMoment: at.secondMoment,
        // What recurs is as alike at two steps as what entered before it.
        nextPair: share(enteringNext) * at.secondMoment,
        farPair: share(enteringFar) * at.secondMoment,
        pairFade: fade,
      },
      persistence: 0,
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
    const { entering, recurrent, bias } = sums;
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
    return {
      after: {
        mean: gate.mean * shown.mean,
        secondMoment,
        memoryMean,
        memory,
        coherence,
        fading,
        nextPair: shownPair(next),
        farPair: shownPair(far),
        pairFade: fadeOf(next, afterNext, far),
      },
      persistence: memory > 0 ? forget.mean * Math.sqrt(Math.min(1, before.memory / memory)) : 0,
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
            steady: recurrent * slope ** 2 * through,
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

/** h' = z h + (1 - z) c, c seeing r h; the gates taken as independent of one another and of the state. */
export function gruMoments({ activation, recurrentActivation }: Kind<'gru'>): CellMoments {
  return (before, sums) => {
    const { entering, recurrent, bias } = sums;
    const variance = entering + recurrent * before.secondMoment + bias.variance;
    const gate = gateMoments(recurrentActivation, bias.mean, variance);
    const inner = entering + recurrent * gate.secondMoment * before.secondMoment + bias.variance;
    const candidate = gateMoments(activation, bias.mean, inner);
    // What recurs in the candidate is seen through the reset gate.
    const seen = { ...before, nextPair: gate.mean ** 2 * before.nextPair, farPair: gate.mean ** 2 * before.farPair };
    const alike = recurring(sums, seen);
    const pairs = candidatePairs(activation, alike, inner, candidate.mean);
    const fading = gate.mean * alike.fade * before.fading + (1 - gate.mean) * pairs.excess;
    const coherence = gate.mean * (before.coherence - before.fading) + (1 - gate.mean) * pairs.far + fading;
    const closed = 1 - 2 * gate.mean + gate.secondMoment;
    const mixed = gate.mean - gate.secondMoment;
    const secondMoment =
      gate.secondMoment * before.secondMoment + closed * candidate.secondMoment + 2 * mixed * before.coherence;
    const next = gate.mean * secondMoment + (1 - gate.mean) * coherence;
    const afterNext = gate.mean * next + (1 - gate.mean) * (coherence - fading + alike.fade * fading);
    return {
      after: {
        mean: gate.mean * before.mean + (1 - gate.mean) * candidate.mean,
        secondMoment,
        memoryMean: 0,
        memory: 0,
        coherence,
        fading,
        nextPair: Math.min(secondMoment, next),
        farPair: Math.min(secondMoment, pairs.far),
        pairFade: fadeOf(next, afterNext, pairs.far),
      },
      persistence: secondMoment > 0 ? gate.mean * Math.sqrt(Math.min(1, before.secondMoment / secondMoment)) : 0,
      retention: gate.mean,
      backward: (gradient, arriving) => {
        const state = gradient.state + arriving.own + 2 * gradient.coherence;
        const difference = before.secondMoment + candidate.secondMoment - 2 * before.coherence;
        const update = state * difference * gate.slopeSecondMoment;
        const own = state * closed * candidate.slopeSecondMoment;
        const reset = recurrent * own * before.secondMoment * gate.slopeSecondMoment;
        const slope = ((1 - gate.mean) * candidate.slopeMean) ** 2;
        return {
          before: {
            state: state * gate.secondMoment + recurrent * (update + reset + gate.secondMoment * own),
            memory: 0,
            steady: 0,
            ...carriedOn(gradient, arriving, gate.mean, 1),
          },
          sums: update + own + reset,
          steady: slope * state,
          direct: slope,
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

/** E[carried arriving] a step earlier: what is kept of it, and of what arrives here through a slope. */
function carriedOn(
  { coherence, fading }: StateGradient,
  { far, excess, fade }: Arriving,
  kept: number,
  slope: number,
): Pick<StateGradient, 'coherence' | 'fading'> {
  const near = kept * (fade * fading + slope * excess);
  return { coherence: kept * (coherence - fading + slope * far) + near, fading: near };
}

function ratio(pair: number, same: number): number {
  return same > 0 ? Math.min(1, Math.max(0, pair / same)) : 0;
}
