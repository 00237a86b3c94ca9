import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LayerStatistics } from '../../../../src/model/statistics.ts';
import { predict } from '../../../../src/theory/predict.ts';
import { byLayer, type StatisticsByLayer } from '../../../../webview/series.ts';
import type { ShownModel } from '../../../../webview/shown-model.ts';
import { type GroupEffect, groupQuestions } from '../../../../webview/verdict/blame.ts';
import { diagnose, type Verdict, verdictText } from '../../../../webview/verdict/diagnose.ts';
import { lastHidden } from '../../../../webview/verdict.ts';
import { sequentialModel, times } from '../../../builders/analyse.ts';
import { shownFrom } from '../../../builders/shown.ts';
import { applicationJson } from '../../../oracles/applications.ts';

const MODELS = join(__dirname, '..', '..', '..', 'models');

function predicted(shown: ShownModel, role: string): StatisticsByLayer {
  const found = shown.schemes.find((scheme) => scheme.role === role);
  assert.ok(found, `there is a ${role} scheme`);
  return found.predicted;
}

function effects(shown: ShownModel): GroupEffect[] {
  return groupQuestions(shown).map(({ changed, graph }) => ({
    changed,
    alone: byLayer(predict(graph, shown.options)),
  }));
}

/** What is said of a model by its predicted figures, changed for the file's own initialisers if need be. */
function verdictOn(
  shown: ShownModel,
  change: (statistics: LayerStatistics) => LayerStatistics = (same) => same,
): Verdict {
  const current = byLayer([...predicted(shown, 'current').values()].map(change));
  return diagnose(shown, current, predicted(shown, 'recommended'), () => effects(shown));
}

async function said(inputShape: readonly number[], layers: readonly string[]): Promise<Verdict> {
  return verdictOn(await shownFrom(sequentialModel(inputShape, layers)));
}

async function saidOf(file: string): Promise<Verdict> {
  const text = readFileSync(join(MODELS, file), 'utf8');
  const language = { js: 'javascript', ts: 'typescript', json: 'json' } as const;
  const extension = file.endsWith('.json') ? 'json' : file.endsWith('.js') ? 'js' : 'ts';
  return verdictOn(await shownFrom(text, language[extension]));
}

const relu = (more = '') => `dense({ units: 64, activation: 'relu'${more} })`;
const OUTPUT = "dense({ units: 10, activation: 'softmax' })";

