/**
 * What a framework's recurrent cells make of `dropout` and `recurrentDropout` in a training step. Everywhere rates are
 * clipped to [0, 1], elements fall out independently of one another and of the other examples, and what is kept is
 * divided by 1 - rate. A rate of 1 drops nothing in TF.js (a mask is drawn for 0 < rate < 1 only); Keras cannot draw
 * such a mask and throws.
 */
export interface CellDropoutRules {
  /** Whether the gates of LSTM and GRU have masks of their own where they are computed one by one. */
  readonly gatesApart: boolean;
  /** Whether an LSTM or GRU layer that is left at its usual functions runs fused, its gates together at all events. */
  readonly fuses: boolean;
  /** Whether a GRU carries its state on as the mask leaves it. */
  readonly ofCarried: boolean;
  /** Whether masks are drawn anew at every step. */
  readonly renewsMasks: boolean;
}
