import assert from 'node:assert/strict';
import type { Activation } from '../../../src/model/activation.ts';
import {
  depthScale,
  exactScale,
  gains,
  layersUntilTenfold,
  settledVariance,
  stability,
  unitVarianceChi,
} from '../../../src/theory/gains.ts';
import { moments } from '../../../src/theory/moments.ts';

/** Exact scale (4 digits), slope and chi there (3 digits). */
const UNBOUNDED: readonly (readonly [Activation, number, number, number])[] = [
  [{ name: 'linear' }, 1, 1, 1],
  [{ name: 'relu' }, 2, 1, 1],
  [{ name: 'leakyRelu', slope: 0.2 }, 1.9231, 1, 1],
  [{ name: 'leakyRelu', slope: 0.3 }, 1.8349, 1, 1],
  [{ name: 'elu', alpha: 1 }, 1.6332, 0.898, 1.043],
  [{ name: 'selu' }, 1, 0.783, 1.072],
  [{ name: 'gelu', approximate: false }, 2.1551, 1.084, 1.06],
  [{ name: 'silu' }, 2.4297, 1.147, 1.067],
  [{ name: 'mish' }, 2.1068, 1.052, 1.059],
  [{ name: 'hardSwish' }, 2.4561, 1.202, 1.117],
  [{ name: 'softplus' }, 1.1732, 0.535, 0.35],
];

describe('exactScale', () => {
  for (const [activation, scale] of UNBOUNDED) {
    it(`keeps the second moment of ${JSON.stringify(activation)} at 1`, () => {
      const exact = exactScale(activation);
      assert.ok(exact !== null);
      // Four digits are given.
      assert.ok(Math.abs(exact - scale) < 6e-5, `${exact}`);
      assert.ok(Math.abs((moments(activation, 0, exact)?.secondMoment ?? 0) - 1) < 1e-12);
    });
  }

  it('does not exist for bounded activations and softmax', () => {
    for (const name of ['tanh', 'sigmoid', 'softsign', 'softmax'] as const) assert.equal(exactScale({ name }), null);
  });
});

describe('stability', () => {
  for (const [activation, , slope, chi] of UNBOUNDED) {
    it(`tells the slope of the signal from chi for ${JSON.stringify(activation)}`, () => {
      const at = stability(activation);
      assert.ok(at !== null);
      // Three digits are given.
      assert.ok(Math.abs(at.slope - slope) < 6e-4, `${at.slope}`);
      assert.ok(Math.abs(at.chi - chi) < 6e-4, `${at.chi}`);
    });
  }

  it('says after how many layers the size is off by ten', () => {
    // gelu, silu and mish: about 28, 16 (17) and 45 layers.
    const layers = (activation: Activation) => layersUntilTenfold(stability(activation)?.slope ?? Number.NaN);
    assert.equal(Math.floor(layers({ name: 'gelu', approximate: false })), 28);
    assert.equal(Math.floor(layers({ name: 'silu' })), 16);
    assert.equal(Math.floor(layers({ name: 'mish' })), 45);
    assert.equal(layersUntilTenfold(1), Number.POSITIVE_INFINITY);
  });
});

describe('gains', () => {
  it('are 1 / sqrt(q) and 1 / std', () => {
    const tanh = gains({ name: 'tanh' });
    assert.ok(tanh !== null);
    assert.ok(Math.abs(tanh.secondMoment - 1.5925) < 6e-5);
    const relu = gains({ name: 'relu' });
    assert.ok(relu !== null);
    assert.ok(Math.abs(relu.deviation - 1.7129) < 6e-5);
  });

  it('let the gradient grow 1.1 to 1.2 a layer for bounded activations', () => {
    for (const name of ['tanh'] as const) {
      const chi = unitVarianceChi({ name });
      assert.ok(chi !== null && chi > 1.1 && chi < 1.2, `${chi}`);
    }
  });
});

