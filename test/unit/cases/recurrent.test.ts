import assert from 'node:assert/strict';
import { isKernel, layerById } from '../../../src/model/graph.ts';
import { applyScheme } from '../../../src/model/scheme.ts';
import { applyEdits } from '../../../src/model/text.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';

/** What advice has to say about recurrent layers, embeddings and what stands inside other layers. */

const QUIET: Readonly<Record<string, string>> = {
  'the framework’s defaults, however many in a row': sequentialModel(
    [12, 5],
    [...times(6, 'lstm({ units: 16, returnSequences: true })'), 'gru({ units: 16 })', 'dense({ units: 4 })'],
  ),
  'recurrent kernels that are quicker to make than orthogonal ones': sequentialModel(
    [12, 5],
    [
      "lstm({ units: 512, recurrentInitializer: 'glorotNormal', returnSequences: true })",
      "gru({ units: 512, recurrentInitializer: 'glorotUniform', kernelInitializer: 'glorotNormal' })",
      'dense({ units: 4 })',
    ],
  ),
  'an embedding before a few layers': sequentialModel(
    [12],
    [
      'embedding({ inputDim: 1000, outputDim: 16 })',
      'bidirectional({ layer: tf.layers.lstm({ units: 16 }) })',
      "dense({ units: 4, activation: 'softmax' })",
    ],
  ),
  'cells in an RNN': sequentialModel(
    [12, 5],
    ['rnn({ cell: [tf.layers.gruCell({ units: 8 }), tf.layers.lstmCell({ units: 8 })] })', 'dense({ units: 4 })'],
  ),
};

describe('recurrent layers', () => {
  for (const [name, text] of Object.entries(QUIET)) {
    it(`give no reason for advice: ${name}`, async () => {
      const { reading, findings } = await analyse(text);
      assert.equal(
        reading.graphs[0]?.layers.some(({ operation }) => operation.kind === 'opaque'),
        false,
      );
      // Forget gates at 0.5 are another matter, and told as no more than information.
      const reasons = findings.filter(({ rule }) => rule !== 'forget-bias');
      assert.deepEqual(
        reasons.map(({ message }) => message),
        [],
      );
    });
  }

  it('are recommended what they are usually given, and keep it where it is written', async () => {
    const text = sequentialModel(
      [12, 5],
      ["lstm({ units: 8, recurrentInitializer: 'glorotNormal' })", 'simpleRNN({ units: 8 })', 'dense({ units: 4 })'],
    );
    const analysis = await analyse(text.replace('units: 8,', 'units: 8, returnSequences: true,'));
    const [graph] = analysis.reading.graphs;
    assert.ok(graph);
    const recommended = graph.layers.flatMap(({ id, weights }) =>
      weights.flatMap(({ role }) => {
        const { initializer } = analysis.recommendation(graph, id, role) ?? {};
        return isKernel(role) ? [`${id} ${role} ${initializer?.name}`] : [];
      }),
    );
    assert.deepEqual(recommended, [
      'lstm_1 kernel glorotUniform',
      'lstm_1 recurrent glorotNormal',
      'simple_rnn_1 kernel glorotUniform',
      'simple_rnn_1 recurrent orthogonal',
      'dense_1 kernel glorotUniform',
    ]);
  });

  it('have a refused name mended at the call that is written inside another', async () => {
    const text = sequentialModel(
      [12, 5],
      [
        "bidirectional({ layer: tf.layers.lstm({ units: 8, unitForgetBias: true, recurrentInitializer: 'Orthogonall' }) })",
        "timeDistributed({ layer: tf.layers.dense({ units: 4, activation: 'Relu' }) })",
      ],
    );
    const analysis = await analyse(text);
    const { findings } = analysis;
    assert.deepEqual(
      findings.map(({ rule, severity, layer }) => [rule, severity, layer]),
      [
        ['unknown-name', 'error', 'bidirectional_1/forward'],
        ['unknown-name', 'error', 'time_distributed_1/layer'],
      ],
    );
    const fixed = text.replace("'Orthogonall'", "'orthogonal'").replace("'Relu'", "'relu'");
    assert.equal(applyEdits(text, analysis.fixAllEdits()), fixed);
  });

  it('have the scale of a dense layer over time judged, and mended at the inner call', async () => {
    const inner = (written: string) =>
      `timeDistributed({ layer: tf.layers.dense({ units: 64, activation: 'relu'${written} }) })`;
    const stack = (written: string) => sequentialModel([12, 64], [...times(6, inner(written)), 'dense({ units: 3 })']);
    const analysis = await analyse(stack(''));
    const { findings } = analysis;
    assert.deepEqual(
      findings.map(({ rule, severity, layer }) => [rule, severity, layer]),
      Array.from({ length: 6 }, (_, i) => ['activation-mismatch', 'warning', `time_distributed_${i + 1}/layer`]),
    );
    assert.equal(applyEdits(stack(''), analysis.fixAllEdits()), stack(", kernelInitializer: 'heUniform'"));
  });

  it('take a scheme’s initialisers in all their parts', async () => {
    const text = sequentialModel([12, 5], ['bidirectional({ layer: tf.layers.lstm({ units: 8 }) })']);
    const analysis = await analyse(text);
    const { reading } = analysis;
    const [graph] = reading.graphs;
    const heUniform = graph === undefined ? null : analysis.scheme(graph, 'heUniform');
    assert.ok(graph && heUniform);
    const applied = applyScheme(graph, heUniform);
    for (const id of ['bidirectional_1/forward', 'bidirectional_1/backward']) {
      const kernels = layerById(applied, id)?.weights.filter(({ role }) => isKernel(role)) ?? [];
      assert.deepEqual(
        kernels.map(({ initializer }) => initializer.spec.name),
        ['heUniform', 'heUniform'],
      );
    }
    assert.equal(applyScheme(graph, { id: 'current', replacements: [] }).layers[1], graph.layers[1]);
  });

  it('have nothing to judge inside a wrapper whose weights are given', async () => {
    const text = sequentialModel(
      [12, 5],
      [
        "timeDistributed({ layer: tf.layers.dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' }), weights: [k, b] })",
        'flatten()',
        'dense({ units: 4 })',
      ],
    );
    const { findings, reading } = await analyse(text);
    assert.deepEqual(findings, []);
    assert.equal(reading.graphs[0]?.layers[1]?.parts[0]?.weights[0]?.initializer.sampled.family, 'unknown');
  });
});
