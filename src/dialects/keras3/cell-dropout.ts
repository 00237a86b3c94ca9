import type { CellDropoutRules } from '../cell-dropout.ts';

/**
 * Keras 3.12, `keras/src/layers/rnn/` (`dropout_rnn_cell.py`, `rnn.py`, `gru.py`, `lstm.py`, `conv_lstm.py`), read and
 * drawn. SimpleRNN has one mask, ConvLSTM one for each gate, LSTM and GRU one for each gate where `implementation` is 1,
 * to which a recurrent dropout switches them, and one for all else. An RNN draws all masks before its first step, so that
 * they hold for all steps, and throws them away afterwards. Of a GRU's state only what the recurrent kernel sees is
 * masked.
 */
export const CELL_DROPOUT: CellDropoutRules = {
  gatesApart: true,
  fuses: false,
  ofCarried: false,
  renewsMasks: false,
};
