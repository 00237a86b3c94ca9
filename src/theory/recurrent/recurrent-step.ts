import type { Layer } from '../../model/graph.ts';
import type { Cell, Unrolling } from '../../model/operation.ts';
import { readKernel, weightMoments, weightOf } from '../linear-layers.ts';
import type { Profile } from '../profile.ts';
import { addSpreads, correlation, type Gradient, NO_SPREAD, type Signal } from '../signal.ts';
import type { Step } from '../step.ts';
import {
  arrivingAt,
  crossedSteps,
  equallyAlike,
  keptOverSteps,
  mean,
  NOTHING_ARRIVES,
  pairsSentBack,
} from './between-steps.ts';
import { type CellGeometry, denseGeometry } from './cell-geometry.ts';
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
import { gruMoments, lstmMoments, simpleMoments } from './cells.ts';

const GATES: Readonly<Record<Cell['kind'], number>> = { simple: 1, lstm: 4, gru: 3, convLstm: 4 };

const INDEPENDENT =
  'The sums of different gates are taken as independent Gaussians, and steps of the input as alike as their distance makes them on average.';

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
  { returnSequences }: Pick<Unrolling, 'returnSequences'>,
  batch: number,
  geometry: CellGeometry = denseGeometry(input, cell),
  given: readonly Signal[] = [],
): Step {
  const { fanIn, fanOut, stateFan, units, positions } = geometry;
  const kernel = readKernel(weightOf(layer, 'kernel'), fanIn);
  const recurrent = readKernel(weightOf(layer, 'recurrent'), stateFan);
  const entering = fanIn * kernel.moments.variance;
  const { next, far, fade } = input.persistence ?? equallyAlike(input);
  const sums: Sums = {
    entering: entering * input.secondMoment,
    enteringNext: entering * next * input.secondMoment,
    enteringFar: entering * far * input.secondMoment,
    fade,
    recurrent: stateFan * recurrent.moments.variance,
    bias: biasOf(layer, cell),
  };
  const entered = overSteps(input.profile, geometry.steps);
  const steps = unroll(momentsOf(cell), sums, entered, stateOf(given));
  const counted = returnSequences ? steps : steps.slice(-1);
  const output = outputSignal(input, units, counted, positions);
  const sentBack = (gradient: Gradient) => backThroughTime(steps, gradient, returnSequences);
  return {
    output,
    approximations: [INDEPENDENT, ...kernel.approximations, ...recurrent.approximations],
    backward: (gradient) => {
      const { sent, before } = sentBack(gradient);
      const factor = fanOut * kernel.moments.variance;
      const pairs = pairsSentBack(steps, sent, returnSequences ? arrivingAt(gradient) : NOTHING_ARRIVES);
      const rest = { ...gradient, example: 0, unit: 0, reachedSlope: null, bend: 0 };
      const toInput = {
        ...rest,
        secondMoment: factor * mean(sent.map(({ sums }) => sums)),
        profile: positions === 1 ? profileOf([...sent].reverse().map(({ sums }) => sums)) : null,
        position: factor * pairs.position,
        persistence: pairs.persistence,
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
      const total = sent.reduce((sum, each, i) => sum + each.sums * (entered[steps.length - 1 - i] ?? 1), 0);
      const pair = (distance: number) => far + (next - far) * fade ** (distance - 1);
      const crossed = crossedSteps(
        steps,
        sent,
        entered,
        pair,
        returnSequences ? arrivingAtEach(gradient, steps.length) : null,
      );
      return (batch * geometry.uses * input.secondMoment * (total + crossed)) / GATES[cell.kind];
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
  };
}

function momentsOf(cell: Cell): CellMoments {
  switch (cell.kind) {
    case 'simple':
      return simpleMoments(cell);
    case 'lstm':
    case 'convLstm':
      return lstmMoments(cell);
    case 'gru':
      return gruMoments(cell);
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

/** The states that leave the layer, as one signal of their average moments. */
function outputSignal(input: Signal, units: number, counted: readonly CellStep[], places: number): Signal {
  const secondMoment = mean(counted.map(({ after }) => after.secondMoment));
  const average = mean(counted.map(({ after }) => after.mean));
  const spread = Math.max(0, secondMoment - average ** 2);
  const alike = (pair: number) => average ** 2 + correlation(input, pair) * spread;
  const share = (read: (state: StateMoments) => number) =>
    secondMoment > 0 ? Math.min(1, mean(counted.map(({ after }) => read(after))) / secondMoment) : 0;
  const next = share(({ nextPair }) => nextPair);
  const far = Math.min(
    next,
    share(({ farPair }) => farPair),
  );
  const fade = mean(counted.map(({ after }) => after.pairFade));
  const near = fade > 0 ? keptOverSteps(fade, counted.length) / fade : 0;
  return {
    positions: counted.length * places,
    units,
    mean: average,
    secondMoment,
    pairs: {
      example: alike(input.pairs.example),
      elsewhere: alike(input.pairs.elsewhere),
      position: secondMoment * (far + (next - far) * near),
      unit: average ** 2,
      both: average ** 2,
    },
    law: null,
    profile: places === 1 ? profileOf(counted.map(({ after }) => after.secondMoment)) : null,
    sizes: null,
    persistence: counted.length > 1 && places === 1 ? { next, far, fade } : null,
    spread: addSpreads(input.spread, input.sampling),
    sampling: secondMoment > 0 ? { own: Math.log1p(2 / units), shared: 0 } : NO_SPREAD,
  };
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

/** Second moments of steps over their average. */
function profileOf(moments: readonly number[]): Profile | null {
  const average = mean(moments);
  return moments.length > 1 && average > 0 ? [Float64Array.from(moments, (moment) => moment / average)] : null;
}

/** One factor a step: a profile's if it is one of as many steps. */
function overSteps(profile: Profile | null, count: number): Float64Array {
  const [factors, ...others] = profile ?? [];
  return factors?.length === count && others.length === 0 ? factors : new Float64Array(count).fill(1);
}
