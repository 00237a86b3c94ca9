import { NORMALIZATIONS, TRIED_ACTIVATIONS, type WhatIf } from '../model/what-if.ts';
import { type Guard, literal, nullable, record } from './guard.ts';

const isFactor: Guard<number> = (value): value is number => typeof value === 'number' && value > 0 && value <= 64;
const isCount: Guard<number> = (value): value is number => Number.isInteger(value) && isFactor(value);

export const isWhatIf = record<WhatIf>({
  width: isFactor,
  depth: isCount,
  activation: nullable(literal(...TRIED_ACTIVATIONS)),
  normalization: literal(...NORMALIZATIONS),
  initializers: literal('asWritten', 'recommended'),
});
