import { lengthNormalisationStep } from './normalisation-step.ts';
import { addSpreads, type Gradient, NO_SPREAD, type Pairs, type Signal } from './signal.ts';
import type { Step } from './step.ts';

/** One of the two inputs, as the product sees it. */
interface Operand {
  readonly signal: Signal;
  /** Elements that are summed. */
  readonly length: number;
  /** Places that are left over. */
  readonly places: number;
  /** E[a b] of two elements at one place, of one summed element at two places, and of neither in common. */
  readonly along: number;
  readonly across: number;
  readonly both: number;
}

/**
 * Sums of products of two independent signals over one axis of each: second moments multiply, n of them add up.
 * @param axes indices into the shapes without batch.
 * @param shapes of the inputs; where one is not known, its units are summed.
 */
export function dotStep(
  inputs: readonly [Signal, Signal],
  axes: readonly [number, number],
  shapes: readonly [readonly number[] | null, readonly number[] | null],
  normalize: boolean,
): Step {
  const plain = [operand(inputs[0], axes[0], shapes[0]), operand(inputs[1], axes[1], shapes[1])] as const;
  if (!normalize) return productStep(plain[0], plain[1]);
  const lengths = plain.map(({ signal, length }) =>
    lengthNormalisationStep(signal, { gamma: ONE, beta: ZERO }, 0, length, length),
  );
  const [x, y] = [
    operand(lengths[0]?.output ?? inputs[0], axes[0], shapes[0]),
    operand(lengths[1]?.output ?? inputs[1], axes[1], shapes[1]),
  ];
  const product = productStep(x, y);
  return {
    ...product,
    backward: (gradient) =>
      product.backward(gradient).flatMap((passed, i) => lengths[i]?.backward(orthogonal(passed, plain[i])) ?? []),
  };
}

const ONE = { mean: 1, variance: 0 };
const ZERO = { mean: 0, variance: 0 };

/** A gradient less its part along the vector whose length does not count. */
function orthogonal(gradient: Gradient, from: Operand | undefined): Gradient {
  const kept = from === undefined || from.length <= 1 ? 0 : 1 - 1 / from.length;
  return { ...gradient, secondMoment: gradient.secondMoment * kept };
}

function operand(signal: Signal, axis: number, shape: readonly number[] | null): Operand {
  const length = shape?.[axis] ?? signal.units;
  const { unit, position, both } = signal.pairs;
  const sumsUnits = shape === null || axis === shape.length - 1;
  return {
    signal,
    length,
    places: (signal.positions * signal.units) / length,
    along: sumsUnits ? unit : position,
    across: sumsUnits ? position : unit,
    both,
  };
}

function productStep(x: Operand, y: Operand): Step {
  const n = Math.min(x.length, y.length);
  const sum = (same: number, along: number) => n * same + n * (n - 1) * along;
  const [a, b] = [x.signal, y.signal];
  const pairs: Pairs = {
    example: sum(a.pairs.example * b.pairs.example, a.pairs.both * b.pairs.both),
    elsewhere: sum(a.pairs.elsewhere * b.pairs.elsewhere, a.pairs.both * b.pairs.both),
    // Results of two places of x with one of y.
    position: sum(x.across * b.secondMoment, x.both * y.along),
    unit: sum(a.secondMoment * y.across, x.along * y.both),
    both: sum(x.across * y.across, x.both * y.both),
  };
  const output: Signal = {
    positions: x.places,
    units: y.places,
    mean: n * a.mean * b.mean,
    secondMoment: sum(a.secondMoment * b.secondMoment, x.along * y.along),
    pairs,
    law: null,
    profile: null,
    sizes: null,
    persistence: null,
    spread: addSpreads(addSpreads(a.spread, a.sampling), addSpreads(b.spread, b.sampling)),
    sampling: { own: Math.log1p(2 / y.places), shared: 0 },
  };
  return {
    output,
    approximations: [
      'The two signals are taken as independent, and the products as Gaussian: a signal times itself comes out larger.',
    ],
    backward: (gradient) => [
      sentBack(gradient, y, gradient.unit, gradient.position),
      sentBack(gradient, x, gradient.position, gradient.unit),
    ],
  };
}

/**
 * To one input: the gradients of all results that it took part in, each times the other input's element.
 * @param among E[g g'] of two results of one of its places.
 * @param across the same of two of its places with one of the other's.
 */
function sentBack(gradient: Gradient, other: Operand, among: number, across: number): Gradient {
  const { places, signal, along, both } = other;
  const sum = (same: number, pair: number, element: number, different: number) =>
    places * same * element + places * (places - 1) * pair * different;
  const atBoth = gradient.secondMoment > 0 ? (among * across) / gradient.secondMoment : 0;
  return {
    ...gradient,
    secondMoment: sum(gradient.secondMoment, among, signal.secondMoment, other.across),
    unit: sum(gradient.secondMoment, among, along, both),
    position: sum(across, atBoth, signal.secondMoment, other.across),
    example: sum(gradient.example, 0, signal.pairs.example, 0),
    reachedSlope: null,
    bend: 0,
    spread: addSpreads(gradient.spread, gradient.sampling),
    sampling: NO_SPREAD,
  };
}
