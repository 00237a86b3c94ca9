import type { DialectId } from './graph.ts';
import { SELU_ALPHA, SELU_SCALE } from './selu.ts';

/** Alpha dropout: elements are replaced by `dropped`, then everything is multiplied by `scale` and shifted. */
export interface AlphaDropoutConstants {
  readonly dropped: number;
  readonly scale: number;
  readonly shift: number;
}

/**
 * Klambauer et al. 2017 (arXiv 1706.02515), section 3: constants that keep mean 0 and variance 1. TensorFlow.js 4.22
 * puts in the negative of selu's lower limit, so that there they are not kept.
 */
export function alphaDropoutConstants(rate: number, dialect: DialectId): AlphaDropoutConstants {
  const limit = -SELU_ALPHA * SELU_SCALE;
  const scale = ((1 - rate) * (1 + rate * limit ** 2)) ** -0.5;
  return { dropped: dialect === 'tfjs' ? -limit : limit, scale, shift: -scale * limit * rate };
}
