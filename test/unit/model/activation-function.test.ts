import assert from 'node:assert/strict';
import type { Activation } from '../../../src/model/activation.ts';
import { scalarFunction } from '../../../src/model/activation-function.ts';

const ELEMENTWISE: readonly Activation[] = [
  { name: 'linear' },
  { name: 'relu' },
  { name: 'relu6' },
  { name: 'leakyRelu', slope: 0.2 },
  { name: 'prelu', slope: 0 },
  { name: 'thresholdedRelu', theta: 1 },
  { name: 'elu', alpha: 0.7 },
  { name: 'selu' },
  { name: 'exponential' },
  { name: 'softplus' },
  { name: 'sigmoid' },
  { name: 'tanh' },
  { name: 'softsign' },
  { name: 'hardSigmoid', slope: 0.2 },
  { name: 'gelu', approximate: false },
  { name: 'gelu', approximate: true },
  { name: 'silu' },
  { name: 'mish' },
  { name: 'hardSwish' },
];

function functionOf(activation: Activation) {
  const f = scalarFunction(activation);
  assert.ok(f !== null, `${activation.name} is elementwise`);
  return f;
}

describe('scalarFunction', () => {
  for (const activation of ELEMENTWISE) {
    it(`gives ${activation.name} and its derivative`, () => {
      const f = functionOf(activation);
      const step = 1e-5;
      for (let x = -7.123; x < 7; x += 0.377) {
        const difference = (f.value(x + step) - f.value(x - step)) / (2 * step);
        // Central differences err by step^2 |f'''| / 6 and by rounding, 1e-16 |f| / step: below 1e-7 of e^7.
        assert.ok(Math.abs(f.derivative(x) - difference) < 1e-7 * (1 + Math.abs(f.value(x))), `at ${x}`);
      }
    });

    it(`keeps ${activation.name} finite or infinite, never undefined, far out`, () => {
      const f = functionOf(activation);
      for (const x of [-1e5, 1e5]) {
        assert.ok(!Number.isNaN(f.value(x)), `value at ${x}`);
        assert.ok(!Number.isNaN(f.derivative(x)), `derivative at ${x}`);
      }
    });
  }

  it('has the frameworks’ one-sided slope at a kink', () => {
    assert.equal(functionOf({ name: 'relu' }).derivative(0), 0);
  });

  it('knows known values', () => {
    assert.equal(functionOf({ name: 'hardSigmoid', slope: 0.2 }).value(1), 0.7);
    assert.ok(Math.abs(functionOf({ name: 'gelu', approximate: false }).value(1) - 0.8413447460685429) < 1e-15);
    assert.ok(Math.abs(functionOf({ name: 'mish' }).value(1) - 0.8650983882673103) < 1e-15);
  });

  it('has nothing to say of softmax and of what cannot be read', () => {
    assert.equal(scalarFunction({ name: 'softmax' }), null);
    assert.equal(scalarFunction({ name: 'unknown', written: 'f', reason: 'It is computed.' }), null);
  });
});
