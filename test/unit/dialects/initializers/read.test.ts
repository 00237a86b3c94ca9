import assert from 'node:assert/strict';
import type { LayerTraits, Surface } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import type { Initializer } from '../../../../src/model/graph.ts';
import { declare, made, object, type Plain, uncalled, unknown } from '../declare.ts';

type Name = keyof typeof dialects;

function read(value: Plain, surface: Surface = 'code', dialect: Name = 'tfjs'): LayerTraits {
  const snake = surface === 'json' || dialect !== 'tfjs';
  const option = snake ? 'kernel_initializer' : 'kernelInitializer';
  return dialects[dialect].readLayer(declare(snake ? 'Dense' : 'dense', { units: 3, [option]: value }), [[3]], surface);
}

function initializer(traits: LayerTraits): Initializer {
  const [kernel] = traits.weights;
  assert.ok(kernel, 'a dense layer has a kernel');
  return kernel.initializer;
}

function spec(value: Plain, surface: Surface = 'code', dialect: Name = 'tfjs'): object {
  return initializer(read(value, surface, dialect)).spec;
}

/** Written name, suggestion and consequence of a refused name. */
function refusal(value: Plain, surface: Surface = 'code', dialect: Name = 'tfjs'): object | null {
  const problem = read(value, surface, dialect).problems.find(({ kind }) => kind === 'unknownName');
  if (problem?.kind !== 'unknownName') return null;
  const { written, suggestion, consequence } = problem;
  return { written, suggestion, consequence };
}

