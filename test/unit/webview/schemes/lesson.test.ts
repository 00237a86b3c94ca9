import assert from 'node:assert/strict';
import { INITIALIZER_NAMES } from '../../../../src/advice/named-initializers.ts';
import { distributionVariance } from '../../../../src/model/distribution.ts';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import type { Scheme } from '../../../../src/model/scheme.ts';
import { sizes } from '../../../../src/model/shape.ts';
import { exactScale } from '../../../../src/theory/gains.ts';
import { moments } from '../../../../src/theory/moments.ts';
import { adviceOn } from '../../../../webview/schemes/advice.ts';
import { lessonOn } from '../../../../webview/schemes/lesson.ts';
import { precise } from '../../../../webview/schemes/precise.ts';
import { plainText } from '../../../../webview/schemes/term.ts';
import { analyse, sequentialModel } from '../../../builders/analyse.ts';

const LAYER = "dense({ units: 128, activation: 'relu', name: 'wide' })";
const TFJS = sequentialModel([32], [LAYER, "dense({ units: 4, activation: 'softmax' })"]);

function keras(version: string): string {
  const dense = (units: number, activation: string, name: string) => ({
    class_name: 'Dense',
    config: { name, units, activation, kernel_initializer: { class_name: 'GlorotUniform', config: {} } },
  });
  return JSON.stringify({
    class_name: 'Sequential',
    keras_version: version,
    config: {
      name: 'net',
      layers: [
        { class_name: 'InputLayer', config: { batch_input_shape: [null, 32], batch_shape: [null, 32], name: 'in' } },
        dense(128, 'relu', 'wide'),
        dense(4, 'softmax', 'last'),
      ],
    },
  });
}

interface Subject {
  readonly graph: ModelGraph;
  readonly initialisers: readonly Scheme[];
  readonly selected: string | null;
}

async function subjectOf(text: string, language?: 'json'): Promise<Subject> {
  const analysis = await analyse(text, language);
  const [graph] = analysis.reading.graphs;
  assert.ok(graph !== undefined);
  const ids = ['current', 'recommended', ...INITIALIZER_NAMES];
  return { graph, initialisers: ids.flatMap((id) => analysis.scheme(graph, id) ?? []), selected: null };
}

/** What a scheme draws at the layer `wide`, as the dialect says. */
function drawn({ graph, initialisers }: Subject, id: string) {
  const kernel = graph.layers.find(({ name }) => name === 'wide')?.weights[0];
  const set = initialisers.find((scheme) => scheme.id === id)?.replacements.find(({ layer }) => layer === 'wide');
  const initializer = set?.initializer ?? kernel?.initializer;
  assert.ok(initializer !== undefined && kernel !== undefined);
  return { initializer, shape: sizes(kernel.shape) };
}

/** A line of numbers `a = expression = value`: the expression's own value, and the one that is written. */
function evaluated(line: string): { readonly computed: number; readonly written: number } {
  const [, expression = '', written = ''] = line.split(' = ');
  const script = expression.replaceAll('√', 'Math.sqrt').replaceAll('²', '**2').replaceAll('max', 'Math.max');
  return { computed: Number(new Function(`return ${script.replaceAll('·', '*')}`)()), written: Number(written) };
}

