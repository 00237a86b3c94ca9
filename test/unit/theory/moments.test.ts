import assert from 'node:assert/strict';
import type { Activation } from '../../../src/model/activation.ts';
import { scalarFunction } from '../../../src/model/activation-function.ts';
import { integratedMoments, moments } from '../../../src/theory/moments.ts';

/** E[f], E[f^2], E[f'^2] for a standard normal, to 6 digits, from an independent quadrature. */
const STANDARD: readonly (readonly [Activation, number, number, number])[] = [
  [{ name: 'relu' }, 0.398942, 0.5, 0.5],
  [{ name: 'leakyRelu', slope: 0.01 }, 0.394953, 0.50005, 0.50005],
  [{ name: 'leakyRelu', slope: 0.2 }, 0.319154, 0.52, 0.52],
  [{ name: 'leakyRelu', slope: 0.3 }, 0.27926, 0.545, 0.545],
  [{ name: 'elu', alpha: 1 }, 0.160521, 0.644945, 0.668102],
  [{ name: 'selu' }, 0, 1, 1.071575],
  [{ name: 'tanh' }, 0, 0.394294, 0.464403],
  [{ name: 'sigmoid' }, 0.5, 0.293379, 0.044836],
  [{ name: 'hardSigmoid', slope: 0.2 }, 0.5, 0.289102, 0.039503],
  [{ name: 'hardSigmoid', slope: 1 / 6 }, 0.5, 0.277639, 0.027703],
  [{ name: 'softplus' }, 0.806059, 0.921246, 0.293379],
  [{ name: 'softsign' }, 0, 0.183014, 0.227671],
  [{ name: 'gelu', approximate: false }, 0.282095, 0.425221, 0.455851],
  [{ name: 'gelu', approximate: true }, 0.282039, 0.425194, 0.455818],
  [{ name: 'silu' }, 0.206621, 0.355776, 0.379482],
  [{ name: 'mish' }, 0.240404, 0.452342, 0.479084],
  [{ name: 'hardSwish' }, 0.166217, 0.331567, 0.358532],
];

function momentsOf(activation: Activation, mean: number, variance: number) {
  const result = moments(activation, mean, variance);
  assert.ok(result !== null, `${activation.name} is elementwise`);
  return result;
}

function close(actual: number, expected: number, relative: number, what: string) {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected) + 1e-14, `${what}: ${actual}`);
}

