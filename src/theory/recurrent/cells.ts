import type { Cell } from '../../model/operation.ts';
import { type CellMoments, gateMoments, pairOf } from './cell-moments.ts';

type Kind<K extends Cell['kind']> = Extract<Cell, { readonly kind: K }>;

/** h' = f(x W + h U + b). */
export function simpleMoments({ activation }: Kind<'simple'>): CellMoments {
  return (before, { entering, recurrent, bias }) => {
    const at = gateMoments(activation, bias.mean, entering + recurrent * before.secondMoment + bias.variance);
    return {
      after: { mean: at.mean, secondMoment: at.secondMoment, memoryMean: 0, memory: 0, coherence: 0 },
      persistence: 0,
      backward: ({ state }, arriving) => {
        const sums = (state + arriving.own) * at.slopeSecondMoment;
        const before = { state: recurrent * sums, memory: 0, coherence: 0 };
        return { before, sums, steady: 0, direct: at.slopeMean ** 2 };
      },
    };
  };
}

/** Of dense layers or of convolutions: what is summed is the geometry's affair. */
type Gated = Pick<Kind<'lstm'>, 'activation' | 'recurrentActivation' | 'unitForgetBias'>;

/** c' = f c + i g, h' = o tanh(c'), the gates taken as independent of one another and of the memory. */
export function lstmMoments({ activation, recurrentActivation, unitForgetBias }: Gated): CellMoments {
  return (before, { entering, enteringPair, recurrent, bias }) => {
    const variance = entering + recurrent * before.secondMoment + bias.variance;
    const gate = gateMoments(recurrentActivation, bias.mean, variance);
    const forget = unitForgetBias ? gateMoments(recurrentActivation, 1, variance) : gate;
    const candidate = gateMoments(activation, bias.mean, variance);
    const pair = enteringPair > 0 ? pairOf(activation, bias.mean, variance, enteringPair) : candidate.mean ** 2;
    const coherence = forget.mean * before.coherence + gate.mean * pair;
    const memoryMean = forget.mean * before.memoryMean + gate.mean * candidate.mean;
    const memory =
      forget.secondMoment * before.memory +
      gate.secondMoment * candidate.secondMoment +
      2 * forget.mean * gate.mean * before.coherence;
    const shown = gateMoments(activation, memoryMean, Math.max(0, memory - memoryMean ** 2));
    return {
      after: {
        mean: gate.mean * shown.mean,
        secondMoment: gate.secondMoment * shown.secondMoment,
        memoryMean,
        memory,
        coherence,
      },
      persistence: memory > 0 ? forget.mean * Math.sqrt(Math.min(1, before.memory / memory)) : 0,
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
            coherence: forget.mean * (gradient.coherence + shownSlope * arriving.pair),
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
  return (before, { entering, enteringPair, recurrent, bias }) => {
    const variance = entering + recurrent * before.secondMoment + bias.variance;
    const gate = gateMoments(recurrentActivation, bias.mean, variance);
    const inner = entering + recurrent * gate.secondMoment * before.secondMoment + bias.variance;
    const candidate = gateMoments(activation, bias.mean, inner);
    const pair = enteringPair > 0 ? pairOf(activation, bias.mean, inner, enteringPair) : candidate.mean ** 2;
    const closed = 1 - 2 * gate.mean + gate.secondMoment;
    const mixed = gate.mean - gate.secondMoment;
    const secondMoment =
      gate.secondMoment * before.secondMoment + closed * candidate.secondMoment + 2 * mixed * before.coherence;
    return {
      after: {
        mean: gate.mean * before.mean + (1 - gate.mean) * candidate.mean,
        secondMoment,
        memoryMean: 0,
        memory: 0,
        coherence: gate.mean * before.coherence + (1 - gate.mean) * pair,
      },
      persistence: secondMoment > 0 ? gate.mean * Math.sqrt(Math.min(1, before.secondMoment / secondMoment)) : 0,
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
            coherence: gate.mean * (gradient.coherence + arriving.pair),
          },
          sums: update + own + reset,
          steady: slope * state,
          direct: slope,
        };
      },
    };
  };
}
