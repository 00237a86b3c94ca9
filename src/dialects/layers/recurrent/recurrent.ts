import type { LayerFamily } from '../../layer-reader.ts';
import type { CellFamily } from './cell.ts';
import { readUnrolling, unrolledShape } from './unrolling.ts';

/** One cell over time: [steps, ...step] to the last step's output, or to all of them. */
export function recurrent(family: CellFamily): LayerFamily {
  return (layer) => {
    const unrolling = readUnrolling(layer);
    const input = layer.inputOverTime(family.rank + 1, family.channels(layer));
    const { cell, weights, outputShape } = family.read(layer, input.slice(1), unrolling);
    const output = unrolledShape(input[0], outputShape, unrolling);
    return { operation: { kind: 'recurrent', cell, ...unrolling }, activation: null, outputShape: output, weights };
  };
}

/** One step on its own, for an RNN to repeat. */
export function recurrentCell(family: CellFamily): LayerFamily {
  return (layer) => {
    const step = layer.inputOfRank(family.rank, family.channels(layer));
    const { cell, weights, outputShape } = family.read(layer, step, null);
    return { operation: { kind: 'recurrentCell', cell }, activation: null, outputShape, weights };
  };
}
