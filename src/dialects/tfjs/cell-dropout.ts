import type { CellDropoutRules } from '../cell-dropout.ts';

/**
 * TF.js 4.22, `dist/layers/recurrent.js` and `convolutional_recurrent.js` of @tensorflow/tfjs-layers, read and drawn.
 * SimpleRNN, GRU and LSTM draw one mask a gate and use the first for all of them, whatever `implementation` says;
 * ConvLSTM2D has one for each gate. A cell draws its masks at its first step and keeps them for all others; the layers
 * throw them away when they are called again, an RNN around a cell never does (which a first training step does not
 * show). A GRU overwrites its state with the masked one before anything else: what it carries on has lost elements too,
 * and has grown by 1 / (1 - rate) at every step in the others.
 */
export const CELL_DROPOUT: CellDropoutRules = {
  gatesApart: false,
  fuses: false,
  ofCarried: true,
  renewsMasks: false,
};
