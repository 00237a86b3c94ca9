import assert from 'node:assert/strict';
import { sizes } from '../../../src/model/shape.ts';
import { analyse } from '../../builders/analyse.ts';

/** What enters a model whose first layer does not say: the shape that this layer usually takes. */
const FIRST: Readonly<Record<string, readonly number[]>> = {
  'dense({ units: 3 })': [64],
  'conv2d({ filters: 3, kernelSize: 3 })': [28, 28, 3],
  'lstm({ units: 3 })': [28, 64],
  "convLstm2d({ filters: 3, kernelSize: 3, dataFormat: 'channelsFirst' })": [28, 3, 28, 28],
  'rnn({ cell: [tf.layers.gruCell({ units: 3 }), tf.layers.gruCell({ units: 4 })] })': [28, 64],
  'bidirectional({ layer: tf.layers.gru({ units: 3 }) })': [28, 64],
  'timeDistributed({ layer: tf.layers.conv2d({ filters: 3, kernelSize: 3 }) })': [28, 28, 28, 3],
  'embedding({ inputDim: 9, outputDim: 3 })': [64],
  'embedding({ inputDim: 9, outputDim: 3, inputLength: 5 })': [5],
  'upSampling2d({ size: [2, 2] })': [28, 28, 3],
  'bidirectional({ layer: tf.layers.lstm({ units: 3, inputShape: [7, 5] }) })': [7, 5],
};

describe('an assumed input', () => {
  for (const [layer, shape] of Object.entries(FIRST)) {
    it(`fits ${layer}`, async () => {
      const text = `import * as tf from '@tensorflow/tfjs';\nconst m = tf.sequential();\nm.add(tf.layers.${layer});\n`;
      const { reading } = await analyse(text);
      const [graph] = reading.graphs;
      assert.deepEqual(sizes(graph?.layers[0]?.outputShape ?? []), shape);
      assert.deepEqual(
        graph?.unknowns.filter(({ what }) => what.startsWith('It needs')),
        [],
      );
    });
  }
});
