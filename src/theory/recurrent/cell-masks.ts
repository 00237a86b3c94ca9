import type { Cell, Unrolling } from '../../model/operation.ts';

/** Second moments of the masks inside a cell, whose mean is 1: what is kept is divided by 1 - rate. */
export interface MaskMoments {
  readonly input: MaskMoment;
  /** Of a mask that only products see. */
  readonly state: MaskMoment;
  /** Of a GRU that carries on what its mask leaves; null elsewhere. */
  readonly carried: CarriedMask | null;
}

export interface MaskMoment {
  /** E[m^2] = 1 / (1 - rate). */
  readonly own: number;
  /** E[m m'] of one element at two steps. */
  readonly steps: number;
}

/** A mask that holds for all steps splits the units into those that it drops and those that it makes larger. */
export interface CarriedMask {
  readonly dropped: number;
  /** The factor on what is kept, 1 / (1 - rate). */
  readonly factor: number;
}

export function maskMoments({ dropout }: Cell, { renewsMasks }: Pick<Unrolling, 'renewsMasks'>): MaskMoments {
  const moment = (rate: number): MaskMoment => {
    const own = 1 / (1 - rate);
    return { own, steps: renewsMasks ? 1 : own };
  };
  const { input = 0, recurrent = 0, ofCarried = false } = dropout ?? {};
  const carried = ofCarried ? { dropped: recurrent, factor: 1 / (1 - recurrent) } : null;
  return { input: moment(input), state: moment(ofCarried ? 0 : recurrent), carried };
}
