import type { Layer } from '../../../model/graph.ts';
import type { Cell, Unrolling } from '../../../model/operation.ts';
import { addBias } from '../../arithmetic/bias.ts';
import { multiply, multiplyTransposed } from '../../arithmetic/multiply.ts';
import { linearProduct } from '../../arithmetic/sliced.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../../operator.ts';
import { drawKernel, drawVector } from '../../random/weight.ts';
import { fillInSlices, inSlices } from '../../slices.ts';
import { gruCell } from './gru-cell.ts';
import { lstmCell } from './lstm-cell.ts';
import { simpleCell } from './simple-cell.ts';
import { type CellSize, type Recurrence, type StepCell, stepOf } from './step-cell.ts';

export type DenseCell = Exclude<Cell, { readonly kind: 'convLstm' }>;

const GATES: Readonly<Record<DenseCell['kind'], number>> = { simple: 1, lstm: 4, gru: 3 };

/**
 * A cell over the time steps of its input, its weights drawn once for all of them.
 * @param layer with kernel [features, gates * units], recurrent kernel [units, gates * units] and bias.
 * @param input steps x features
 * @param output steps x units, or units.
 */
export function unrolled(
  layer: Layer,
  cell: DenseCell,
  { returnSequences, goBackwards }: Pick<Unrolling, 'returnSequences' | 'goBackwards'>,
  input: Tensor,
  output: Tensor,
): Operator {
  const { memory } = output;
  const { batch } = input;
  const [steps = 1, features = 1] = input.shape;
  const { units } = cell;
  const sums = GATES[cell.kind] * units;
  const kernel = memory.unset32(features * sums);
  const recurrent = memory.unset32(units * sums);
  // A second bias, where there is one, is the recurrent product's.
  const bias = memory.float32(2 * sums);
  const inputBias = bias.subarray(0, sums);
  const recurrence: Recurrence = {
    apply: (state, target) => multiply(state, recurrent, target, batch, sums, units, true),
    applyTransposed: (from, target) => multiplyTransposed(from, recurrent, target, batch, units, sums, true),
  };
  const made = makeCell(cell, { batch, steps, units, memory }, recurrence, bias.subarray(sums));
  const entering = memory.unset32(steps * batch * features);
  const summed = memory.unset32(steps * batch * sums);
  const states = memory.float32((steps + 1) * batch * units);
  const gradients = [memory.scratch32(batch * units), memory.scratch32(batch * units)] as const;
  const inputGradient = memory.scratch32(entering.length);
  const inputProduct = linearProduct(steps * batch, features, sums, memory);
  const timeOf = (step: number) => (goBackwards ? steps - 1 - step : step);
  const atStep = (step: number): number | null => (returnSequences ? step * units : step === steps - 1 ? 0 : null);
  const outputWidth = returnSequences ? steps * units : units;

  return {
    *draw(streams): Work {
      const ofInput = { rows: features, columns: sums, fanIn: features };
      yield* drawKernel(kernel, findWeight(layer, 'kernel'), ofInput, streams);
      const ofState = { rows: units, columns: sums, fanIn: units };
      yield* drawKernel(recurrent, findWeight(layer, 'recurrent'), ofState, streams);
      const weight = findWeight(layer, 'bias');
      bias.fill(0);
      yield* drawVector(weight?.shape.length === 2 ? bias : inputBias, weight, 0, streams);
    },
    *forward(): Work {
      yield* copySteps(input.value, entering, batch, steps, features, timeOf);
      yield* inputProduct.forward(entering, kernel, summed);
      yield* addBias(summed, inputBias);
      for (let step = 0; step < steps; step++) {
        const own = stepOf(summed, step, batch * sums);
        const after = stepOf(states, step + 1, batch * units);
        yield* made.forward(step, own, stepOf(states, step, batch * units), after);
        const at = atStep(step);
        if (at !== null) {
          for (let example = 0; example < batch; example++) {
            output.value.set(stepOf(after, example, units), example * outputWidth + at);
          }
        }
      }
    },
    *backward(): Work {
      let [gradient, passed]: [Float32Array, Float32Array] = [gradients[0], gradients[1]];
      gradient.fill(0);
      for (let step = steps - 1; step >= 0; step--) {
        const at = atStep(step);
        if (at !== null) yield* addRows(output.gradient, outputWidth, at, gradient, units, batch);
        const own = stepOf(summed, step, batch * sums);
        yield* made.backward(step, stepOf(states, step, batch * units), gradient, own, passed);
        [gradient, passed] = [passed, gradient];
      }
      yield* fillInSlices(inputGradient, 0);
      yield* inputProduct.backward(summed, kernel, inputGradient);
      yield* addSteps(inputGradient, input.gradient, batch, steps, features, timeOf);
    },
    weightGradient: () => inputProduct.weightGradient(entering, summed),
  };
}

function makeCell(cell: DenseCell, size: CellSize, recurrence: Recurrence, recurrentBias: Float32Array): StepCell {
  switch (cell.kind) {
    case 'simple':
      return simpleCell(cell.activation, size, recurrence);
    case 'lstm':
      return lstmCell(cell, size, recurrence);
    case 'gru':
      return gruCell(cell, size, recurrence, recurrentBias);
  }
}

/** Examples by steps to steps by examples, in the order in which the steps are read. */
function copySteps(
  source: Float32Array,
  target: Float32Array,
  batch: number,
  steps: number,
  width: number,
  timeOf: (step: number) => number,
): Work {
  return eachStep(batch, steps, width, timeOf, (inOrder, ofExample) => {
    target.set(source.subarray(ofExample, ofExample + width), inOrder);
  });
}

/** Calls `act` for every step of every example with where it begins among the steps and among the examples. */
function eachStep(
  batch: number,
  steps: number,
  width: number,
  timeOf: (step: number) => number,
  act: (inOrder: number, ofExample: number) => void,
): Work {
  return inSlices(steps * batch, width, (from, to) => {
    for (let row = from; row < to; row++) {
      const example = row % batch;
      act(row * width, (example * steps + timeOf((row - example) / batch)) * width);
    }
  });
}

/** The way back of `copySteps`, added. */
function addSteps(
  source: Float32Array,
  target: Float32Array,
  batch: number,
  steps: number,
  width: number,
  timeOf: (step: number) => number,
): Work {
  return eachStep(batch, steps, width, timeOf, (from, to) => {
    for (let i = 0; i < width; i++) target[to + i] = (target[to + i] ?? 0) + (source[from + i] ?? 0);
  });
}

/** Adds one step of every example's rows. */
function addRows(
  source: Float32Array,
  sourceWidth: number,
  at: number,
  target: Float32Array,
  width: number,
  batch: number,
): Work {
  return inSlices(batch, width, (first, last) => {
    for (let example = first; example < last; example++) {
      for (let i = 0; i < width; i++) {
        const to = example * width + i;
        target[to] = (target[to] ?? 0) + (source[example * sourceWidth + at + i] ?? 0);
      }
    }
  });
}