describe('moments', () => {
  for (const [activation, mean, secondMoment, slope] of STANDARD) {
    it(`of ${JSON.stringify(activation)} for a standard normal`, () => {
      const result = momentsOf(activation, 0, 1);
      // The expected figures are rounded to 6 digits.
      for (const [actual, expected] of [
        [result.mean, mean],
        [result.secondMoment, secondMoment],
        [result.slopeSecondMoment, slope],
      ] as const) {
        assert.ok(Math.abs(actual - expected) < 6e-7, `${actual} for ${expected}`);
      }
    });
  }

  it('has the published sampled gains of normaliser-free networks', () => {
    // Brock et al. measured 1 / std(f) by sampling: three digits agree.
    const published: readonly (readonly [Activation, number])[] = [
      [{ name: 'gelu', approximate: false }, 1.7015],
      [{ name: 'silu' }, 1.7881],
      [{ name: 'tanh' }, 1.5939],
      [{ name: 'softsign' }, 2.3389],
      [{ name: 'softplus' }, 1.9203],
      [{ name: 'sigmoid' }, 4.8038],
      [{ name: 'elu', alpha: 1 }, 1.2716],
      [{ name: 'relu' }, 1.7139],
      [{ name: 'leakyRelu', slope: 0.01 }, 1.7059],
      [{ name: 'selu' }, 1.0009],
    ];
    for (const [activation, gamma] of published) {
      const { mean, secondMoment } = momentsOf(activation, 0, 1);
      close((secondMoment - mean ** 2) ** -0.5, gamma, 1e-3, activation.name);
    }
  });

  for (const activation of [
    { name: 'linear' },
    { name: 'relu' },
    { name: 'leakyRelu', slope: 0.3 },
    { name: 'exponential' },
  ] satisfies Activation[]) {
    it(`in closed form for ${activation.name} as by quadrature`, () => {
      const f = scalarFunction(activation);
      assert.ok(f !== null);
      for (const [mean, variance] of [
        [0, 1],
        [0.7, 0.25],
        [-1.5, 4],
        [2, 1e-4],
      ] as const) {
        const closed = momentsOf(activation, mean, variance);
        const integrated = integratedMoments(f, mean, Math.sqrt(variance));
        // exp at deviation 2 has its fourth moment at 16 deviations, beyond the panels: only the lower ones there.
        const wild = activation.name === 'exponential' && variance > 1;
        close(closed.mean, integrated.mean, 1e-9, 'mean');
        close(closed.secondMoment, integrated.secondMoment, 1e-9, 'second moment');
        close(closed.slopeSecondMoment, integrated.slopeSecondMoment, 1e-9, 'slope');
        if (!wild) close(closed.fourthMoment, integrated.fourthMoment, 1e-9, 'fourth moment');
      }
    });
  }

  it('in closed form for gelu: E[f] = v / sqrt(2 pi (1 + v)), and E[f^2] by arcsines', () => {
    for (const v of [1e-3, 0.3, 1, 2.1551, 30, 1e4]) {
      const at = momentsOf({ name: 'gelu', approximate: false }, 0, v);
      close(at.mean, v / Math.sqrt(2 * Math.PI * (1 + v)), 1e-9, `m at ${v}`);
      const arcs = Math.asin(v / (1 + v)) + (2 * v) / ((1 + v) * Math.sqrt(1 + 2 * v));
      close(at.secondMoment, v / 4 + (v / (2 * Math.PI)) * arcs, 1e-9, `q at ${v}`);
    }
  });

  it('in closed form for erf: E[erf(x)^2] = 2 / pi asin(2 v / (1 + 2 v))', () => {
    // Williams 1998, eq. 11, and the Gaussian integral of f'^2.
    const erf: Activation = { name: 'custom', written: 'erf', expression: { op: 'erf', of: { op: 'x' } } };
    for (const v of [1e-3, 0.3, 1, 7, 40]) {
      const at = momentsOf(erf, 0, v);
      close(at.secondMoment, (2 / Math.PI) * Math.asin((2 * v) / (1 + 2 * v)), 1e-9, `q at ${v}`);
      close(at.slopeSecondMoment, 4 / (Math.PI * Math.sqrt(1 + 4 * v)), 1e-9, `d at ${v}`);
    }
  });

  it('follows a nonlinearity through eight orders of magnitude of the variance', () => {
    // tanh(x) ~ x - x^3/3 below: q = v - 2 v^2 + ...; the sign function above: q -> 1 - 2 E|...| / sigma.
    close(momentsOf({ name: 'tanh' }, 0, 1e-4).secondMoment, 1e-4 - 2e-8, 1e-6, 'small');
    const deviation = 1e2;
    // E[1 - tanh(sigma z)^2] -> integral of sech^2 times the density at 0 = 2 / (sigma sqrt(2 pi)).
    const lost = 2 / (deviation * Math.sqrt(2 * Math.PI));
    close(1 - momentsOf({ name: 'tanh' }, 0, deviation ** 2).secondMoment, lost, 1e-4, 'large');
  });

  it('is the function itself without variance, and huge instead of undefined with too much of it', () => {
    assert.equal(momentsOf({ name: 'sigmoid' }, 0, 0).secondMoment, 0.25);
    assert.ok(momentsOf({ name: 'relu' }, 0, Number.POSITIVE_INFINITY).secondMoment > 1e100);
    assert.ok(Number.isFinite(momentsOf({ name: 'silu' }, 0, Number.POSITIVE_INFINITY).secondMoment));
  });

  it('has none for softmax', () => {
    assert.equal(moments({ name: 'softmax' }, 0, 1), null);
  });
});
