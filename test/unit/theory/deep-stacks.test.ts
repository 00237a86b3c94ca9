import assert from 'node:assert/strict';
import type { Activation } from '../../../src/model/activation.ts';
import { predict } from '../../../src/theory/predict.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import {
  glorotTruncated,
  glorotUniform,
  heNormal,
  heTruncated,
  heUniform,
  type Sampler,
} from '../../builders/samplers.ts';

const leCunTruncated: Sampler = (fans) => ({ family: 'truncatedNormal', mean: 0, stddev: Math.sqrt(1 / fans.in) });

/**
 * What deep stacks of equal dense layers do, as measured by running them (two digits are known): E[a^2] at the end and
 * E[g^2] at the input, null where it was not measured.
 */
const MEASURED: readonly (readonly [Activation, Sampler, string, number, number, number | null, number | null])[] = [
  [{ name: 'relu' }, heTruncated, 'an uncorrected he normal', 20, 256, 6.1e-3, null],
  [{ name: 'relu' }, glorotTruncated, 'TensorFlow.js’s default', 20, 256, 5.5e-9, null],
  [{ name: 'selu' }, leCunTruncated, 'an uncorrected lecun normal', 20, 256, 0.37, null],
  [{ name: 'selu' }, heUniform, 'he uniform', 20, 256, 70, 570],
  [{ name: 'silu' }, heNormal, 'he normal', 20, 256, 1.1e-5, null],
  [{ name: 'gelu', approximate: false }, heNormal, 'he normal', 20, 256, 1.4e-3, null],
  [{ name: 'sigmoid' }, glorotUniform, 'glorot uniform', 10, 128, null, 2e-13],
  [{ name: 'tanh' }, glorotTruncated, 'TensorFlow.js’s default', 10, 128, 0.011, null],
  [{ name: 'tanh' }, glorotUniform, 'glorot uniform', 10, 128, 0.052, null],
];

describe('predictions of deep stacks', () => {
  for (const [activation, sampler, name, depth, width, signal, gradient] of MEASURED) {
    it(`give what ${depth} layers of ${activation.name} with ${name} were measured to do`, () => {
      const layers = Array.from({ length: depth }, () => dense(width, sampler, activation));
      const predicted = predict(sequential([width], layers), { input: 'normal' });
      // Rounding to two digits, and the spread of the measured nets' mean, 0.1 to 0.15 on the log scale.
      const near = (actual: number | undefined, expected: number) =>
        assert.ok(Math.abs(Math.log((actual ?? 0) / expected)) < 0.15, `${actual} for ${expected}`);
      if (signal !== null) near(predicted.at(-1)?.forward.secondMoment, signal);
      if (gradient !== null) near(predicted[0]?.backward.secondMoment, gradient);
    });
  }
});