describe('the lesson on a scheme', () => {
  const frameworks = [
    ['TensorFlow.js', () => subjectOf(TFJS)],
    ['Keras 2', () => subjectOf(keras('2.15.0'), 'json')],
    ['Keras 3', () => subjectOf(keras('3.5.0'), 'json')],
  ] as const;

  for (const [framework, read] of frameworks) {
    it(`says what ${framework} draws: every figure is the dialect's`, async () => {
      const subject = await read();
      for (const scheme of INITIALIZER_NAMES) {
        const { initializer, shape } = drawn(subject, scheme);
        const lesson = lessonOn(scheme, subject);
        if (initializer.sampled.family === 'unknown') {
          assert.deepEqual(lesson.sampled, [initializer.sampled.reason]);
          continue;
        }
        const { formula } = lesson;
        assert.ok(formula !== null && formula.variance !== null, scheme);
        assert.ok(Math.abs(formula.variance - (initializer.nominalVariance ?? Number.NaN)) < 1e-12, scheme);
        const real = distributionVariance(initializer.sampled, shape) ?? Number.NaN;
        const [what = ''] = lesson.sampled;
        if (real > 0 && scheme !== 'identity') assert.ok(what.includes(precise(Math.sqrt(real))), `${scheme}: ${what}`);
        for (const line of formula.numbers.map(plainText)) {
          if (line.split(' = ').length < 3) continue;
          const { computed, written } = evaluated(line);
          assert.ok(Math.abs(computed / written - 1) < 1e-3, `${scheme}: ${line}`);
        }
      }
    });
  }

  it('tells that TensorFlow.js does not make up for a normal that is cut off, and Keras does', async () => {
    const [tfjs, keras3] = [await subjectOf(TFJS), await subjectOf(keras('3.5.0'), 'json')];
    const [ofTfjs = '', passed = ''] = lessonOn('heNormal', tfjs).sampled;
    assert.match(ofTfjs, /^TensorFlow.js 4.22.* is 0.2199, 0.8796 of σ, and the variance 0.7737 of the formula’s\.$/);
    assert.match(passed, /its relu turn an E\[a²\] of 1 into one of 0.77\.$/);
    const [ofKeras = '', kept = ''] = lessonOn('heNormal', keras3).sampled;
    assert.match(ofKeras, /^Keras 3.* takes 0.2842 for σ so that .* the formula, 0.25\.$/);
    assert.match(kept, /into one of 1\.$/);
  });

  it('sets the formula with the numbers of the layer that is chosen, and of a hidden one else', async () => {
    const subject = await subjectOf(TFJS);
    const lesson = lessonOn('heUniform', subject);
    assert.equal(lesson.at, 'At layer wide, with n_in = 32 and n_out = 128');
    assert.deepEqual(
      [lesson.formula?.law, ...(lesson.formula?.symbols ?? []), ...(lesson.formula?.numbers ?? [])].map((term) =>
        term === undefined ? '' : plainText(term),
      ),
      ['w ~ U(−x, x)', 'x = √(6 / n_in)', 'Var(w) = 2 / n_in', 'x = √(6 / 32) = 0.433', 'Var(w) = 2 / 32 = 0.0625'],
    );
    const last = subject.graph.layers.at(-1);
    const ofLast = lessonOn('glorotNormal', { ...subject, selected: last?.id ?? null });
    assert.match(ofLast.at ?? '', /with n_in = 128 and n_out = 4$/);
    assert.equal(plainText(ofLast.formula?.numbers[1] ?? assert.fail()), 'Var(w) = 2 / (128 + 4) = 0.01515');
  });

  it('leaves out what follows the layer: a normalisation may stand between it and its activation', async () => {
    const lines = ['dense({ units: 32 })', 'batchNormalization()', 'reLU()', 'dense({ units: 4 })'];
    const subject = await subjectOf(sequentialModel([32], lines));
    assert.equal(subject.graph.layers[1]?.activation.effective?.name, 'relu');
    assert.equal(lessonOn('heUniform', subject).sampled[1], 'Such a layer multiplies the signal’s E[a²] by 2.');
  });

  it('names what the file says and what is recommended at that layer', async () => {
    const subject = await subjectOf(TFJS);
    assert.match(lessonOn('current', subject).about, /: Glorot normal for this layer\.$/);
    assert.match(lessonOn('recommended', subject).about, /: He uniform for this one\.$/);
  });

  it('has a word on every initialiser, with figures of the theory', () => {
    for (const name of ['zeros', 'heNormal', 'glorotUniform', 'leCunNormal', 'orthogonal', 'identity'] as const) {
      assert.match(adviceOn(name, 0.01)?.source ?? '', /\((19|20)\d\d\)/);
    }
    const q = moments({ name: 'relu' }, 0, 1)?.secondMoment ?? Number.NaN;
    assert.ok(
      adviceOn('heNormal', null)?.why.includes(`keeps ${q} of the second moment: a variance of ${1 / q} / n_in`),
    );
    const silu = exactScale({ name: 'silu' }) ?? Number.NaN;
    assert.ok(adviceOn('varianceScaling', null)?.why.includes(`${silu.toFixed(2)} for silu`));
    // A standard deviation of 0.05 suits 2 / 0.05^2 = 800 inputs of a relu.
    assert.match(adviceOn('randomNormal', 0.05 ** 2)?.why ?? '', /about 800 inputs/);
  });
});
