import type { Operation } from '../model/operation.ts';
import { rescalingStep } from './arrangement-step.ts';
import { addStep } from './merge-step.ts';
import { maxPoolingStep } from './pooling-step.ts';
import { deadShare } from './shares.ts';
import { type Gradient, type Law, type Pairs, type Signal, scaleGradient } from './signal.ts';
import { chain, type Step } from './step.ts';

type Merge = Extract<Operation, { readonly kind: 'merge' }>['how'];

/** Branches joined element by element, taken as independent apart from their means. */
export function elementwiseMergeStep(how: Merge, inputs: readonly Signal[], ids: readonly string[]): Step {
  switch (how) {
    case 'average': {
      const sum = addStep(inputs, ids);
      return chain(sum, rescalingStep(sum.output, 1 / inputs.length, 0));
    }
    case 'subtract':
      return addStep(
        inputs.map((input, i) => (i === 0 ? input : negated(input))),
        inputs.map((_, i) => String(i)),
      );
    case 'maximum':
      return largestStep(inputs);
    case 'minimum': {
      const largest = largestStep(inputs.map(negated));
      return { ...largest, output: negated(largest.output) };
    }
    case 'multiply':
      return productStep(inputs);
  }
}

function negated(input: Signal): Signal {
  return { ...input, mean: -input.mean, law: null };
}

/** The branches as the window of a max pooling whose positions are independent. */
function largestStep(inputs: readonly Signal[]): Step {
  const [first] = inputs;
  if (first === undefined) throw new RangeError('A maximum has no input.');
  const n = inputs.length;
  const average = (read: (signal: Signal) => number) => inputs.reduce((sum, signal) => sum + read(signal), 0) / n;
  const mean = average((signal) => signal.mean);
  const window: Signal = {
    ...first,
    positions: first.positions * n,
    mean,
    secondMoment: average((signal) => signal.secondMoment),
    pairs: {
      example: average(({ pairs }) => pairs.example),
      elsewhere: average(({ pairs }) => pairs.elsewhere),
      position: mean ** 2,
      unit: average(({ pairs }) => pairs.unit),
      both: mean ** 2,
    },
    law: commonLaw(inputs),
  };
  const step = maxPoolingStep(window, { taps: n, positions: first.positions });
  const { law } = window;
  const ties = law === null ? 0 : deadShare({ ...window, law: { ...law, exampleCorrelation: 0 } }, n);
  return {
    output: step.output,
    approximations: ['The compared branches are taken as independent Gaussians of one size.'],
    backward: (gradient) => {
      const [passed = gradient] = step.backward(gradient);
      return inputs.map((_, i) => {
        // Frameworks send a tie's gradient to the first.
        const share = (1 - ties) / n + (i === 0 ? ties : 0);
        const reachedSlope = passed.reachedSlope === null ? null : passed.reachedSlope / (n * share);
        return { ...scaleGradient(passed, n * share), reachedSlope, bend: 0 };
      });
    },
  };
}

/** Where all branches are the same function of Gaussians: the largest is that function of the largest Gaussian. */
function commonLaw(inputs: readonly Signal[]): Law | null {
  const laws = inputs.flatMap(({ law }) => law ?? []);
  const [first] = laws;
  if (first === undefined || laws.length < inputs.length) return null;
  const name = JSON.stringify(first.activation);
  if (laws.some(({ activation }) => JSON.stringify(activation) !== name)) return null;
  const average = (read: (law: Law) => number) => laws.reduce((sum, law) => sum + read(law), 0) / laws.length;
  return {
    activation: first.activation,
    mean: average((law) => law.mean),
    variance: average((law) => law.variance),
    positionCorrelation: 0,
    exampleCorrelation: average((law) => law.exampleCorrelation),
  };
}

/** Product of independent factors; smaller ones (a gate for each channel) hold for all positions or units. */
function productStep(inputs: readonly Signal[]): Step {
  const positions = Math.max(...inputs.map((input) => input.positions));
  const units = Math.max(...inputs.map((input) => input.units));
  const factors = inputs.map((input) => spreadOut(input, positions, units));
  const product = (read: (signal: Signal) => number, without = -1) =>
    factors.reduce((total, factor, i) => (i === without ? total : total * read(factor)), 1);
  const [first] = inputs;
  if (first === undefined) throw new RangeError('A product has no input.');
  const output: Signal = {
    ...first,
    positions,
    units,
    mean: product((signal) => signal.mean),
    secondMoment: product((signal) => signal.secondMoment),
    pairs: {
      example: product(({ pairs }) => pairs.example),
      elsewhere: product(({ pairs }) => pairs.elsewhere),
      position: product(({ pairs }) => pairs.position),
      unit: product(({ pairs }) => pairs.unit),
      both: product(({ pairs }) => pairs.both),
    },
    law: null,
  };
  const through = (gradient: Gradient, i: number): Gradient => ({
    ...gradient,
    secondMoment: gradient.secondMoment * product((signal) => signal.secondMoment, i),
    example: gradient.example * product(({ pairs }) => pairs.example, i),
    position: gradient.position * product(({ pairs }) => pairs.position, i),
    unit: gradient.unit * product(({ pairs }) => pairs.unit, i),
    reachedSlope: null,
    bend: 0,
  });
  return {
    output,
    approximations: ['The multiplied branches are taken as independent.'],
    backward: (gradient) =>
      inputs.map((input, i) => collected(through(gradient, i), positions / input.positions, units / input.units)),
  };
}

/** The signal as it stands beside a larger one: the same value at every position, or in every unit. */
function spreadOut(input: Signal, positions: number, units: number): Signal {
  let { pairs }: { pairs: Pairs } = input;
  if (input.positions < positions) pairs = { ...pairs, position: input.secondMoment, both: pairs.unit };
  if (input.units < units) pairs = { ...pairs, unit: input.secondMoment, both: pairs.position };
  return { ...input, pairs };
}

/** Gradients of all places that one value went to, added up. */
function collected(gradient: Gradient, positions: number, units: number): Gradient {
  const overPositions = {
    ...scaleGradient(gradient, positions ** 2),
    secondMoment: positions * gradient.secondMoment + positions * (positions - 1) * gradient.position,
  };
  if (units === 1) return overPositions;
  return {
    ...scaleGradient(overPositions, units ** 2),
    secondMoment: units * overPositions.secondMoment + units * (units - 1) * overPositions.unit,
  };
}
