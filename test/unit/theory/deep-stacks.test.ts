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
    const stack = (activation: Activation, width: number) =>
      sequential(
        [width],
        Array.from({ length: 20 }, () => dense(width, heNormal, activation)),
      );
    const gelu: Activation = { name: 'gelu', approximate: false };
    const wide = (activation: Activation) =>
      predict(stack(activation, 256), { input: 'normal', band: false }).at(-1)?.forward.secondMoment ?? 0;
    assert.ok(Math.abs(Math.log(wide(gelu) / 1.4e-3)) < 0.05, `${wide(gelu)}`);
    assert.ok(Math.abs(Math.log(wide({ name: 'silu' }) / 1.1e-5)) < 0.05, `${wide({ name: 'silu' })}`);
    // Of 40,000 draws of one example at width 1024: mean 4.45e-3 (standard error 0.08e-3), median 1.14e-3, middle 90 % 1.6e-4 to 1.65e-2.
    const finite = predict(stack(gelu, 1024), { input: 'normal', batch: 1 }).at(-1)?.forward;
    assert.ok(finite !== undefined);
    assert.ok(Math.abs(finite.secondMoment / 4.45e-3 - 1) < 0.06, `${finite.secondMoment}`);
    assert.ok(Math.abs(finite.median / 1.14e-3 - 1) < 0.06, `${finite.median}`);
    assert.ok(Math.abs(finite.low / 1.65e-4 - 1) < 0.2 && Math.abs(finite.high / 1.65e-2 - 1) < 0.1, `${finite.high}`);
  });
});

/** Weights of variance `scale` / fan-in. */
function scaled(scale: number): Sampler {
  return (fans) => ({ family: 'normal', mean: 0, stddev: Math.sqrt(scale / fans.in) });
}

/**
 * Means of one example's signal at the end and gradient at the input over 12,000 draws at width 64, 6,000 at 256, with
 * their standard errors in per cent: every layer's units drawn as Gaussians of the variance that the layer below gives,
 * the gradient likewise with its part along the signal (as `src/simulation/undrawn/` does). Infinite width gives gelu's
 * gradient as 0.0073 at 20 layers of He's scale, selu's as 570, softplus's as 1.66e-11.
 */
const DRAWN: readonly (readonly [
  Activation,
  scale: number,
  width: number,
  depth: number,
  signal: readonly [mean: number, error: number],
  gradient: readonly [mean: number, error: number],
])[] = [
  [{ name: 'selu' }, 2, 256, 20, [69.78, 0.6], [586.2, 0.9]],
  [{ name: 'selu' }, 1, 64, 20, [0.9747, 0.2], [4.604, 1.5]],
  [{ name: 'elu', alpha: 1 }, 2, 64, 20, [6.55, 0.9], [20.55, 1.4]],
  [{ name: 'tanh' }, 1, 64, 20, [0.02397, 0.4], [0.03624, 1.1]],
  [{ name: 'softplus' }, 1, 64, 20, [0.8561, 0.2], [2.389e-11, 1.9]],
  [{ name: 'mish' }, 2, 256, 20, [0.1714, 2.2], [0.5309, 1.9]],
  [{ name: 'gelu', approximate: false }, 2, 256, 10, [0.2844, 0.9], [0.5508, 0.7]],
  [{ name: 'gelu', approximate: false }, 2.1551, 64, 20, [1.772, 3.2], [4.485, 2.7]],
  [{ name: 'silu' }, 2, 64, 5, [0.2472, 0.8], [0.3519, 0.7]],
  [{ name: 'silu' }, 2.4297, 64, 20, [8.604, 3.7], [23.68, 3.2]],
  [{ name: 'silu' }, 2.4297, 256, 50, [1239, 4.8], [5845, 3.9]],
  [{ name: 'selu' }, 2, 256, 50, [1603, 1.3], [5.398e4, 1.8]],
  [{ name: 'tanh' }, 1, 256, 50, [0.009608, 0.5], [0.01443, 1.1]],
];

describe('predictions of narrow deep stacks', () => {
  for (const [activation, scale, width, depth, signal, gradient] of DRAWN) {
    it(`are the means that ${depth} layers of ${width} ${activation.name} of scale ${scale} were drawn with`, () => {
      const layers = Array.from({ length: depth }, () => dense(width, scaled(scale), activation));
      const predicted = predict(sequential([width], layers), { input: 'normal' });
      // Twice the standard error, and 3 %.
      const near = (actual: number | undefined, [mean, error]: readonly [number, number]) =>
        assert.ok(Math.abs((actual ?? 0) / mean - 1) < (2 * error + 3) / 100, `${actual} for ${mean}`);
      near(predicted.at(-1)?.forward.secondMoment, signal);
      near(predicted[0]?.backward.secondMoment, gradient);
    });
  }
});
