import type { Layer } from '../../model/graph.ts';
import type { Cell, Unrolling } from '../../model/operation.ts';
import { readKernel, weightMoments, weightOf } from '../linear-layers.ts';
import type { Gradient, Persistence, Signal } from '../signal.ts';
import { addSpreads } from '../signal.ts';
import type { Step } from '../step.ts';
import { arrivingAt, crossedSteps, equallyAlike, mean, NOTHING_ARRIVES, pairsSentBack } from './between-steps.ts';
import { type CellGeometry, denseGeometry } from './cell-geometry.ts';
import { type MaskMoment, type MaskMoments, maskMoments } from './cell-masks.ts';
import {
  type Arriving,
  type CellMoments,
  type CellStep,
  NO_GRADIENT,
  NO_STATE,
  type SentBack,
  type StateGradient,
  type StateMoments,
  type Sums,
} from './cell-moments.ts';
import { lstmMoments, simpleMoments } from './cells.ts';
import { gruMoments } from './gru-moments.ts';
import { outputSignal } from './output-signal.ts';
import { overSteps, profileOf } from './step-profiles.ts';
import { unitKinds } from './unit-kinds.ts';

const GATES: Readonly<Record<Cell['kind'], number>> = { simple: 1, lstm: 4, gru: 3, convLstm: 4 };

const INDEPENDENT =
  'The sums of different gates are taken as independent Gaussians, and steps of the input as alike as their distance makes them on average.';

const STANDING =
  'What recurs in the update gates of a state that is dropped as it is carried on is taken as the same at all steps, and what comes back through the gates as adding up without sign.';

/** Steps that are followed one by one: by then a state that settles has settled, and one that does not has left all bounds. */
const MOST_STEPS = 2048;

const CUT_SHORT = `Only the first ${MOST_STEPS} steps are followed: the state is taken to have settled.`;

const REMEMBERED = 'A state is taken as independent of the mask that its own products have seen at earlier steps.';

/**
 * A cell over time: moments of its state step by step, and of the gradient back through all of them. What enters at
 * every step has the same moments; two steps of it may be correlated, which the cell then adds up coherently.
 * @param layer with the cell's kernels and bias.
 * @param given the state before the first step and an LSTM's memory, where they are inputs.
 */
export function recurrentStep(
  input: Signal,
  layer: Layer,
  cell: Cell,
  unrolling: Pick<Unrolling, 'returnSequences' | 'renewsMasks'>,
  batch: number,
  geometry: CellGeometry = denseGeometry(input, cell),
  given: readonly Signal[] = [],
): Step {
  const { fanIn, fanOut, stateFan, units, positions } = geometry;
  const kernel = readKernel(weightOf(layer, 'kernel'), fanIn);
  const recurrent = readKernel(weightOf(layer, 'recurrent'), stateFan);
  const { returnSequences } = unrolling;
  const masks = maskMoments(cell, unrolling);
  const entering = fanIn * kernel.moments.variance;
  const { next, far, fade } = underMask(input.persistence ?? equallyAlike(input), masks.input);
  const entered = masks.input.own * input.secondMoment;
  const recurring = stateFan * recurrent.moments.variance;
  const sums: Sums = {
    entering: entering * entered,
    enteringNext: entering * next * entered,
    enteringFar: entering * far * entered,
    fade,
    recurrent: recurring * masks.state.own,
    recurrentPair: recurring * masks.state.steps,
    bias: biasOf(layer, cell),
  };
  const followed = Math.min(geometry.steps, MOST_STEPS);
  // What the last state alone sends back is shared by all steps; what all states do is sent by those that are left out too.
  const sharedByAll = returnSequences ? 1 : followed / geometry.steps;
  const sentByAll = returnSequences ? geometry.steps / followed : 1;
  const factors = overSteps(input.profile, followed);
  const steps = unroll(momentsOf(cell, masks), sums, factors, stateOf(given));
  const isRemembered = masks.state.steps > 1;
  const counted = returnSequences ? steps : steps.slice(-1);
  const followedOutput = outputSignal({ ...input, secondMoment: entered }, units, counted, positions);
  const output = { ...followedOutput, positions: (returnSequences ? geometry.steps : 1) * positions };
  const sentBack = (gradient: Gradient) => backThroughTime(steps, gradient, returnSequences);
  return {
    output,
    approximations: [
      INDEPENDENT,
      ...(followed < geometry.steps ? [CUT_SHORT] : []),
      ...(isRemembered ? [REMEMBERED] : []),
      ...(masks.carried === null ? [] : [STANDING]),
      ...kernel.approximations,
      ...recurrent.approximations,
    ],
    backward: (gradient) => {
      const { sent, before } = sentBack(gradient);
      const factor = fanOut * kernel.moments.variance * masks.input.own;
      const pairs = pairsSentBack(steps, sent, returnSequences ? arrivingAt(gradient) : NOTHING_ARRIVES);
      const rest = { ...gradient, example: 0, unit: 0, reachedSlope: null, bend: 0 };
      const toInput = {
        ...rest,
        secondMoment: factor * sharedByAll * mean(sent.map(({ sums }) => sums)),
        profile: positions === 1 ? profileOf([...sent].reverse().map(({ sums }) => sums)) : null,
        position: factor * sharedByAll * pairs.position * (masks.input.steps / masks.input.own),
        persistence: pairs.persistence === null ? null : underMask(pairs.persistence, masks.input),
        spread: addSpreads(gradient.spread, gradient.sampling),
        sampling: { own: Math.log1p(2 / input.units), shared: 0 },
      };
      const toStates = [before.state, before.memory].map((secondMoment) => ({
        ...rest,
        secondMoment,
        position: 0,
        persistence: null,
      }));
      return [toInput, ...toStates.slice(0, given.length)];
    },
    weightGradient: (gradient) => {
      const { sent } = sentBack(gradient);
      const total = sent.reduce((sum, each, i) => sum + each.sums * (factors[steps.length - 1 - i] ?? 1), 0);
      const pair = (distance: number) => far + (next - far) * fade ** (distance - 1);
      const above = returnSequences ? arrivingAtEach(gradient, steps.length) : null;
      const crossed = crossedSteps(steps, sent, factors, pair, above);
      return (batch * geometry.uses * entered * sentByAll * (total + crossed)) / GATES[cell.kind];
    },
  };
}

