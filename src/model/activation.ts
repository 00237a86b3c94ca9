import type { Expression } from './expression.ts';

/** An elementwise nonlinearity or softmax with all its parameters resolved; names are the field's, not a dialect's. */
export type Activation =
  | { readonly name: 'linear' | 'relu' | 'selu' | 'sigmoid' | 'tanh' | 'softplus' | 'softsign' }
  | { readonly name: 'relu6' | 'silu' | 'mish' | 'hardSwish' | 'exponential' | 'softmax' | 'logSoftmax' }
  | { readonly name: 'leakyRelu' | 'prelu'; readonly slope: number }
  | { readonly name: 'elu'; readonly alpha: number }
  | { readonly name: 'thresholdedRelu'; readonly theta: number }
  /** clip(slope * x + 0.5, 0, 1): slope 0.2 in TF.js and Keras 2, 1/6 in Keras 3. */
  | { readonly name: 'hardSigmoid'; readonly slope: number }
  | { readonly name: 'gelu'; readonly approximate: boolean }
  /** A function that the file computes; `written` is its name there, or its text. */
  | { readonly name: 'custom'; readonly written: string; readonly expression: Expression }
  /** A nonlinearity that is written in the file but cannot be read; `reason` is a sentence for the user. */
  | { readonly name: 'unknown'; readonly written: string; readonly reason: string };

export type ActivationName = Activation['name'];

/** What a layer's output meets; see `effectiveActivations`. */
export interface LayerActivation {
  /** The layer's own `activation`, null where the layer kind has none. */
  readonly own: Activation | null;
  /** The nonlinearity that the layer's output meets first, `linear` if it meets none; null for layers without weights. */
  readonly effective: Activation | null;
}

export const LINEAR: Activation = { name: 'linear' };

/** One text for each activation with its parameters. Most have none, and are asked for at every layer: they are their name. */
export function activationKey(activation: Activation): string {
  for (const parameter in activation) if (parameter !== 'name') return JSON.stringify(activation);
  return activation.name;
}
