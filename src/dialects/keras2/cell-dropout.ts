import type { CellDropoutRules } from '../cell-dropout.ts';

/**
 * Keras 2.15, `keras/src/layers/rnn/` (`dropout_rnn_cell_mixin.py`, `simple_rnn.py`, `gru.py`, `lstm.py`,
 * `base_conv_lstm.py`), read and drawn. SimpleRNN has one mask, ConvLSTM one for each gate, LSTM and GRU one for each gate
 * where `implementation` is 1, to which a recurrent dropout switches them, and one for all else.
 * - LSTM and GRU layers at their usual functions (tanh, sigmoid, a bias, no recurrent dropout, no `unroll`) run fused and
 *   mask their whole input at once, with the first mask: every step has elements of its own.
 * - All other layers draw within the loop over their steps. In a graph, as `fit` compiles it, that is a loop whose body
 *   draws anew at every step; only `unroll` runs through the cache that keeps the masks (as eager execution would).
 * Of a GRU's state only what the recurrent kernel sees is masked.
 */
export const CELL_DROPOUT: CellDropoutRules = {
  gatesApart: true,
  fuses: true,
  ofCarried: false,
  renewsMasks: true,
};
