import assert from 'node:assert/strict';
import type { Surface } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import { declare, object, type Plain, unknown } from '../declare.ts';

type Name = keyof typeof dialects;

function read(activation: Plain, surface: Surface = 'code', dialect: Name = 'tfjs') {
  const className = surface === 'code' && dialect === 'tfjs' ? 'dense' : 'Dense';
  const { ownActivation, problems, unknowns } = dialects[dialect].readLayer(
    declare(className, { units: 3, activation }),
    [[3]],
    surface,
  );
  const names = problems.filter((problem) => problem.kind === 'unknownName');
  return { ownActivation, names, unknowns };
}

describe('readActivation', () => {
  it('is linear where nothing is written', () => {
    assert.deepEqual(read(null).ownActivation, { name: 'linear' });
  });

  it('gives one name the numbers of each framework', () => {
    const hardSigmoid = (dialect: Name) => read('hard_sigmoid', 'json', dialect).ownActivation;
    assert.deepEqual(hardSigmoid('tfjs'), { name: 'hardSigmoid', slope: 0.2 });
    assert.deepEqual(hardSigmoid('keras2'), { name: 'hardSigmoid', slope: 0.2 });
    assert.deepEqual(hardSigmoid('keras3'), { name: 'hardSigmoid', slope: 1 / 6 });
    assert.deepEqual(read('leaky_relu', 'json', 'keras3').ownActivation, { name: 'leakyRelu', slope: 0.2 });
    assert.deepEqual(read('LeakyReLU').ownActivation, { name: 'leakyRelu', slope: 0.3 });
  });

  it('suggests the right name and goes on with what it means', () => {
    const leaky = read('leakyRelu');
    assert.deepEqual(leaky.ownActivation, { name: 'leakyRelu', slope: 0.3 });
    assert.equal(leaky.names[0]?.suggestion, 'LeakyReLU');
    assert.equal(leaky.names[0]?.consequence, 'throws');
    assert.match(leaky.names[0]?.detail ?? '', /slope 0\.3 and can be saved but not loaded again/);
    const suggestions: Readonly<Record<string, string | null>> = {
      silu: 'swish',
      Relu: 'relu',
      hard_sigmoid: 'hardSigmoid',
      log_softmax: 'logSoftmax',
      exponential: null,
      maxout: null,
    };
    for (const [written, suggestion] of Object.entries(suggestions)) {
      assert.equal(read(written).names[0]?.suggestion, suggestion, written);
    }
    assert.equal(read('exponential').ownActivation?.name, 'unknown');
    assert.equal(read('leakyReLU', 'json', 'keras3').names[0]?.suggestion, 'leaky_relu');
  });

  it('warns of strings that run and cannot be loaded again', () => {
    for (const written of ['gelu_new', 'LeakyReLU', 'ReLU', 'PReLU']) {
      const [problem] = read(written).names;
      assert.equal(problem?.consequence, 'unloadable', written);
      assert.equal(problem?.suggestion, null);
    }
    assert.deepEqual(read('relu').names, []);
  });

  it('reads layers in place of names where the framework does', () => {
    const leaky = object('LeakyReLU', { alpha: 0.1 });
    assert.deepEqual(read(leaky, 'json').ownActivation, { name: 'leakyRelu', slope: 0.1 });
    assert.deepEqual(read(leaky, 'json', 'keras2').ownActivation, { name: 'leakyRelu', slope: 0.1 });
    const inCode = read({ ...object('leakyReLU', { alpha: 0.1 }) });
    assert.deepEqual(inCode.ownActivation, { name: 'leakyRelu', slope: 0.1 });
    assert.equal(inCode.names[0]?.consequence, 'throws');
    assert.equal(inCode.names[0]?.suggestion, null, 'no name has slope 0.1');
    assert.equal(read({ ...object('leakyReLU') }).names[0]?.suggestion, 'LeakyReLU');
  });

  it('reads the functions that Keras 3 writes as objects', () => {
    const value = { class_name: 'function', config: 'hard_silu', module: 'builtins' };
    assert.deepEqual(read(value, 'json', 'keras3').ownActivation, { name: 'hardSwish' });
  });

  it('knows names of Keras 3 whose numbers it does not know', () => {
    const { ownActivation, names } = read('celu', 'json', 'keras3');
    assert.equal(ownActivation?.name, 'unknown');
    assert.deepEqual(names, []);
  });

  it('says why what cannot be read is unknown', () => {
    const { ownActivation, unknowns } = read(unknown('act'));
    const reason = '`activation` cannot be read. `act` is not known here.';
    assert.deepEqual(ownActivation, { name: 'unknown', written: 'act', reason });
    assert.deepEqual(
      unknowns.map(({ name, what }) => ({ name, what })),
      [{ name: 'act', what: reason }],
    );
  });
});

describe('spellActivation', () => {
  it('finds the name with exactly these numbers', () => {
    const { tfjs, keras3 } = dialects;
    assert.equal(tfjs.spellActivation({ name: 'silu' }, 'code'), 'swish');
    assert.equal(tfjs.spellActivation({ name: 'hardSigmoid', slope: 0.2 }, 'json'), 'hard_sigmoid');
    assert.equal(tfjs.spellActivation({ name: 'hardSigmoid', slope: 1 / 6 }, 'code'), null);
    assert.equal(tfjs.spellActivation({ name: 'leakyRelu', slope: 0.2 }, 'code'), null);
    assert.equal(keras3.spellActivation({ name: 'leakyRelu', slope: 0.2 }, 'json'), 'leaky_relu');
    assert.equal(keras3.spellActivation({ name: 'unknown', written: 'celu', reason: '' }, 'json'), null);
  });
});
