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

  it('give infinitely wide gelu and silu stacks less than finite ones, whose rare large draws make the mean', () => {
    // 150 draws of 20 layers of 256 have the mean 0.034 (standard error 0.006) for gelu; infinite width 1.4e-3.
    const layers = Array.from({ length: 20 }, () => dense(256, heNormal, { name: 'gelu', approximate: false }));
    const graph = sequential([256], layers);
    const wide = predict(graph, { input: 'normal', band: false }).at(-1)?.forward.secondMoment ?? 0;
    const finite = predict(graph, { input: 'normal' }).at(-1)?.forward;
    assert.ok(Math.abs(Math.log(wide / 1.4e-3)) < 0.05, `${wide}`);
    assert.ok(finite !== undefined && finite.secondMoment > 0.034 / 2 && finite.secondMoment < 0.034 * 2);
    // Half of the draws lie below 5.4e-3: a factor 6 under the mean. The draws' logarithms are skew, the band's are not.
    assert.ok(finite.median < finite.secondMoment / 1.8 && finite.median > 5.4e-3 / 2.5, `${finite.median}`);
    const silu = sequential(
      [256],
      Array.from({ length: 20 }, () => dense(256, heNormal, { name: 'silu' })),
    );
    const faded = predict(silu, { input: 'normal', band: false }).at(-1)?.forward.secondMoment ?? 0;
    assert.ok(Math.abs(Math.log(faded / 1.1e-5)) < 0.05, `${faded}`);
  });
});
