import assert from 'node:assert/strict';
import { dialects } from '../../../../src/dialects/index.ts';
import { distributionVariance } from '../../../../src/model/distribution.ts';
import type { InitializerSpec } from '../../../../src/model/initializer.ts';

const KERNEL = { role: 'kernel', shape: [256, 128], fans: { in: 256, out: 128 } } as const;

function variance(dialect: keyof typeof dialects, spec: InitializerSpec): number | null {
  const { sampled } = dialects[dialect].initializer(spec, null, KERNEL);
  return distributionVariance(sampled, KERNEL.shape);
}

/** 1e-12: rounding of a few operations. */
function close(actual: number | null, expected: number): void {
  assert.ok(actual !== null && Math.abs(actual / expected - 1) < 1e-12, `${actual}, not ${expected}`);
}

describe('sampledDistribution', () => {
  it('keeps the nominal variance of a uniform everywhere', () => {
    for (const id of ['tfjs', 'keras2', 'keras3'] as const) close(variance(id, { name: 'heUniform' }), 2 / 256);
  });

  it('loses variance to the truncation in TF.js and not in Keras', () => {
    // 1 - 4 phi(2) / (2 Phi(2) - 1)
    close(variance('tfjs', { name: 'heNormal' }), (0.7737413035499232 * 2) / 256);
    close(variance('keras2', { name: 'heNormal' }), 2 / 256);
    close(variance('keras3', { name: 'glorotNormal' }), 1 / 192);
  });

  it('widens by the constant that Keras has in its source', () => {
    const { sampled } = dialects.keras3.initializer({ name: 'heNormal' }, null, KERNEL);
    assert.ok(sampled.family === 'truncatedNormal');
    close(sampled.stddev, Math.sqrt(2 / 256) / 0.87962566103423978);
  });

  it('never widens a plain truncated normal, whose nominal variance stays that of its name', () => {
    for (const id of ['tfjs', 'keras3'] as const) {
      const made = dialects[id].initializer({ name: 'truncatedNormal', mean: 0, stddev: 0.05 }, null, KERNEL);
      assert.deepEqual(made.sampled, { family: 'truncatedNormal', mean: 0, stddev: 0.05 });
      close(made.nominalVariance, 0.0025);
    }
  });

  it('samples an untruncated normal in Keras', () => {
    const spec = { name: 'varianceScaling', scale: 2, mode: 'fanOut', distribution: 'untruncatedNormal' } as const;
    assert.deepEqual(dialects.keras3.initializer(spec, 1, KERNEL).sampled, {
      family: 'normal',
      mean: 0,
      stddev: Math.sqrt(2 / 128),
    });
  });

  it('throws for orthogonal vectors and, in TF.js, for identities that are not square', () => {
    const bias = { role: 'bias', shape: [128], fans: { in: 1, out: 1 } } as const;
    assert.equal(dialects.tfjs.initializer({ name: 'orthogonal', gain: 1 }, null, bias).sampled.family, 'unknown');
    assert.equal(dialects.tfjs.initializer({ name: 'identity', gain: 1 }, null, KERNEL).sampled.family, 'unknown');
    assert.equal(dialects.keras2.initializer({ name: 'identity', gain: 1 }, null, KERNEL).sampled.family, 'identity');
  });

  it('makes a recommended initialiser an explicit one that stands nowhere in the file', () => {
    assert.deepEqual(dialects.tfjs.initializer({ name: 'zeros' }, 3, KERNEL), {
      spec: { name: 'zeros' },
      seed: 3,
      sampled: { family: 'constant', value: 0 },
      nominalVariance: 0,
      explicit: true,
      span: null,
      object: null,
    });
  });
});
