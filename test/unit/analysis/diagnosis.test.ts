import assert from 'node:assert/strict';
import { changedKernels, modelFindings } from '../../../src/analysis/diagnosis.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';

const RELU = "dense({ units: 64, activation: 'relu' })";

describe('what a model’s kernels would be changed from', () => {
  it('is told by what is written and what it meets', async () => {
    const analysis = await analyse(
      sequentialModel(
        [64],
        [
          ...times(3, RELU),
          "dense({ units: 64, activation: 'tanh', kernelInitializer: 'heNormal' })",
          "dense({ units: 64, activation: 'relu', kernelInitializer: tf.initializers.randomNormal({ stddev: 1 }) })",
          "dense({ units: 64, activation: 'relu', kernelInitializer: 'heUniform' })",
          "dense({ units: 4, kernelInitializer: 'glorotUniform' })",
        ],
      ),
    );
    const [graph] = analysis.reading.graphs;
    assert.ok(graph);
    const groups = changedKernels(analysis, graph).map(({ kernels, ...about }) => [
      ...Object.values(about),
      kernels.map(({ layer }) => layer).join(' '),
    ]);
    assert.deepEqual(groups, [
      ['glorotNormal', 'TensorFlow.js', 'relu', 'dense_1 dense_2 dense_3'],
      ['heNormal', null, 'tanh', 'dense_4'],
      ['tf.initializers.randomNormal({ stddev: 1 })', null, 'relu', 'dense_5'],
    ]);
  });

  it('names parts of layers by themselves', async () => {
    const analysis = await analyse(
      sequentialModel([4, 8], ['bidirectional({ layer: tf.layers.lstm({ units: 4 }) })', 'dense({ units: 1 })']),
    );
    const [graph] = analysis.reading.graphs;
    assert.ok(graph);
    const kernels = changedKernels(analysis, graph).flatMap((group) => group.kernels);
    assert.ok(
      kernels.some(({ layer }) => layer.startsWith('bidirectional_1/')),
      JSON.stringify(kernels),
    );
  });
});

describe('the findings of a model', () => {
  it('stand at its own layers, with their lines, also where a call is shared', async () => {
    const text = `import * as tf from '@tensorflow/tfjs';
const zeros = () => tf.layers.dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' });
const a = tf.sequential();
a.add(tf.layers.dense({ units: 8, inputShape: [8] }));
a.add(zeros());
a.add(tf.layers.dense({ units: 2 }));
const b = tf.sequential();
b.add(tf.layers.dense({ units: 8, inputShape: [8] }));
b.add(tf.layers.dense({ units: 8 }));
b.add(zeros());
b.add(tf.layers.dense({ units: 2 }));
`;
    const analysis = await analyse(text);
    const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
    const said = (index: number) =>
      modelFindings(analysis, index, lineOf)
        .filter(({ rule }) => rule === 'symmetric-initializer')
        .map(({ layer, layers, line, severity }) => ({ layer, layers, line, severity }));
    assert.deepEqual(said(0), [{ layer: 'dense_2', layers: ['dense_2'], line: 2, severity: 'error' }]);
    assert.deepEqual(said(1), [{ layer: 'dense_3', layers: ['dense_3'], line: 2, severity: 'error' }]);
    assert.deepEqual(modelFindings(analysis, 2, lineOf), []);
  });
});