function stateOf([state, memory]: readonly Signal[]): StateMoments {
  if (state === undefined) return NO_STATE;
  return {
    mean: state.mean,
    secondMoment: state.secondMoment,
    memoryMean: memory?.mean ?? 0,
    memory: memory?.secondMoment ?? 0,
    coherence: 0,
    fading: 0,
    nextPair: 0,
    farPair: 0,
    pairFade: 0,
    kinds: null,
  };
}

/** Shares of what enters, of what a mask leaves of it. */
function underMask({ next, far, fade }: Persistence, { own, steps }: MaskMoment): Persistence {
  return { next: (next * steps) / own, far: (far * steps) / own, fade };
}

function momentsOf(cell: Cell, { carried }: MaskMoments): CellMoments {
  switch (cell.kind) {
    case 'simple':
      return simpleMoments(cell);
    case 'lstm':
    case 'convLstm':
      return lstmMoments(cell);
    case 'gru':
      return gruMoments(cell, unitKinds(carried));
  }
}

/** Of the gates but a forget gate that starts at 1. */
function biasOf(layer: Layer, cell: Cell): Sums['bias'] {
  const weight = weightOf(layer, 'bias');
  if (weight === undefined) return { mean: 0, variance: 0 };
  const { sampled } = weight.initializer;
  const forgets = cell.kind === 'lstm' || cell.kind === 'convLstm';
  if (sampled.family !== 'unitForgetBias' || !forgets) return weightMoments(weight, 0);
  return weightMoments({ ...weight, initializer: { ...weight.initializer, sampled: sampled.others } }, 0);
}

/** Relative change of E[h^2] below which all further steps are like the last. */
const SETTLED = 1e-9;

/** @param entered what enters at each step, over its average. */
function unroll(step: CellMoments, sums: Sums, entered: Float64Array, from: StateMoments): CellStep[] {
  const steps: CellStep[] = [];
  let state = from;
  let settled = false;
  entered.forEach((factor, i) => {
    const last = steps.at(-1);
    const isLikeTheLast = settled && factor === entered[i - 1];
    const next = isLikeTheLast && last !== undefined ? last : step(state, entering(sums, factor));
    settled = isSettled(state, next.after);
    steps.push(next);
    state = next.after;
  });
  return steps;
}

function entering(sums: Sums, factor: number): Sums {
  if (factor === 1) return sums;
  return {
    ...sums,
    entering: sums.entering * factor,
    enteringNext: sums.enteringNext * factor,
    enteringFar: sums.enteringFar * factor,
  };
}

function isSettled(before: StateMoments, after: StateMoments): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) <= SETTLED * Math.abs(b);
  return (
    near(before.secondMoment, after.secondMoment) &&
    near(before.memory, after.memory) &&
    near(before.nextPair, after.nextPair)
  );
}

/** What every step sends back, the last first, for a gradient at the last state or at all of them. */
function backThroughTime(
  steps: readonly CellStep[],
  gradient: Gradient,
  returnSequences: boolean,
): { sent: SentBack[]; before: StateGradient } {
  const atEach = arrivingAtEach(gradient, steps.length);
  let carried = NO_GRADIENT;
  const sent = [...steps].reverse().map((step, i) => {
    const atOne = { ...NOTHING_ARRIVES, own: i === 0 ? gradient.secondMoment : 0 };
    const sent = step.backward(carried, returnSequences ? (atEach[steps.length - 1 - i] ?? atOne) : atOne);
    carried = sent.before;
    return sent;
  });
  return { sent, before: carried };
}

/** What the layers above send to every step, the first first. */
function arrivingAtEach(gradient: Gradient, count: number): Arriving[] {
  const { own, far, excess, fade } = arrivingAt(gradient);
  return Array.from(overSteps(gradient.profile, count), (share) => ({
    own: own * share,
    far: far * share,
    excess: excess * share,
    fade,
  }));
}
