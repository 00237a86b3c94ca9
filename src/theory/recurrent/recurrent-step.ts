import type { Layer } from '../../model/graph.ts';
import type { Cell, Unrolling } from '../../model/operation.ts';
import { readKernel, weightMoments, weightOf } from '../linear-layers.ts';
import { addSpreads, correlation, type Gradient, NO_SPREAD, type Persistence, type Signal } from '../signal.ts';
import type { Step } from '../step.ts';
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
  'The sums of different gates are taken as independent Gaussians, all steps of the input as equally alike, and what comes back from above as evenly spread over them.';

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
  const steps = unroll(momentsOf(cell), sums, geometry.steps, stateOf(given));
  const counted = returnSequences ? steps : steps.slice(-1);
  const output = outputSignal(input, units, counted, positions, fade);
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
      const total = sent.reduce((sum, each) => sum + each.sums, 0);
      const pair = (distance: number) => far + (next - far) * fade ** (distance - 1);
      const crossed = crossedSteps(steps, sent, pair, returnSequences ? arrivingAt(gradient) : NOTHING_ARRIVES);
      return (batch * geometry.uses * input.secondMoment * (total + crossed)) / GATES[cell.kind];
    },
  };
}

/**
 * What products of two different steps add to a kernel's gradient: inputs that are alike, times gradients of the
 * candidate's sums that have one sign as long as the memory keeps it, or that come from above alike.
 * @param pair E[x x'] over E[x^2] of inputs that many steps apart.
 * @param above what comes from above.
 */
function crossedSteps(
  steps: readonly CellStep[],
  sent: readonly SentBack[],
  pair: (distance: number) => number,
  above: Arriving,
): number {
  let sum = 0;
  sent.forEach(({ steady, direct }, i) => {
    const last = steps.length - 1 - i;
    const { retention = 0 } = steps[last] ?? {};
    let kept = 1;
    for (let distance = 1; distance <= last; distance++) {
      kept *= retention;
      const arriving = above.far + above.excess * above.fade ** (distance - 1);
      sum += 2 * pair(distance) * (steady * kept + direct * arriving * (1 - kept));
    }
  });
  return sum;
}

/** E[d d'] of the candidates' gradients at two steps, on average and of neighbouring ones. */
function pairsSentBack(
  steps: readonly CellStep[],
  sent: readonly SentBack[],
  above: Arriving,
): { position: number; persistence: Persistence | null } {
  const own = mean(sent.map(({ sums }) => sums));
  const retention = mean(steps.map((step) => step.retention));
  const direct = mean(sent.map((each) => each.direct));
  const steady = mean(sent.map((each) => each.steady));
  if (own <= 0 || steps.length < 2) return { position: 0, persistence: null };
  const share = (pair: number) => Math.min(1, Math.max(0, pair / own));
  const far = share(direct * above.far);
  const next = Math.max(far, share(retention * steady + (1 - retention) * direct * (above.far + above.excess)));
  const fade = Math.max(retention, above.fade);
  const near = fade > 0 ? keptOverSteps(fade, steps.length) / fade : 0;
  return { position: own * (far + (next - far) * near), persistence: { next, far, fade } };
}

const NOTHING_ARRIVES: Arriving = { own: 0, far: 0, excess: 0, fade: 0 };

/** The same at every step. */
function arrivingAt({ secondMoment, position, persistence }: Gradient): Arriving {
  if (persistence === null) return { own: secondMoment, far: position, excess: 0, fade: 0 };
  const { next, far, fade } = persistence;
  return { own: secondMoment, far: far * secondMoment, excess: (next - far) * secondMoment, fade };
}

/** Steps of which only the average pair is known. */
function equallyAlike({ pairs, secondMoment }: Signal): Persistence {
  const share = secondMoment > 0 ? Math.min(1, Math.max(0, pairs.position / secondMoment)) : 0;
  return { next: share, far: share, fade: 0 };
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

function unroll(step: CellMoments, sums: Sums, count: number, from: StateMoments): CellStep[] {
  const steps: CellStep[] = [];
  let state = from;
  let settled = false;
  for (let i = 0; i < count; i++) {
    const last = steps.at(-1);
    const next = settled && last !== undefined ? last : step(state, sums);
    settled = isSettled(state, next.after);
    steps.push(next);
    state = next.after;
  }
  return steps;
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
function outputSignal(
  input: Signal,
  units: number,
  counted: readonly CellStep[],
  places: number,
  entering: number,
): Signal {
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
  const fade = Math.max(entering, mean(counted.map(({ retention }) => retention)));
  const near = fade > 0 ? keptOverSteps(fade, counted.length) / fade : 0;
  return {
    positions: counted.length * places,
    units,
    mean: average,
    secondMoment,
    pairs: {
      example: alike(input.pairs.example),
      position: secondMoment * (far + (next - far) * near),
      unit: average ** 2,
      both: average ** 2,
    },
    law: null,
    persistence: counted.length > 1 && places === 1 ? { next, far, fade } : null,
    spread: addSpreads(input.spread, input.sampling),
    sampling: secondMoment > 0 ? { own: Math.log1p(2 / units), shared: 0 } : NO_SPREAD,
  };
}

/** Mean of persistence^distance over all pairs of `count` steps. */
function keptOverSteps(persistence: number, count: number): number {
  if (count < 2) return 0;
  let sum = 0;
  for (let distance = 1; distance < count; distance++) sum += (count - distance) * persistence ** distance;
  return (2 * sum) / (count * (count - 1));
}

/** What every step sends back, the last first, for a gradient at the last state or at all of them. */
function backThroughTime(
  steps: readonly CellStep[],
  gradient: Gradient,
  returnSequences: boolean,
): { sent: SentBack[]; before: StateGradient } {
  const atAll = arrivingAt(gradient);
  let carried = NO_GRADIENT;
  const sent = [...steps].reverse().map((step, i) => {
    const atOne = { ...NOTHING_ARRIVES, own: i === 0 ? gradient.secondMoment : 0 };
    const sent = step.backward(carried, returnSequences ? atAll : atOne);
    carried = sent.before;
    return sent;
  });
  return { sent, before: carried };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
