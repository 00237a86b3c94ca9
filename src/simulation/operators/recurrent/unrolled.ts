import type { Layer } from '../../../model/graph.ts';
import type { Cell, Unrolling } from '../../../model/operation.ts';
import { multiplyTransposed, transpose } from '../../arithmetic/multiply.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../../operator.ts';
import { drawKernel, drawVector } from '../../random/weight.ts';
import { addBias } from '../bias.ts';
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
  const { batch } = input;
  const [steps = 1, features = 1] = input.shape;
  const { units } = cell;
  const sums = GATES[cell.kind] * units;
  const kernel = new Float32Array(features * sums);
  const kernelTransposed = new Float32Array(sums * features);
  const recurrent = new Float32Array(units * sums);
  const recurrentTransposed = new Float32Array(sums * units);
  // A second bias, where there is one, is the recurrent product's.
  const bias = new Float32Array(2 * sums);
  const recurrence: Recurrence = {
    apply: (state, target) => multiplyTransposed(state, recurrentTransposed, target, batch, sums, units, true),
    applyTransposed: (from, target) => multiplyTransposed(from, recurrent, target, batch, units, sums, true),
  };
  const made = makeCell(cell, { batch, steps, units }, recurrence, bias.subarray(sums));
  const entering = new Float32Array(steps * batch * features);
  const summed = new Float32Array(steps * batch * sums);
  const states = new Float32Array((steps + 1) * batch * units);
  const gradients = [new Float32Array(batch * units), new Float32Array(batch * units)] as const;
  const inputGradient = new Float32Array(entering.length);
  const timeOf = (step: number) => (goBackwards ? steps - 1 - step : step);
  const atStep = (step: number): number | null => (returnSequences ? step * units : step === steps - 1 ? 0 : null);
  const outputWidth = returnSequences ? steps * units : units;

  return {
    *draw(streams): Work {
      yield* drawKernel(
        kernel,
        findWeight(layer, 'kernel'),
        { rows: features, columns: sums, fanIn: features },
        streams,
      );
      transpose(kernel, kernelTransposed, features, sums);
      yield* drawKernel(
        recurrent,
        findWeight(layer, 'recurrent'),
        { rows: units, columns: sums, fanIn: units },
        streams,
      );
      transpose(recurrent, recurrentTransposed, units, sums);
      const weight = findWeight(layer, 'bias');
      bias.fill(0);
      drawVector(weight?.shape.length === 2 ? bias : bias.subarray(0, sums), weight, 0, streams);
    },
    *forward(): Work {
      copySteps(input.value, entering, batch, steps, features, timeOf);
      for (let step = 0; step < steps; step++) {
        const own = stepOf(summed, step, batch * sums);
        multiplyTransposed(stepOf(entering, step, batch * features), kernelTransposed, own, batch, sums, features);
        addBias(own, bias.subarray(0, sums));
        const after = stepOf(states, step + 1, batch * units);
        made.forward(step, own, stepOf(states, step, batch * units), after);
        const at = atStep(step);
        if (at !== null) {
          for (let example = 0; example < batch; example++) {
            output.value.set(stepOf(after, example, units), example * outputWidth + at);
          }
        }
        yield;
      }
    },
    *backward(): Work {
      let [gradient, passed]: [Float32Array, Float32Array] = [gradients[0], gradients[1]];
      gradient.fill(0);
      for (let step = steps - 1; step >= 0; step--) {
        const at = atStep(step);
        if (at !== null) addRows(output.gradient, outputWidth, at, gradient, units, batch);
        const own = stepOf(summed, step, batch * sums);
        made.backward(step, stepOf(states, step, batch * units), gradient, own, passed);
        const back = stepOf(inputGradient, step, batch * features);
        multiplyTransposed(own, kernel, back, batch, features, sums);
        [gradient, passed] = [passed, gradient];
        yield;
      }
      addSteps(inputGradient, input.gradient, batch, steps, features, timeOf);
    },
    weightGradient() {
      const rows = steps * batch;
      const inputs = new Float32Array(rows * features);
      const gradientsOfSums = new Float32Array(rows * sums);
      transpose(entering, inputs, rows, features);
      transpose(summed, gradientsOfSums, rows, sums);
      const product = new Float32Array(features * sums);
      multiplyTransposed(inputs, gradientsOfSums, product, features, sums, rows);
      return product.reduce((total, value) => total + value * value, 0) / product.length;
    },
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
): void {
  for (let step = 0; step < steps; step++) {
    for (let example = 0; example < batch; example++) {
      const from = (example * steps + timeOf(step)) * width;
      target.set(source.subarray(from, from + width), (step * batch + example) * width);
    }
  }
}

/** The way back of `copySteps`, added. */
function addSteps(
  source: Float32Array,
  target: Float32Array,
  batch: number,
  steps: number,
  width: number,
  timeOf: (step: number) => number,
): void {
  for (let step = 0; step < steps; step++) {
    for (let example = 0; example < batch; example++) {
      const from = (step * batch + example) * width;
      const to = (example * steps + timeOf(step)) * width;
      for (let i = 0; i < width; i++) target[to + i] = (target[to + i] ?? 0) + (source[from + i] ?? 0);
    }
  }
}

/** Adds one step of every example's rows. */
function addRows(
  source: Float32Array,
  sourceWidth: number,
  at: number,
  target: Float32Array,
  width: number,
  batch: number,
): void {
  for (let example = 0; example < batch; example++) {
    for (let i = 0; i < width; i++) {
      const to = example * width + i;
      target[to] = (target[to] ?? 0) + (source[example * sourceWidth + at + i] ?? 0);
    }
  }
}
