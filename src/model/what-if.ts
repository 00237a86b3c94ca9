import type { ActivationName } from './activation.ts';

/** What a user tries on a model without changing its file. */
export interface WhatIf {
  /** Factor on the widths of all hidden layers. */
  readonly width: number;
  /** How often each hidden layer, or block of layers, stands in a row. */
  readonly depth: number;
  /** Nonlinearity of all hidden layers; null: as written. */
  readonly activation: ActivationName | null;
  /** Behind every hidden kernel layer, or none anywhere. */
  readonly normalization: TriedNormalization;
  /** Of all kernels: those of the file, or what is recommended for the changed model. */
  readonly initializers: 'asWritten' | 'recommended';
}

export type TriedNormalization = 'asWritten' | 'batch' | 'layer' | 'none';

/** The file as it is. */
export const AS_WRITTEN: WhatIf = {
  width: 1,
  depth: 1,
  activation: null,
  normalization: 'asWritten',
  initializers: 'asWritten',
};

/** Factors that can be tried. */
export const WIDTHS: readonly number[] = [1 / 4, 1 / 2, 1, 2, 4, 8];
export const DEPTHS: readonly number[] = [1, 2, 3, 4, 6, 8];
export const NORMALIZATIONS: readonly TriedNormalization[] = ['asWritten', 'batch', 'layer', 'none'];

/** Nonlinearities that can be tried, where the dialect has a name for them. */
export const TRIED_ACTIVATIONS: readonly ActivationName[] = [
  'relu',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'mish',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
  'linear',
];

export function sameWhatIf(a: WhatIf, b: WhatIf): boolean {
  return (
    a.width === b.width &&
    a.depth === b.depth &&
    a.activation === b.activation &&
    a.normalization === b.normalization &&
    a.initializers === b.initializers
  );
}

export function isAsWritten(whatIf: WhatIf): boolean {
  return sameWhatIf(whatIf, AS_WRITTEN);
}
