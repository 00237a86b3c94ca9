import type { Cell, CellDropout, Unrolling } from '../../../../src/model/operation.ts';
import { activationName } from './activation.ts';
import { type LayerConfig, type Options, Untrainable } from './json.ts';
import { windowOptions } from './window.ts';

const LAYERS = { simple: 'SimpleRNN', lstm: 'LSTM', gru: 'GRU', convLstm: 'ConvLSTM2D' } as const;
const CELLS = { simple: 'SimpleRNNCell', lstm: 'LSTMCell', gru: 'GRUCell', convLstm: 'ConvLSTM2DCell' } as const;

const OTHER_MASKS = 'drops elements inside its cells in a way that TensorFlow.js does not have.';

export function recurrentLayer(cell: Cell, unrolling: Unrolling): LayerConfig {
  if (cell.kind === 'convLstm' && cell.window.rank !== 2) {
    throw new Untrainable('is a ConvLSTM of other than two dimensions, which TensorFlow.js does not have.');
  }
  if (cell.dropout !== null && unrolling.renewsMasks) throw new Untrainable(OTHER_MASKS);
  return { class_name: LAYERS[cell.kind], config: { ...cellOptions(cell), ...unrollingOptions(unrolling) } };
}

export function cellLayer(cell: Cell): LayerConfig {
  return { class_name: CELLS[cell.kind], config: cellOptions(cell) };
}

export function unrollingOptions({ returnSequences, returnState, goBackwards }: Unrolling): Options {
  if (returnState) throw new Untrainable('hands out its states besides its output, which is not followed here.');
  return { returnSequences, goBackwards };
}

function cellOptions(cell: Cell): Options {
  const common = {
    activation: named(cell.activation),
    useBias: cell.useBias,
    kernelInitializer: 'Zeros',
    recurrentInitializer: 'Zeros',
    biasInitializer: 'Zeros',
    ...dropoutOptions(cell),
  };
  switch (cell.kind) {
    case 'simple':
      return { ...common, units: cell.units };
    case 'lstm':
      return { ...common, units: cell.units, unitForgetBias: false, ...gate(cell.recurrentActivation) };
    case 'gru':
      if (cell.resetAfter) throw new Untrainable('is a GRU with `resetAfter`, which TensorFlow.js does not have.');
      return { ...common, units: cell.units, ...gate(cell.recurrentActivation) };
    case 'convLstm':
      return {
        ...common,
        ...windowOptions(cell.window),
        filters: cell.filters,
        unitForgetBias: false,
        ...gate(cell.recurrentActivation),
      };
  }
}

function gate(activation: Cell['activation']): Options {
  return { recurrentActivation: named(activation) };
}

function named(activation: Cell['activation']): string {
  const name = activationName(activation);
  if (name === null)
    throw new Untrainable(`has ${activation.name} inside its cells, which TensorFlow.js does not have.`);
  return name;
}

/** TensorFlow.js's masks: see the dialect's cell-dropout.ts. */
function dropoutOptions({ kind, dropout }: Cell): Options {
  if (dropout === null) return {};
  const own: Pick<CellDropout, 'masks' | 'ofCarried'> =
    kind === 'convLstm' ? { masks: 'perGate', ofCarried: false } : { masks: 'shared', ofCarried: kind === 'gru' };
  const carries = kind !== 'gru' || dropout.recurrent === 0 || dropout.ofCarried === own.ofCarried;
  if (dropout.masks !== own.masks || !carries) {
    throw new Untrainable(OTHER_MASKS);
  }
  return { dropout: dropout.input, recurrentDropout: dropout.recurrent };
}
