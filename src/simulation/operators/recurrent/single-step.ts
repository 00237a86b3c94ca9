import type { Layer } from '../../../model/graph.ts';
import type { Cell } from '../../../model/operation.ts';
import { multiplyTransposed, transpose } from '../../arithmetic/multiply.ts';
import { addTo } from '../../arithmetic/vectors.ts';
import type { Memory } from '../../memory/memory.ts';
import { count, createTensor, findWeight, type Operator, type Tensor, type Work } from '../../operator.ts';
import { drawKernel, drawVector } from '../../random/weight.ts';
import { convolution } from '../convolution.ts';
import { drawnDense } from '../drawn-dense.ts';
import { type DrawnRecurrence, stateConvolution } from './conv-lstm.ts';
import { gruCell } from './gru-cell.ts';
import { lstmCell } from './lstm-cell.ts';
import { simpleCell } from './simple-cell.ts';
import type { CellSize, StepCell } from './step-cell.ts';

const GATES: Readonly<Record<Cell['kind'], number>> = { simple: 1, lstm: 4, gru: 3, convLstm: 4 };

/**
 * A cell as a layer of its own: one step from the states that are given, or from zeros.
 * @param inputs the step's input, then the state and an LSTM's memory where they are given; images with channels last.
 * @param output the state after the step.
 */
export function singleStep(layer: Layer, cell: Cell, inputs: readonly [Tensor, ...Tensor[]], output: Tensor): Operator {
  const [input, state, memory = null] = inputs;
  const { batch } = input;
  const own = output.memory;
  const units = cell.kind === 'convLstm' ? cell.filters : cell.units;
  const spatial = output.shape.slice(0, -1);
  const gates = GATES[cell.kind];
  const sums = createTensor(batch, [...spatial, gates * units], own);
  const biased = withOwnBias(layer, gates * units);
  const entering =
    cell.kind === 'convLstm' ? convolution(biased, cell.window, 1, input, sums) : drawnDense(biased, input, sums);
  const size = { batch: batch * count(spatial), steps: 1, units, memory: own };
  const drawn =
    cell.kind === 'convLstm'
      ? stateConvolution(layer, cell.window, batch, spatial, units, own)
      : stateProduct(layer, size.batch, units, gates * units, own);
  const secondBias = own.float32(gates * units);
  const made = makeCell(cell, size, drawn, secondBias, memory);
  const before = state?.value ?? own.float32(output.value.length);
  const step = own.float32(sums.value.length);
  const passed = own.float32(output.value.length);
  return {
    *draw(streams): Work {
      yield* entering.draw(streams) ?? [];
      yield* drawn.draw(streams) ?? [];
      const bias = findWeight(layer, 'bias');
      if (bias?.shape.length === 2) yield* drawVector(secondBias, bias, 0, streams);
    },
    *forward(): Work {
      yield* entering.forward() ?? [];
      step.set(sums.value);
      yield* made.forward(0, step, before, output.value);
    },
    *backward(): Work {
      yield* made.backward(0, before, output.gradient, step, passed);
      sums.gradient.set(step);
      if (state !== undefined) yield* addTo(passed, state.gradient);
      yield* entering.backward() ?? [];
    },
    weightGradient: () => entering.weightGradient(),
  };
}

/** A bias of two rows is the input's and the recurrent product's: the first alone for what enters. */
function withOwnBias(layer: Layer, length: number): Layer {
  const weights = layer.weights.map((weight) =>
    weight.role === 'bias' && weight.shape.length === 2 ? { ...weight, shape: [length] } : weight,
  );
  return { ...layer, weights };
}

function makeCell(
  cell: Cell,
  size: CellSize,
  { recurrence }: DrawnRecurrence,
  secondBias: Float32Array,
  memory: Tensor | null,
): StepCell {
  switch (cell.kind) {
    case 'simple':
      return simpleCell(cell.activation, size, recurrence);
    case 'gru':
      return gruCell(cell, size, recurrence, secondBias);
    case 'lstm':
      return lstmCell(cell, size, recurrence, memory);
    case 'convLstm':
      return lstmCell({ ...cell, kind: 'lstm', units: cell.filters }, size, recurrence, memory);
  }
}

function stateProduct(layer: Layer, rows: number, units: number, sums: number, memory: Memory): DrawnRecurrence {
  const kernel = memory.float32(units * sums);
  const transposed = memory.float32(kernel.length);
  return {
    *draw(streams): Work {
      yield* drawKernel(kernel, findWeight(layer, 'recurrent'), { rows: units, columns: sums, fanIn: units }, streams);
      yield* transpose(kernel, transposed, units, sums);
    },
    recurrence: {
      apply: (state, target) => multiplyTransposed(state, transposed, target, rows, sums, units, true),
      applyTransposed: (from, target) => multiplyTransposed(from, kernel, target, rows, units, sums, true),
    },
  };
}
