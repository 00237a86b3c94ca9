import assert from 'node:assert/strict';
import { dialects } from '../../src/dialects/index.ts';
import { scalarFunction } from '../../src/model/activation-function.ts';
import { type Distribution, distributionMean, distributionVariance } from '../../src/model/distribution.ts';
import { declare, object, type Plain } from '../unit/dialects/declare.ts';
import cases from './keras/cases.json' with { type: 'json' };
import recording2 from './keras/keras2.json' with { type: 'json' };
import recording3 from './keras/keras3.json' with { type: 'json' };

/** Names, options and functions of the dialects of Keras against what Keras 2.15 and 3.12 answered (keras/record.py). */

type Config = Readonly<Record<string, Plain>>;

interface Recording {
  readonly version: string;
  readonly initializers: readonly {
    readonly mean: number;
    readonly variance: number;
    readonly low: number;
    readonly high: number;
  }[];
  readonly initializerNames: Readonly<Record<string, boolean>>;
  readonly points: readonly number[];
  readonly activationNames: Readonly<Record<string, readonly number[] | null>>;
  readonly classes: Readonly<Record<string, readonly string[]>>;
  readonly options: Readonly<Record<string, readonly string[]>>;
}

const RECORDINGS: Readonly<Record<'keras2' | 'keras3', Recording>> = { keras2: recording2, keras3: recording3 };
const KERNEL = [300, 200];

for (const id of ['keras2', 'keras3'] as const) {
  const dialect = dialects[id];
  const recording = RECORDINGS[id];

  describe(`${dialect.label}, as ${recording.version} answered`, () => {
    it('is the version that the dialect names', () => {
      assert.equal(dialect.frameworkVersion, recording.version);
    });

    it('draws what the dialect says', () => {
      for (const [i, test] of cases.initializers.entries()) {
        const { className, config } = initializerCase(test);
        if (id === 'keras3' && className === 'Constant') continue;
        const [kernel] = dialect.readLayer(
          declare('Dense', { units: KERNEL[1] ?? 0, kernel_initializer: object(className, config) }),
          [[KERNEL[0] ?? 0]],
          'json',
        ).weights;
        const real = recording.initializers[i];
        assert.ok(kernel && real, 'the case is recorded');
        assertDrawn(real, kernel.initializer.sampled, `${className}(${JSON.stringify(config)})`);
      }
    });

    it('takes and refuses the same names of initialisers', () => {
      for (const [name, taken] of Object.entries(recording.initializerNames)) {
        assert.equal(refuses(declare('Dense', { units: 3, kernel_initializer: name })), !taken, name);
      }
    });

    it('takes and refuses the same names of activations, and computes the same', () => {
      for (const [name, values] of Object.entries(recording.activationNames)) {
        const declaration = declare('Activation', { activation: name });
        assert.equal(refuses(declaration), values === null, name);
        const { ownActivation } = dialect.readLayer(declaration, [[recording.points.length]], 'json');
        const expected = ownActivation === null ? null : scalarFunction(ownActivation);
        if (values === null || expected === null) continue;
        for (const [i, x] of recording.points.entries()) {
          // Single precision: 1e-6 of values up to 7; e^7 is 1097.
          const tolerance = 1e-5 * Math.max(1, Math.abs(expected.value(x)));
          assert.ok(Math.abs((values[i] ?? Number.NaN) - expected.value(x)) < tolerance, `${name}(${x})`);
        }
      }
    });

    it('has the same layers, by all their names', () => {
      for (const [className, names] of Object.entries(recording.classes)) {
        assert.ok(dialect.isLayer(className, 'json'), className);
        for (const name of names) assert.ok(dialect.isLayer(name, 'code'), name);
      }
    });

    it('has no option that we call unknown', () => {
      for (const [className, options] of Object.entries(recording.options)) {
        const declaration = declare(className, Object.fromEntries(options.map((option) => [option, null])));
        const { problems } = dialect.readLayer(declaration, [[4, 6, 5]], 'code');
        assert.deepEqual(problems, [], className);
      }
    });

    function refuses(declaration: ReturnType<typeof declare>): boolean {
      return dialect.readLayer(declaration, [[3]], 'json').problems.some(({ kind }) => kind === 'unknownName');
    }
  });
}

/** The recorded sample within 5 standard errors of the distribution's mean and variance, and within its bounds. */
function assertDrawn(real: Recording['initializers'][number], distribution: Distribution, what: string): void {
  const n = (KERNEL[0] ?? 0) * (KERNEL[1] ?? 0);
  const mean = distributionMean(distribution, KERNEL);
  const variance = distributionVariance(distribution, KERNEL);
  assert.ok(mean !== null && variance !== null, `${what} is known`);
  // 1e-6: single precision.
  assert.ok(Math.abs(real.mean - mean) < 5 * Math.sqrt(variance / n) + 1e-6, `${what}: mean ${real.mean}, not ${mean}`);
  // 2 v^2 / n, a normal's, bounds the variance of the sample's variance for these families.
  const error = 5 * variance * Math.sqrt(2 / n) + 1e-6;
  assert.ok(Math.abs(real.variance - variance) < error, `${what}: variance ${real.variance}, not ${variance}`);
  const [low, high] = bounds(distribution);
  assert.ok(real.low >= low - 1e-6 && real.high <= high + 1e-6, `${what}: [${real.low}, ${real.high}]`);
}

function bounds(distribution: Distribution): [low: number, high: number] {
  if (distribution.family === 'uniform') return [distribution.low, distribution.high];
  if (distribution.family === 'truncatedNormal') {
    const { mean, stddev } = distribution;
    return [mean - 2 * stddev, mean + 2 * stddev];
  }
  return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
}

function initializerCase(test: readonly unknown[]): { className: string; config: Config } {
  const [className, config] = test;
  assert.ok(typeof className === 'string' && isConfig(config), 'a case is [class, config]');
  return { className, config };
}

function isConfig(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
