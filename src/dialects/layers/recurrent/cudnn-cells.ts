import { product } from '../../../model/shape.ts';
import { ELEMENTWISE_FANS } from '../../layer-reader.ts';
import type { CellFamily, ReadCell } from './cell.ts';
import { gruCell, lstmCell } from './dense-cells.ts';

/**
 * Cells of the layers that earlier versions of Keras 2 had for graphics cards only: the gates' biases stand twice, for
 * input and state, in one vector of [2 * gates * units].
 */
function cudnnCell(family: CellFamily, gates: number, start: string | null): CellFamily {
  return {
    ...family,
    read(layer, step, loop): ReadCell {
      const read = family.read(layer, step, loop);
      const shape = [product([2 * gates, layer.options.dimension('units', null)])];
      const bias = layer.fixedWeight({
        role: 'bias',
        shape,
        trueFans: ELEMENTWISE_FANS,
        fallback: start === null ? { name: 'zeros' } : { name: 'unknown', reason: start },
      });
      return { ...read, weights: read.weights.map((weight) => (weight.role === 'bias' ? bias : weight)) };
    },
  };
}

export const cudnnGruCell: CellFamily = cudnnCell(gruCell, 3, null);

export const cudnnLstmCell: CellFamily = cudnnCell(
  lstmCell,
  4,
  "The state's bias of the forget gate starts at 1, all others at 0.",
);