describe('the verdict', () => {
  it('names where least is left in both directions, and the initialiser whose doing it is', async () => {
    const verdict = await said([64], [...times(20, relu()), OUTPUT]);
    assert.equal(verdict.level, 'warning');
    assert.equal(verdict.headline, 'Signal and gradient vanish');
    // TensorFlow.js's glorotNormal keeps 0.387 a layer: 0.387^20 = 5.7e-9, the median of draws somewhat less.
    assert.match(
      verdict.figures,
      /^at layer dense_20 [2-6](\.\d)?e-9 of the input's signal is left, and layer dense_1 receives \d(\.\d)?e-[89] of the last hidden layer's gradient$/,
    );
    assert.match(
      verdict.cause ?? '',
      /^Cause: glorotNormal, the default of TensorFlow\.js, with relu in 20 layers; with the recommended initialisers, 0\.\d+ and 0\.\d+\.$/,
    );
    assert.deepEqual(verdict.also, []);
  });

  it('names the group that explains most of it, not the one with most layers', async () => {
    const bad = relu(', kernelInitializer: tf.initializers.randomNormal({ stddev: 0.002 })');
    const near = relu(", kernelInitializer: 'heNormal'");
    const verdict = await said([64], [...times(6, near), ...times(3, bad), OUTPUT]);
    // heNormal keeps 0.774 in each of six layers, 0.2 together; the three others 64 · 0.002² · 0.5 = 1.3e-4 each.
    assert.match(
      verdict.cause ?? '',
      /^Cause: tf\.initializers\.randomNormal\(\{ stddev: 0\.002 \}\) with relu in 3 layers \(a spread of the weights that does not depend/,
    );
    assert.doesNotMatch(verdict.cause ?? '', /heNormal/);
  });

  it('names several groups where none of them explains most of it', async () => {
    const small = relu(", kernelInitializer: 'leCunUniform'");
    const verdict = await said([64], [...times(8, relu()), ...times(8, small), OUTPUT]);
    assert.match(
      verdict.cause ?? '',
      /^Cause: glorotNormal, the default of TensorFlow\.js, with relu in 8 layers and leCunUniform with relu in 8 layers; /,
    );
  });

  it('does not blame what works the other way', async () => {
    const large = relu(', kernelInitializer: tf.initializers.randomNormal({ stddev: 0.5 })');
    const small = relu(', kernelInitializer: tf.initializers.randomNormal({ stddev: 0.002 })');
    // 64 · 0.25 / 2 = 8 twice is 64; 1.3e-4 thrice is 2e-12.
    const verdict = await said([64], [...times(2, large), ...times(3, small), OUTPUT]);
    assert.match(
      verdict.cause ?? '',
      /^Cause: tf\.initializers\.randomNormal\(\{ stddev: 0\.002 \}\) with relu in 3 layers/,
    );
    assert.doesNotMatch(verdict.cause ?? '', /stddev: 0\.5/);
  });

  it('says by how much signal and gradient explode', async () => {
    const verdict = await said(
      [64],
      [...times(10, relu(', kernelInitializer: tf.initializers.randomNormal({ stddev: 0.5 })')), OUTPUT],
    );
    assert.equal(verdict.headline, 'Signal and gradient explode');
    // 8^10 = 1.1e9.
    assert.match(verdict.figures, /at layer dense_10 the signal is (1(\.\d)?e9|[5-9](\.\d)?e8) times the input's/);
  });

  it('says that nothing is left behind zeros, and what is the matter with them', async () => {
    const verdict = await said([64], [relu(), relu(", kernelInitializer: 'zeros'"), relu(), OUTPUT]);
    assert.equal(verdict.level, 'error');
    assert.match(verdict.figures, /at layer dense_2 nothing is left of the input's signal/);
    assert.match(verdict.cause ?? '', /^Cause: zeros with relu in layer dense_2 \(zeros or a constant keep the units/);
  });

  it('blames every kind of zeros where each alone would be enough', async () => {
    const zeros = ['relu', 'tanh'].map(
      (name) => `dense({ units: 64, activation: '${name}', kernelInitializer: 'zeros' })`,
    );
    const verdict = await said([64], [...zeros, OUTPUT]);
    assert.match(verdict.cause ?? '', /zeros with relu in layer dense_1/);
    const both = await said([64], [relu(), ...zeros, OUTPUT]);
    assert.match(both.cause ?? '', /zeros with relu in layer dense_2/);
  });

  it('tells saturation', async () => {
    const verdict = await saidOf('cases/random-normal-large.ts');
    assert.equal(verdict.headline, 'Gradients explode');
    assert.match(verdict.cause ?? '', /with tanh in 10 layers \((8|9)\d% of the outputs saturate; /);
  });

  it('says what helps where no initialiser does, in the words of the Problems view', async () => {
    const shown = await shownFrom(readFileSync(join(MODELS, 'cases/sigmoid-stack.js'), 'utf8'), 'javascript');
    const verdict = verdictOn(shown);
    assert.equal(verdict.level, 'warning');
    assert.equal(verdict.headline, 'Gradients vanish');
    const [finding] = shown.model.findings.filter(({ rule }) => rule === 'unstable-activation');
    assert.ok(finding);
    assert.equal(verdict.cause?.toLowerCase(), `cause: ${finding.message}`.toLowerCase());
    assert.deepEqual(verdict.also, []);
  });

  it('blames unscaled residual branches', async () => {
    const verdict = await saidOf('cases/residual-he.ts');
    assert.equal(verdict.headline, 'Signal and gradient explode');
    assert.match(verdict.cause ?? '', /^Cause: heUniform in 30 layers \(residual branches as large as their shortcuts/);
  });

  it('is no louder than the Problems view', async () => {
    // Two relu layers lose a factor of 10, and learn all the same: a hint there.
    const verdict = await said([64], [...times(3, relu(", kernelInitializer: 'glorotNormal'")), OUTPUT]);
    assert.equal(verdict.level, 'info');
    const silenced = `// init-lens-disable\n${sequentialModel([64], [...times(20, relu()), OUTPUT])}`;
    assert.equal(verdictOn(await shownFrom(silenced)).level, 'info');
  });

  it('lists separate problems below, and not those that the cause speaks of', async () => {
    const verdict = await said([64], [...times(12, relu(", kernelInitialiser: 'heUniform'")), OUTPUT]);
    assert.match(verdict.headline, /vanish$/);
    assert.deepEqual(
      verdict.also.map(({ text, level }) => [text, level]),
      [['The layer does not know an option', 'warning']],
    );
    assert.equal(verdict.also[0]?.places.length, 12);
    assert.ok(verdict.also[0]?.places.every(({ line }) => line > 2));
  });

  it('leads with the loudest finding where the figures are well', async () => {
    const seeded =
      "dense({ units: 64, activation: 'relu', kernelInitializer: tf.initializers.heUniform({ seed: 42 }) })";
    const verdict = await said([64], [...times(4, seeded), OUTPUT]);
    assert.equal(verdict.headline, 'One seed for several kernels makes them copies of one another');
    assert.match(verdict.figures, /^the signal is 0\.\d+ to 1 of the input's/);
  });

  it('gives the range where all is well', async () => {
    const verdict = await said([64], [...times(10, relu(", kernelInitializer: 'heUniform'")), OUTPUT]);
    assert.match(
      verdictText(verdict),
      /^Signal and gradient stay healthy: the signal is 0\.\d+ to 1 of the input's through all hidden layers, and the gradient 0\.\d+ to 1 of the last hidden layer's\.$/,
    );
    assert.equal(verdict.level, 'good');
  });

  it('looks at the gradient where only that is ill', async () => {
    // A gradient that dies on its way back through layers that keep the signal: the figures are made up.
    const shown = await shownFrom(
      sequentialModel([64], [...times(10, relu(", kernelInitializer: 'heUniform'")), OUTPUT]),
    );
    const verdict = verdictOn(shown, (each) =>
      /^dense_[123]$/.test(each.id) ? { ...each, backward: { ...each.backward, median: 1e-9 } } : each,
    );
    assert.equal(verdict.headline, 'Gradients vanish');
    assert.match(verdict.figures, /^layer dense_[123] receives \d(\.\d)?e-7 of the last hidden layer's gradient$/);
  });

  it('tells narrow layers from wrong initialisers', async () => {
    const narrow = "dense({ units: 4, activation: 'relu', kernelInitializer: 'heUniform' })";
    const verdict = await said([4], [...times(30, narrow), OUTPUT]);
    assert.match(
      verdict.cause ?? '',
      /^Cause: layers so narrow, down to 4 units, that a single draw falls far below the mean/,
    );
  });

  it('tells the one layer that shrinks the gradient by averaging from depth', async () => {
    const verdict = await saidOf('good/cnn-batch-norm.js');
    assert.equal(verdict.headline, 'No initialiser to mend');
    assert.match(verdict.cause ?? '', /Most of that happens at layer global_average_pooling2d_1/);
  });

  it('sees through branches that start at zero', async () => {
    const verdict = await saidOf('good/resnet-zero-gamma.ts');
    assert.equal(verdict.level, 'good');
    assert.match(
      verdict.cause ?? '',
      /Most of that happens at layer batch_normalization_\d+, which multiplies it by 0/,
    );
  });

  it('has nothing to say about a model without hidden layers', async () => {
    const shown = await shownFrom(sequentialModel([4], [OUTPUT]));
    assert.match(verdictText(verdictOn(shown)), /^This model has no hidden layer/);
    assert.equal(lastHidden(shown.model.graph), null);
  });

  it('leaves the cause open as long as it is being predicted', async () => {
    const shown = await shownFrom(sequentialModel([64], [...times(20, relu()), OUTPUT]));
    const verdict = diagnose(shown, predicted(shown, 'current'), predicted(shown, 'recommended'), () => null);
    assert.equal(verdict.cause, null);
    assert.equal(verdict.headline, 'Signal and gradient vanish');
    assert.deepEqual(verdict.also, []);
  });

  for (const name of ['ResNet50', 'InceptionV3', 'Xception']) {
    it(`finds nothing to mend in ${name}, whose normalisations make up for what its depth does`, async () => {
      const verdict = verdictOn(await shownFrom(applicationJson(name, 96), 'json'));
      assert.equal(verdict.headline, 'No initialiser to mend');
      assert.equal(verdict.level, 'good');
    });
  }

  for (const file of readdirSync(join(MODELS, 'good')).filter((name) => !name.endsWith('.graph.json'))) {
    it(`raises no alarm about good/${file}`, async () => {
      const { level } = await saidOf(`good/${file}`);
      assert.ok(level === 'good' || level === 'info', level);
    });
  }
});
