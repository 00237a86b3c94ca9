import assert from 'node:assert/strict';
import { compareModels } from '../../../../src/analysis/report/compare-models.ts';
import { modelReports } from '../../../../src/analysis/report/model-report.ts';
import { analyse, sequentialModel, times } from '../../../builders/analyse.ts';
import { expectDefined } from '../../frontends/reading.ts';

const OUTPUT = "dense({ units: 4, activation: 'softmax' })";
const DEFAULT = sequentialModel([64], [...times(10, "dense({ units: 64, activation: 'relu' })"), OUTPUT]);
const HE = sequentialModel(
  [64],
  [...times(10, "dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform' })"), OUTPUT],
);

async function compare(left: string, right: string) {
  // One after the other: the builder's analyser reads all texts under one address.
  const [a] = modelReports(await analyse(left));
  const [b] = modelReports(await analyse(right));
  return compareModels(expectDefined(a, 'a model on the left'), expectDefined(b, 'a model on the right'));
}

describe('two models side by side', () => {
  it('are the same but for the initialisers, and the better one is told', async () => {
    const { structure, signal, gradient, layers } = await compare(DEFAULT, HE);
    assert.deepEqual(structure, { isSame: true, initializers: 10 });
    assert.equal(signal?.better, 'right');
    assert.ok((signal?.left ?? 1) < 1e-4 && Math.abs((signal?.right ?? 0) - 1) < 0.01);
    assert.equal(gradient?.better, 'right');
    assert.ok(layers.every(([a, b]) => a !== null && b !== null));
  });

  it('tell which rules speak about which of them, the worst first', async () => {
    const zeros = DEFAULT.replace("'relu' }", "'relu', kernelInitializer: 'zeros' }");
    const { findings } = await compare(zeros, HE);
    assert.deepEqual(findings[0], { rule: 'symmetric-initializer', severity: 'error', left: [3], right: [] });
    assert.ok(findings.every(({ right }) => right.length === 0));
  });

  it('differ in nothing where they are one and the same', async () => {
    const { structure, signal, gradient } = await compare(DEFAULT, DEFAULT);
    assert.deepEqual(structure, { isSame: true, initializers: 0 });
    assert.deepEqual([signal?.better, gradient?.better], [null, null]);
  });

  it('take a written default for what it is', async () => {
    const written = DEFAULT.replaceAll("'relu' }", "'relu', kernelInitializer: 'glorotNormal' }");
    assert.equal((await compare(DEFAULT, written)).structure.initializers, 0);
  });

  it('leave a gap for a layer that only one has', async () => {
    const more = DEFAULT.replace(
      '  tf.layers.dense({ units: 4',
      '  tf.layers.dropout({ rate: 0.5 }),\n  tf.layers.dense({ units: 4',
    );
    const { layers, structure } = await compare(DEFAULT, more);
    assert.equal(structure.isSame, false);
    const alone = layers.filter(([a, b]) => a === null || b === null);
    assert.deepEqual(
      alone.map(([a, b]) => [a?.kind ?? null, b?.kind ?? null]),
      [[null, 'dropout']],
    );
  });

  it('are alike where both lose the signal altogether', async () => {
    const zeros = (name: string) =>
      DEFAULT.replaceAll("'relu' }", "'relu', kernelInitializer: 'zeros' }").replace('model', name);
    const { signal } = await compare(zeros('a'), zeros('b'));
    assert.deepEqual(signal, { left: 0, right: 0, better: null });
  });

  it('have no ratio to compare where one has a single layer', async () => {
    const { signal } = await compare(sequentialModel([8], ['dense({ units: 1 })']), HE);
    assert.equal(signal, null);
  });

  it('are set beside one another up to a depth, and the rest is counted', async () => {
    const deep = sequentialModel([4], times(450, 'dense({ units: 4 })'));
    const { layers, leftOut, structure } = await compare(deep, DEFAULT);
    assert.equal(leftOut, 451 - 400);
    assert.equal(structure.isSame, false);
    assert.equal(layers.filter(([a]) => a !== null).length, 400);
  });
});
