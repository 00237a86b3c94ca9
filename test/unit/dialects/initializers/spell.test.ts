import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { InitializerSpelling } from '../../../../src/dialects/dialect.ts';
import { dialects } from '../../../../src/dialects/index.ts';
import { asVarianceScaling, type InitializerSpec } from '../../../../src/model/initializer.ts';
import { declare, made, object, type Plain } from '../declare.ts';

const { tfjs, keras2, keras3 } = dialects;

/** `heUniform` or `heUniform(seed 3)`. */
function show(spelling: InitializerSpelling | null): string | null {
  if (spelling === null || spelling.kind === 'name') return spelling?.name ?? null;
  return `${spelling.name}(${spelling.arguments.map(([name, value]) => `${name} ${value}`).join(', ')})`;
}

describe('spellInitializer', () => {
  const scaled = { name: 'varianceScaling', scale: 1.83, mode: 'fanIn', distribution: 'uniform' } as const;

  it('takes the shortest form in code', () => {
    const spell = (spec: InitializerSpec, seed: number | null = null) =>
      show(tfjs.spellInitializer(spec, seed, 'code'));
    assert.equal(spell({ name: 'leCunUniform' }), 'leCunUniform');
    assert.equal(spell({ name: 'heUniform' }, 42), 'heUniform(seed 42)');
    assert.equal(spell(scaled), 'varianceScaling(scale 1.83, mode fanIn, distribution uniform)');
    assert.equal(
      spell({ ...scaled, distribution: 'truncatedNormal' }, 1),
      'varianceScaling(scale 1.83, mode fanIn, distribution normal, seed 1)',
    );
    assert.equal(spell({ name: 'randomNormal', mean: 0, stddev: 0.05 }), 'randomNormal');
    assert.equal(spell({ name: 'randomNormal', mean: 0, stddev: 0.1 }), 'randomNormal(stddev 0.1)');
    assert.equal(spell({ name: 'orthogonal', gain: Math.SQRT2 }), `orthogonal(gain ${Math.SQRT2})`);
    assert.equal(spell({ name: 'constant', value: 0 }), 'constant(value 0)');
    assert.equal(spell({ name: 'zeros' }, 7), 'zeros', 'what draws nothing has no seed');
  });

  it('has nothing for what cannot be had', () => {
    const spell = (spec: InitializerSpec) => tfjs.spellInitializer(spec, null, 'code');
    assert.equal(spell({ name: 'unknown', reason: 'It is computed.' }), null);
    assert.equal(spell({ ...scaled, distribution: 'untruncatedNormal' }), null);
    assert.equal(spell({ name: 'randomUniform', low: 0, high: 1 }), null, 'TF.js takes 0 for -0.05');
    assert.notEqual(keras3.spellInitializer({ name: 'randomUniform', low: 0, high: 1 }, null, 'code'), null);
  });

  it('writes JSON as each framework does itself', () => {
    const he = { name: 'heNormal' } as const;
    assert.equal(
      show(tfjs.spellInitializer(he, null, 'json')),
      'VarianceScaling(scale 2, mode fan_in, distribution normal, seed null)',
    );
    assert.equal(show(keras2.spellInitializer(he, 5, 'json')), 'HeNormal(seed 5)');
    assert.equal(show(keras3.spellInitializer({ name: 'leCunNormal' }, null, 'json')), 'LecunNormal(seed null)');
    assert.equal(show(keras2.spellInitializer({ name: 'ones' }, null, 'json')), 'Ones()');
    assert.equal(
      show(keras3.spellInitializer({ ...scaled, distribution: 'truncatedNormal' }, null, 'json')),
      'VarianceScaling(scale 1.83, mode fan_in, distribution truncated_normal, seed null)',
    );
  });

  it('is read back as what it was, on every surface of every dialect', () => {
    const number = fc.double({ min: 0.01, max: 10, noNaN: true });
    const mode = fc.constantFrom('fanIn', 'fanOut', 'fanAvg');
    const presets = ['glorotNormal', 'glorotUniform', 'heNormal', 'heUniform', 'leCunNormal', 'leCunUniform'] as const;
    const spec: fc.Arbitrary<InitializerSpec> = fc.oneof(
      fc.constantFrom(...presets.map((name) => ({ name }))),
      fc.constantFrom<InitializerSpec>({ name: 'zeros' }, { name: 'ones' }),
      number.map((value): InitializerSpec => ({ name: 'constant', value })),
      fc.record({ name: fc.constantFrom('randomNormal', 'truncatedNormal'), mean: number, stddev: number }),
      fc.record({ name: fc.constant('randomUniform'), low: number, high: number }),
      fc.record({ name: fc.constantFrom('orthogonal', 'identity'), gain: number }),
      fc.record({
        name: fc.constant('varianceScaling'),
        scale: number,
        mode,
        distribution: fc.constantFrom('uniform', 'truncatedNormal'),
      }),
    );
    const seed = fc.option(fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(
        spec,
        seed,
        fc.constantFrom('code', 'json'),
        fc.constantFrom(tfjs, keras2, keras3),
        (s, n, surface, dialect) => {
          const spelling = dialect.spellInitializer(s, n, surface);
          assert.ok(spelling !== null);
          const value = written(spelling, surface);
          const className = dialect === tfjs && surface === 'code' ? 'dense' : 'Dense';
          const option = className === 'dense' ? 'kernelInitializer' : 'kernel_initializer';
          const { weights, problems } = dialect.readLayer(
            declare(className, { units: 4, [option]: value }),
            [[4]],
            surface,
          );
          assert.deepEqual(problems, []);
          const read = weights[0]?.initializer;
          const seeded = !['zeros', 'ones', 'constant', 'identity'].includes(s.name);
          assert.equal(read?.seed, seeded ? n : null);
          assert.deepEqual(essence(read?.spec ?? s), essence(s));
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

/** A named kind and the variance scaling that it stands for are the same. */
function essence(spec: InitializerSpec): object {
  const scaling = asVarianceScaling(spec);
  // A copy, since generated records have no prototype.
  if (scaling === null) return { ...spec };
  const { scale, mode, distribution } = scaling;
  return { scale, mode, distribution };
}

function written(spelling: InitializerSpelling, surface: 'code' | 'json'): Plain {
  if (spelling.kind === 'name') return spelling.name;
  const args = Object.fromEntries(spelling.arguments);
  return surface === 'code' ? made(spelling.name, args) : object(spelling.name, args);
}