/** 1 / sqrt(q) and 1 / std(f), to 4 digits, from an independent quadrature. */
const GAINS: readonly (readonly [Activation, number, number])[] = [
  [{ name: 'relu' }, Math.SQRT2, 1.7129],
  [{ name: 'leakyRelu', slope: 0.01 }, 1.4141, 1.7048],
  [{ name: 'leakyRelu', slope: 0.2 }, 1.3868, 1.5465],
  [{ name: 'leakyRelu', slope: 0.3 }, 1.3546, 1.4633],
  [{ name: 'elu', alpha: 1 }, 1.2452, 1.2708],
  [{ name: 'selu' }, 1, 1],
  [{ name: 'tanh' }, 1.5925, 1.5925],
  [{ name: 'sigmoid' }, 1.8462, 4.8013],
  [{ name: 'hardSigmoid', slope: 0.2 }, 1.8598, 5.0571],
  [{ name: 'hardSigmoid', slope: 1 / 6 }, 1.8978, 6.015],
  [{ name: 'softplus' }, 1.0419, 1.9191],
  [{ name: 'softsign' }, 2.3375, 2.3375],
  [{ name: 'gelu', approximate: false }, 1.5335, 1.7009],
  [{ name: 'gelu', approximate: true }, 1.5336, 1.7009],
  [{ name: 'silu' }, 1.6765, 1.7872],
  [{ name: 'mish' }, 1.4868, 1.592],
  [{ name: 'hardSwish' }, 1.7367, 1.8139],
];

describe('both gains', () => {
  for (const [activation, secondMoment, deviation] of GAINS) {
    it(`of ${JSON.stringify(activation)}`, () => {
      const own = gains(activation);
      assert.ok(own !== null);
      // Four digits are given.
      assert.ok(Math.abs(own.secondMoment - secondMoment) < 6e-5, `${own.secondMoment}`);
      assert.ok(Math.abs(own.deviation - deviation) < 6e-5, `${own.deviation}`);
    });
  }

  it('follow a parametric slope: 2 / (1 + a^2) keeps the second moment', () => {
    for (const slope of [-0.5, 0, 0.05, 0.25, 0.9, 1]) {
      for (const name of ['leakyRelu', 'prelu'] as const) {
        const expected = 2 / (1 + slope ** 2);
        assert.ok(Math.abs((exactScale({ name, slope }) ?? 0) - expected) < 1e-9 * expected);
        assert.ok(Math.abs((gains({ name, slope })?.secondMoment ?? 0) ** 2 - expected) < 1e-9 * expected);
      }
    }
  });
});

describe('the edge of chaos', () => {
  it('is at scale 1 for tanh, whose slope at 0 is 1, and beyond 100 for sigmoid', () => {
    // chi at the variance that a stack of this scale settles at, biases 0.
    const chi = (activation: Activation, scale: number) => {
      const variance = settledVariance(activation, scale);
      assert.ok(variance !== null);
      return scale * (moments(activation, 0, variance)?.slopeSecondMoment ?? Number.NaN);
    };
    assert.ok(chi({ name: 'tanh' }, 0.9) < 1 && chi({ name: 'tanh' }, 1.2) > 1);
    assert.ok(chi({ name: 'sigmoid' }, 102) < 1 && chi({ name: 'sigmoid' }, 104) > 1);
  });

  it('has an endless depth scale, which is -1 / ln chi below', () => {
    assert.equal(depthScale(1), Number.POSITIVE_INFINITY);
    assert.ok(Math.abs(depthScale(0.9) - 9.4912) < 1e-4);
    const { chi } = stability({ name: 'selu' }) ?? { chi: Number.NaN };
    assert.ok(Math.abs(depthScale(chi) - 14.47) < 0.01, `${depthScale(chi)}`);
    // Gradients of 20 selu layers grow fourfold.
    assert.ok(Math.abs(chi ** 20 - 4) < 0.03, `${chi ** 20}`);
  });
});

describe('settledVariance', () => {
  it('is where a deep stack ends', () => {
    // relu keeps its size at 2 / fan_in, dies below and grows above.
    assert.ok(Math.abs((settledVariance({ name: 'relu' }, 2) ?? 0) - 2) < 1e-12);
    assert.equal(settledVariance({ name: 'relu' }, 1), 0);
    assert.equal(settledVariance({ name: 'relu' }, 3), Number.POSITIVE_INFINITY);
    // selu pulls every scale back; with 0.7737 (an uncorrected truncation) its second moment settles at 0.37.
    const settled = settledVariance({ name: 'selu' }, 0.7737413);
    assert.ok(settled !== null);
    assert.ok(Math.abs((moments({ name: 'selu' }, 0, settled)?.secondMoment ?? 0) - 0.37) < 0.01);
  });
});
