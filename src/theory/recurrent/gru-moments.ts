import type { Cell } from '../../model/operation.ts';
import {
  type Arriving,
  type CellMoments,
  candidatePairs,
  carriedOn,
  fadeOf,
  type GateMoments,
  gateMoments,
  type KindGradient,
  type KindMoments,
  NO_GRADIENT,
  recurring,
  type SentBack,
  type StateGradient,
  type StateMoments,
  type Sums,
} from './cell-moments.ts';
import { overKinds, type UnitKind } from './unit-kinds.ts';

type Gru = Extract<Cell, { readonly kind: 'gru' }>;

/** What all kinds of units have in common at a step. */
interface Gates {
  readonly reset: GateMoments;
  /** Of each kind. */
  readonly updates: readonly GateMoments[];
  readonly candidate: GateMoments;
  /** E[c c'] of steps far from one another, and how much more it is of neighbouring ones. */
  readonly far: number;
  readonly excess: number;
  readonly fade: number;
  /** units * Var(U), and that times E[(m h)^2]. */
  readonly recurrent: number;
  readonly recurring: number;
}

/**
 * h' = z h + (1 - z) c, c seeing r h; the gates taken as independent of one another and of the state. Under a mask that
 * also acts on what is carried on, h is m h throughout, and every kind of unit has moments of its own.
 */
export function gruMoments(cell: Gru, kinds: readonly UnitKind[]): CellMoments {
  return (before, sums) => {
    const states = kinds.map((_, i) => before.kinds?.[i] ?? before);
    const gates = gatesAt(cell, kinds, states, sums);
    const each = kinds.map((kind, i) => stateAfter(gates, i, kind.factor, states[i] ?? before));
    const total = averageState(kinds, each);
    // Over many steps the units that forget the least are those that make two steps alike.
    const retention = Math.max(...kinds.map(({ factor }, i) => factor * (gates.updates[i] ?? gates.reset).mean));
    return {
      after: { ...NO_MEMORY, ...total, kinds: kinds.length > 1 ? each : null },
      retention: Math.min(1, retention),
      backward: (gradient, arriving) => sendBack(kinds, states, gates, gradient, arriving),
    };
  };
}

const NO_MEMORY: Pick<StateMoments, 'memory' | 'memoryMean'> = { memory: 0, memoryMean: 0 };

function gatesAt(
  { activation, recurrentActivation }: Gru,
  kinds: readonly UnitKind[],
  states: readonly KindMoments[],
  sums: Sums,
): Gates {
  const { entering, recurrent, bias } = sums;
  const seen = (read: (state: KindMoments) => number) =>
    overKinds(kinds, states, (state, { factor }) => factor ** 2 * read(state));
  const squares = seen(({ secondMoment }) => secondMoment);
  const variance = entering + recurrent * squares + bias.variance;
  const reset = gateMoments(recurrentActivation, bias.mean, variance);
  const [nextPair, farPair] = [seen((state) => state.nextPair), seen((state) => state.farPair)];
  const excess = nextPair - farPair;
  const seenFade = excess > 0 ? seen((state) => (state.nextPair - state.farPair) * state.pairFade) / excess : 0;
  const standing = variance > 0 ? Math.min(1, (sums.enteringFar + recurrent * nextPair) / variance) : 0;
  const updates = kinds.map((kind) =>
    kinds.length === 1
      ? reset
      : gateMoments(
          recurrentActivation,
          bias.mean + kind.standing * Math.sqrt(standing * variance),
          variance * (kind.factor === 0 ? 1 : 1 - standing),
        ),
  );
  const inner = entering + recurrent * reset.secondMoment * squares + bias.variance;
  const candidate = gateMoments(activation, bias.mean, inner);
  // What recurs in the candidate is seen through the reset gate.
  const before = { nextPair: reset.mean ** 2 * nextPair, farPair: reset.mean ** 2 * farPair, pairFade: seenFade };
  const alike = recurring(sums, before);
  const pairs = candidatePairs(activation, alike, inner, candidate.mean);
  return { reset, updates, candidate, ...pairs, fade: alike.fade, recurrent, recurring: recurrent * squares };
}

