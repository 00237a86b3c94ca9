import type { Layer } from '../../../model/graph.ts';
import type { Cell } from '../../../model/operation.ts';
import { addBias } from '../../arithmetic/bias.ts';
import { addTo } from '../../arithmetic/vectors.ts';
import { count, createTensor, type Operator, type Tensor, type Work } from '../../operator.ts';
import { type ConvLstm, inputConvolution, stateConvolution } from './conv-lstm.ts';
import { inputProduct } from './input-product.ts';
import { lstmCell } from './lstm-cell.ts';
import { type CellMasks, cellMasks } from './masks.ts';
import { type DenseCell, type DrawnCell, drawnCell, GATES } from './state-cell.ts';

/**
 * A cell as a layer of its own: one step from the states that are given, or from zeros. Its masks are the same in all
 * of its uses: a cell keeps them until a layer around it, which there is not, throws them away.
 * @param inputs the step's input, then the state and an LSTM's memory where they are given; images with channels last.
 * @param output the state after the step.
 */
export function singleStep(layer: Layer, cell: Cell, inputs: readonly [Tensor, ...Tensor[]], output: Tensor): Operator {
  const [input, state, initial = null] = inputs;
  const { memory } = output;
  const gates = GATES[cell.kind];
  const units = cell.kind === 'convLstm' ? cell.filters : cell.units;
  const spatial = output.shape.slice(0, -1);
  const sums = createTensor(input.batch, [...spatial, gates * units], memory);
  const size = { gates, steps: 1, input: input.value.length, state: output.value.length };
  const masks = cellMasks(cell, size, 'mask', memory);
  const { entering, drawn } =
    cell.kind === 'convLstm'
      ? imageParts(layer, cell, masks, input, sums, initial)
      : denseParts(layer, cell, masks, input, sums, initial);
  const before = state?.value ?? memory.float32(output.value.length);
  const step = memory.float32(sums.value.length);
  const passed = memory.float32(output.value.length);
  return {
    *draw(streams): Work {
      yield* entering.draw(streams) ?? [];
      yield* drawn.draw(streams);
    },
    *forward(): Work {
      yield* entering.forward() ?? [];
      step.set(sums.value);
      yield* addBias(step, drawn.inputBias);
      yield* drawn.cell.forward(0, step, before, output.value);
    },
    *backward(): Work {
      yield* drawn.cell.backward(0, before, output.gradient, step, passed);
      sums.gradient.set(step);
      if (state !== undefined) yield* addTo(passed, state.gradient);
      yield* entering.backward() ?? [];
    },
    weightGradient: () => entering.weightGradient(),
  };
}

/** What the products are of, and the cell behind them. */
interface Parts {
  readonly entering: Operator;
  readonly drawn: DrawnCell;
}

function denseParts(
  layer: Layer,
  cell: DenseCell,
  masks: CellMasks,
  input: Tensor,
  sums: Tensor,
  initial: Tensor | null,
): Parts {
  const row = (tensor: Tensor): Tensor => ({ ...tensor, shape: [1, count(tensor.shape)] });
  const size = { batch: input.batch, steps: 1, units: cell.units, memory: sums.memory };
  return {
    entering: inputProduct(layer, masks.input, input.batch, row(input), row(sums)),
    drawn: drawnCell(layer, cell, size, masks.state, initial),
  };
}

function imageParts(
  layer: Layer,
  cell: ConvLstm,
  masks: CellMasks,
  input: Tensor,
  sums: Tensor,
  initial: Tensor | null,
): Parts {
  const { batch, memory } = sums;
  const spatial = sums.shape.slice(0, -1);
  const { filters, window } = cell;
  const { recurrence, draw } = stateConvolution(layer, window, batch, spatial, filters, masks.state, memory);
  const size = { batch: batch * count(spatial), steps: 1, units: filters, memory };
  return {
    entering: inputConvolution(layer, window, masks.input, 1, input, sums),
    drawn: {
      cell: lstmCell({ ...cell, kind: 'lstm', units: filters }, size, recurrence, initial),
      // The convolution has added it.
      inputBias: memory.float32(1),
      draw,
    },
  };
}
