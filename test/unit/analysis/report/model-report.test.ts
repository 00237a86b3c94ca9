import assert from 'node:assert/strict';
import { modelReports } from '../../../../src/analysis/report/model-report.ts';
import { analyse, sequentialModel, times } from '../../../builders/analyse.ts';
import { expectDefined } from '../../frontends/reading.ts';

const DEEP = sequentialModel(
  [64],
  [
    ...times(8, "dense({ units: 64, activation: 'relu' })"),
    "dense({ units: 32, activation: 'relu', kernelInitializer: 'zeros' })",
    "dense({ units: 4, activation: 'softmax' })",
  ],
);

const reportOf = async (text: string, language: 'typescript' | 'json' = 'typescript') => {
  const [report, ...others] = modelReports(await analyse(text, language));
  assert.deepEqual(others, []);
  return expectDefined(report, 'there is a model');
};

describe('the report on a model', () => {
  it('says what it is and where', async () => {
    const { name, line, layers, framework, safeFixes } = await reportOf(DEEP);
    assert.deepEqual([name, line, layers, framework, safeFixes], ['model', 2, 10, 'TensorFlow.js 4.22.0', 9]);
  });

  it('lists every layer with what its kernel starts from and what it should start from', async () => {
    const { rows } = await reportOf(DEEP);
    const told = rows.map(({ kind, shape, activation, kernels: [kernel] }) => [kind, shape, activation, kernel]);
    assert.deepEqual(told[0], ['input', '64', null, undefined]);
    const byDefault = { role: 'kernel', written: 'glorotNormal', explicit: false };
    assert.deepEqual(told[1], ['dense', '64', 'relu', { ...byDefault, recommended: 'heUniform' }]);
    assert.deepEqual(told[9], [
      'dense',
      '32',
      'relu',
      { role: 'kernel', written: 'zeros', explicit: true, recommended: 'heUniform' },
    ]);
    assert.equal(told[10]?.[3] !== undefined && rows[10]?.kernels[0]?.explicit, false);
  });

  it('predicts the signal at every layer, as the lens does', async () => {
    const { rows, ratios, recommendedRatios } = await reportOf(DEEP);
    // Glorot on equal fans keeps 1/n of the variance, TensorFlow.js truncates it to 0.774 of that, relu halves it.
    for (let i = 1; i <= 8; i++) assert.ok(Math.abs((rows[i]?.signal ?? 0) / 0.387 ** i - 1) < 0.01, `layer ${i}`);
    assert.equal(ratios.signal, 0);
    assert.ok(Math.abs((recommendedRatios.signal ?? 0) - 1) < 0.01, `${recommendedRatios.signal}`);
  });

  it('has the findings of the Problems view, with their lines', async () => {
    const { findings } = await reportOf(DEEP);
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error').map(({ rule, line }) => [rule, line]),
      [['symmetric-initializer', 11]],
    );
  });

  it('says what it had to assume', async () => {
    const { notes, rows } = await reportOf(sequentialModel([64], ['dense({ units: width })', 'dense({ units: 2 })']));
    assert.match(notes.join(' '), /width/);
    assert.match(rows[1]?.shape ?? '', /^~\d+$/);
  });

  it('looks into wrappers for kernels', async () => {
    const model = sequentialModel(
      [8, 4],
      ['bidirectional({ layer: tf.layers.lstm({ units: 3 }), mergeMode: "concat" })', 'dense({ units: 1 })'],
    );
    const { rows } = await reportOf(model);
    assert.deepEqual(
      rows[1]?.kernels.map(({ role, written }) => [role, written]),
      [
        ['kernel', 'glorotNormal'],
        ['recurrent', 'orthogonal'],
        ['kernel', 'glorotNormal'],
        ['recurrent', 'orthogonal'],
      ],
    );
  });

  it('is made of every model of a file', async () => {
    const second = DEEP.slice(DEEP.indexOf('export')).replace('model', 'second');
    const reports = modelReports(await analyse(DEEP + second));
    assert.deepEqual(
      reports.map(({ name, index }) => [name, index]),
      [
        ['model', 0],
        ['second', 1],
      ],
    );
  });
});