/** @param kind index of the kind. */
function stateAfter(gates: Gates, kind: number, factor: number, before: KindMoments): KindMoments {
  const { candidate, far, excess, fade } = gates;
  const update = gates.updates[kind] ?? gates.reset;
  const kept = factor * update.mean;
  const added = 1 - update.mean;
  const fading = kept * fade * before.fading + added * excess;
  const coherence = kept * (before.coherence - before.fading) + added * far + fading;
  const secondMoment =
    factor ** 2 * update.secondMoment * before.secondMoment +
    closed(update) * candidate.secondMoment +
    2 * factor * (update.mean - update.secondMoment) * before.coherence;
  const next = kept * secondMoment + added * coherence;
  const afterNext = kept * next + added * (coherence - fading + fade * fading);
  const farthest = kept < 1 ? far * (added / (1 - kept)) ** 2 : secondMoment;
  return {
    mean: kept * before.mean + added * candidate.mean,
    secondMoment,
    coherence,
    fading,
    nextPair: Math.min(secondMoment, next),
    farPair: Math.min(secondMoment, farthest),
    pairFade: fadeOf(next, afterNext, farthest),
  };
}

/** E[(1 - z)^2]. */
function closed({ mean, secondMoment }: GateMoments): number {
  return 1 - 2 * mean + secondMoment;
}

function averageState(kinds: readonly UnitKind[], states: readonly KindMoments[]): KindMoments {
  const average = (read: (state: KindMoments) => number) => overKinds(kinds, states, read);
  const excess = average((state) => state.nextPair - state.farPair);
  const fading = average((state) => (state.nextPair - state.farPair) * state.pairFade);
  return {
    mean: average(({ mean }) => mean),
    secondMoment: average(({ secondMoment }) => secondMoment),
    coherence: average(({ coherence }) => coherence),
    fading: average(({ fading }) => fading),
    nextPair: average(({ nextPair }) => nextPair),
    farPair: average(({ farPair }) => farPair),
    pairFade: excess > 0 ? fading / excess : 0,
  };
}

function sendBack(
  kinds: readonly UnitKind[],
  states: readonly KindMoments[],
  gates: Gates,
  gradient: StateGradient,
  arriving: Arriving,
): SentBack {
  const { reset, candidate, recurrent } = gates;
  const gradients = kinds.map((_, i) => gradient.kinds?.[i] ?? gradient);
  const reached = gradients.map(({ state, coherence }) => state + arriving.own + 2 * coherence);
  const over = (read: (state: number, update: GateMoments, kind: UnitKind, i: number) => number) =>
    kinds.reduce((sum, kind, i) => {
      return sum + kind.weight * read(reached[i] ?? 0, gates.updates[i] ?? reset, kind, i);
    }, 0);
  const update = over((state, { slopeSecondMoment }, { factor }, i) => {
    const { secondMoment = 0, coherence = 0 } = states[i] ?? {};
    const difference = factor ** 2 * secondMoment + candidate.secondMoment - 2 * factor * coherence;
    return state * difference * slopeSecondMoment;
  });
  const own = over((state, gate) => state * closed(gate)) * candidate.slopeSecondMoment;
  const toReset = gates.recurring * own * reset.slopeSecondMoment;
  const passed = recurrent * (update + toReset + reset.secondMoment * own);
  const before = kinds.map(({ factor }, i): KindGradient => {
    const { mean, secondMoment } = gates.updates[i] ?? reset;
    return {
      state: factor ** 2 * ((reached[i] ?? 0) * secondMoment + passed),
      steady: 0,
      ...carriedOn(gradients[i] ?? gradient, arriving, factor * mean, 1),
    };
  });
  const slope = (gate: GateMoments) => ((1 - gate.mean) * candidate.slopeMean) ** 2;
  const average = (read: (one: KindGradient) => number) => overKinds(kinds, before, read);
  return {
    before: {
      ...NO_GRADIENT,
      state: average(({ state }) => state),
      coherence: average(({ coherence }) => coherence),
      fading: average(({ fading }) => fading),
      kinds: kinds.length > 1 ? before : null,
    },
    sums: update + own + toReset,
    steady: over((state, gate) => slope(gate) * state),
    direct: over((_, gate) => slope(gate)),
  };
}
