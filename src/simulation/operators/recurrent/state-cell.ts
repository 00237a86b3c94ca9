import type { Layer } from '../../../model/graph.ts';
import type { Cell } from '../../../model/operation.ts';
import { findWeight, type Streams, type Tensor, type Work } from '../../operator.ts';
import { drawKernel, drawVector } from '../../random/weight.ts';
import { denseRecurrence } from './dense-recurrence.ts';
import { onDroppedState } from './dropped-state.ts';
import { gruCell } from './gru-cell.ts';
import { lstmCell } from './lstm-cell.ts';
import type { Masks } from './masks.ts';
import { simpleCell } from './simple-cell.ts';
import type { CellSize, Recurrence, StepCell } from './step-cell.ts';

export type DenseCell = Exclude<Cell, { readonly kind: 'convLstm' }>;

export const GATES: Readonly<Record<Cell['kind'], number>> = { simple: 1, lstm: 4, gru: 3, convLstm: 4 };

/** A dense cell with what it draws besides the input's kernel. */
export interface DrawnCell {
  readonly cell: StepCell;
  /** One value for every sum of what enters. */
  readonly inputBias: Float32Array;
  draw(streams: Streams): Work;
}

/**
 * @param layer with recurrent kernel [units, gates * units] and bias.
 * @param masks of the state.
 * @param initial an LSTM's memory before the first step; zeros without.
 */
export function drawnCell(
  layer: Layer,
  cell: DenseCell,
  size: CellSize,
  masks: Masks | null,
  initial: Tensor | null = null,
): DrawnCell {
  const { batch, units, memory } = size;
  const gates = GATES[cell.kind];
  const sums = gates * units;
  const kernel = memory.unset32(units * sums);
  // A second bias, where there is one, is the recurrent product's.
  const bias = memory.float32(2 * sums);
  const inputBias = bias.subarray(0, sums);
  const ofCarried = cell.dropout?.ofCarried === true;
  const recurrence = denseRecurrence(kernel, { batch, units, gates }, ofCarried ? null : masks, memory);
  const made = makeCell(cell, size, recurrence, bias.subarray(sums), initial);
  return {
    cell: ofCarried && masks !== null ? onDroppedState(made, masks, batch * units, memory) : made,
    inputBias,
    *draw(streams): Work {
      yield* masks?.draw(streams) ?? [];
      const form = { rows: units, columns: sums, fanIn: units };
      yield* drawKernel(kernel, findWeight(layer, 'recurrent'), form, streams);
      const weight = findWeight(layer, 'bias');
      bias.fill(0);
      yield* drawVector(weight?.shape.length === 2 ? bias : inputBias, weight, 0, streams);
    },
  };
}

function makeCell(
  cell: DenseCell,
  size: CellSize,
  recurrence: Recurrence,
  recurrentBias: Float32Array,
  initial: Tensor | null,
): StepCell {
  switch (cell.kind) {
    case 'simple':
      return simpleCell(cell.activation, size, recurrence);
    case 'lstm':
      return lstmCell(cell, size, recurrence, initial);
    case 'gru':
      return gruCell(cell, size, recurrence, recurrentBias);
  }
}
