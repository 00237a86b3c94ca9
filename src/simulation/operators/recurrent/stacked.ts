import type { Layer } from '../../../model/graph.ts';
import type { Unrolling } from '../../../model/operation.ts';
import type { Operator, Tensor } from '../../operator.ts';
import { asPart, inOrder, like } from '../parts.ts';
import type { DenseCell } from './state-cell.ts';
import { unrolled } from './unrolled.ts';

/** A cell with the layer that has its weights. */
export interface WeightedCell {
  readonly layer: Layer;
  readonly cell: DenseCell;
}

/** Cells on top of one another: each reads the states of the one below, so each can run over all steps by itself. */
export function stacked(cells: readonly WeightedCell[], unrolling: Unrolling, input: Tensor, output: Tensor): Operator {
  const [steps = 1] = input.shape;
  const between = cells.slice(0, -1).map(({ cell }) => like(output, [steps, cell.units]));
  const operators = cells.map(({ layer, cell }, i) => {
    const isLast = i === cells.length - 1;
    const way = {
      returnSequences: isLast ? unrolling.returnSequences : true,
      goBackwards: i === 0 && unrolling.goBackwards,
      renewsMasks: unrolling.renewsMasks,
    };
    return asPart(layer, unrolled(layer, cell, way, between[i - 1] ?? input, between[i] ?? output));
  });
  return inOrder(operators, between);
}
