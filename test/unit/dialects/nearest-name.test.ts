import assert from 'node:assert/strict';
import { nearestName } from '../../../src/dialects/nearest-name.ts';

describe('nearestName', () => {
  const names = ['relu', 'selu', 'elu', 'hardSigmoid', 'softplus', 'swish', 'kernelInitializer'];

  it('ignores case and punctuation', () => {
    assert.equal(nearestName('hard_sigmoid', names), 'hardSigmoid');
    assert.equal(nearestName('RELU', names), 'relu');
  });

  it('mends typing errors, more of them in longer names', () => {
    assert.equal(nearestName('kernelInitialiser', names), 'kernelInitializer');
    assert.equal(nearestName('kernalInitialiser', names), 'kernelInitializer');
    assert.equal(nearestName('softpluss', names), 'softplus');
    assert.equal(nearestName('rulu', names), 'relu');
    assert.equal(nearestName('reul', names), null, 'two errors in four letters could be anything');
  });

  it('prefers a synonym to what merely looks alike', () => {
    assert.equal(nearestName('silu', names), 'selu');
    assert.equal(nearestName('SiLU', names, { silu: 'swish' }), 'swish');
    assert.equal(nearestName('silu', ['relu'], { silu: 'swish' }), null, 'a synonym that is not on offer is none');
  });

  it('finds nothing for a name that is like none', () => {
    assert.equal(nearestName('maxout', names), null);
    assert.equal(nearestName('', names), null);
  });
});
