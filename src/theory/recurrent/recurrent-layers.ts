import type { Cell, Unrolling } from '../../model/operation.ts';
import { passStep } from '../activation-step.ts';
import type { LayerContext } from '../linear-layers.ts';
import type { Signal } from '../signal.ts';
import { chain, type Step } from '../step.ts';
import { denseGeometry, imageGeometry } from './cell-geometry.ts';
import { recurrentStep } from './recurrent-step.ts';

/** One cell over all steps. */
export function ofCell(input: Signal, context: LayerContext, cell: Cell, unrolling: Unrolling): Step {
  const { layer, inputShape, outputShape, batch } = context;
  if (cell.kind !== 'convLstm' || inputShape === null || outputShape === null) {
    return recurrentStep(input, layer, cell, unrolling, batch);
  }
  const [steps = 1, ...image] = inputShape;
  const state = unrolling.returnSequences ? outputShape.slice(1) : outputShape;
  return recurrentStep(input, layer, cell, unrolling, batch, imageGeometry(steps, cell, image, state));
}

/** One step, from states that are given or from zeros. */
export function cellAlone([input, ...states]: readonly Signal[], context: LayerContext, cell: Cell): Step {
  const { layer, inputShape, outputShape, batch } = context;
  if (input === undefined) throw new RangeError(`Layer ${layer.id} has no input.`);
  const isImage = cell.kind === 'convLstm' && inputShape !== null && outputShape !== null;
  const geometry = isImage ? imageGeometry(1, cell, inputShape, outputShape) : denseGeometry(input, cell);
  return recurrentStep(input, layer, cell, { returnSequences: false, renewsMasks: false }, batch, geometry, states);
}

/** Cells on top of one another, each reading all states of the one below. */
export function ofCells(input: Signal, { layer: { parts }, batch }: LayerContext, unrolling: Unrolling): Step {
  return parts.reduce<Step>(
    (below, part, i) => {
      const { operation } = part;
      if (operation.kind !== 'recurrentCell') return below;
      const returnSequences = unrolling.returnSequences || i < parts.length - 1;
      return chain(below, recurrentStep(below.output, part, operation.cell, { ...unrolling, returnSequences }, batch));
    },
    passStep(input, []),
  );
}