describe('readInitializer', () => {
  it('tells what is written from what is the default', () => {
    const standard = initializer(dialects.tfjs.readLayer(declare('dense', { units: 3 }), [[3]], 'code'));
    assert.deepEqual(
      { spec: standard.spec, explicit: standard.explicit, span: standard.span },
      { spec: { name: 'glorotNormal' }, explicit: false, span: null },
    );
    const written = initializer(read('heUniform'));
    assert.deepEqual(
      { spec: written.spec, explicit: written.explicit, span: written.span, object: written.object },
      { spec: { name: 'heUniform' }, explicit: true, span: { start: 15, end: 19 }, object: null },
    );
  });

  it('takes empty values for the default in TF.js', () => {
    for (const value of ['', 0, null, false]) assert.equal(initializer(read(value)).explicit, false);
  });

  it('numbers the object that was constructed', () => {
    assert.equal(initializer(read(made('heNormal', { seed: 1 }))).object, 7);
    assert.equal(initializer(read({ className: 'HeNormal', config: {} })).object, null);
    assert.deepEqual(spec({ className: 'HeNormal', config: {} }), { name: 'heNormal' });
  });

  it('suggests the name that another framework or habit means', () => {
    const suggestions: Readonly<Record<string, string | null>> = {
      he_normal: 'heNormal',
      HENORMAL: 'heNormal',
      lecun_normal: 'leCunNormal',
      xavierUniform: 'glorotUniform',
      xavier_normal: 'glorotNormal',
      kaimingNormal: 'heNormal',
      kaiming_uniform: 'heUniform',
      normal: 'randomNormal',
      zero: 'zeros',
      hUniform: 'heUniform',
      sparse: null,
      toString: null,
    };
    for (const [written, suggestion] of Object.entries(suggestions)) {
      assert.deepEqual(refusal(written), { written, suggestion, consequence: 'throws' });
      assert.deepEqual(spec(written), { name: 'unknown', reason: `There is no initialiser named \`${written}\`.` });
    }
    assert.deepEqual(refusal('leCunNormal', 'json', 'keras3'), {
      written: 'leCunNormal',
      suggestion: 'lecun_normal',
      consequence: 'unloadable',
    });
  });

  it('suggests class names where a class name stands', () => {
    const suggest = (name: string) => refusal(object(name), 'json');
    assert.deepEqual(suggest('LecunNormal'), {
      written: 'LecunNormal',
      suggestion: 'LeCunNormal',
      consequence: 'unloadable',
    });
    assert.deepEqual(suggest('he_normal'), { written: 'he_normal', suggestion: 'HeNormal', consequence: 'unloadable' });
    assert.equal(refusal('he_normal', 'json'), null, 'the bare string is camel-cased before it is looked up');
  });

  it('knows which factories have to be called, and with what', () => {
    assert.deepEqual(refusal(uncalled('heNormal')), {
      written: 'heNormal',
      suggestion: 'heNormal',
      consequence: 'throws',
    });
    assert.deepEqual(refusal(made('orthogonal', null)), {
      written: 'orthogonal',
      suggestion: 'orthogonal',
      consequence: 'throws',
    });
    assert.equal(refusal(made('orthogonal')), null);
    assert.equal(refusal(made('heNormal', null)), null);
  });

  it('notes arguments that TF.js takes for missing', () => {
    const dropped = (value: Plain) =>
      read(value).problems.map((problem) => (problem.kind === 'droppedArgument' ? problem.argument : problem.kind));
    assert.deepEqual(
      dropped(made('randomNormal', { mean: 0, stddev: 0 })),
      ['stddev'],
      'a mean of 0 is one all the same',
    );
    assert.deepEqual(spec(made('randomNormal', { mean: 0, stddev: 0 })), {
      name: 'randomNormal',
      mean: 0,
      stddev: 0.05,
    });
    assert.deepEqual(dropped(made('randomUniform', { minval: 0, maxval: 1 })), ['minval']);
    assert.deepEqual(spec(made('randomUniform', { minval: 0, maxval: 1 })), {
      name: 'randomUniform',
      low: -0.05,
      high: 1,
    });
    assert.deepEqual(dropped(made('heNormal', { seed: 0 })), ['seed']);
    assert.deepEqual(dropped(made('heUniform', { seed: 0 })), []);
    assert.deepEqual(dropped(made('varianceScaling', { distribution: 'truncatedNormal' })), ['distribution']);
    assert.deepEqual(spec(object('RandomUniform', { minval: 0, maxval: 1 }), 'json', 'keras2'), {
      name: 'randomUniform',
      low: 0,
      high: 1,
    });
  });

  it('refuses words of variance scaling in another spelling', () => {
    const value = made('varianceScaling', { scale: 2, mode: 'fan_in' });
    assert.deepEqual(refusal(value), { written: 'fan_in', suggestion: null, consequence: 'throws' });
    const config = { scale: 2, mode: 'fan_in', distribution: 'untruncated_normal' };
    assert.equal(refusal(object('VarianceScaling', config), 'json', 'keras3'), null);
    assert.deepEqual(refusal(object('VarianceScaling', config), 'json'), {
      written: 'untruncated_normal',
      suggestion: null,
      consequence: 'unloadable',
    });
  });

  it("gives the scaling in TF.js's JSON its name back, and leaves others alone", () => {
    const named = { scale: 2, mode: 'fan_in', distribution: 'uniform', seed: null };
    assert.deepEqual(spec(object('VarianceScaling', named), 'json'), { name: 'heUniform' });
    assert.equal(
      initializer(read(object('VarianceScaling', { ...named, scale: 3 }), 'json')).spec.name,
      'varianceScaling',
    );
    assert.equal(initializer(read(made('varianceScaling', { scale: 1 }))).spec.name, 'varianceScaling');
  });

  it('says why what cannot be read is unknown', () => {
    assert.deepEqual(spec(unknown('choice')), {
      name: 'unknown',
      reason: '`kernelInitializer` cannot be read. `choice` is not known here.',
    });
    const scaled = read(made('varianceScaling', { scale: unknown('gain') }));
    assert.deepEqual(initializer(scaled).spec, {
      name: 'unknown',
      reason: "The initialiser's `scale` cannot be read. `gain` is not known here.",
    });
    assert.deepEqual(scaled.problems, []);
    assert.deepEqual(read(made('heNormal', { seed: unknown('n') })).weights[0]?.initializer.seed, null);
  });

  it('gives a Keras constant its default of 0 and TF.js none', () => {
    assert.deepEqual(spec('constant', 'json', 'keras2'), { name: 'constant', value: 0 });
    assert.deepEqual(refusal('constant'), { written: 'constant', suggestion: null, consequence: 'throws' });
  });
});
