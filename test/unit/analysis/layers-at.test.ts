import assert from 'node:assert/strict';
import { layersAt } from '../../../src/analysis/layers-at.ts';
import { lineStarts } from '../../../src/model/lines.ts';
import { analyse } from '../../builders/analyse.ts';

const TEXT = `import * as tf from '@tensorflow/tfjs';
const a = tf.sequential();
a.add(tf.layers.dense({ units: 4, inputShape: [3] }));
for (let i = 0; i < 3; i++) {
  a.add(
    tf.layers.dense({ units: 4 }),
  );
}
const block = () => tf.layers.dense({ units: 2 });
a.add(block());
const b = tf.sequential({ layers: [tf.layers.dense({ units: 8, inputShape: [3] }), block()] });
`;

/** Ids by model of the layers at the first place where this is written. */
async function at(written: string): Promise<Record<string, readonly string[]>> {
  const { reading } = await analyse(TEXT);
  const offset = TEXT.indexOf(written);
  assert.notEqual(offset, -1);
  const found = layersAt(reading.graphs, offset, lineStarts(TEXT));
  return Object.fromEntries(found.map(({ graph, layers }) => [graph.name, layers]));
}

describe('the layers at the cursor', () => {
  it('are those whose call holds it', async () => {
    assert.deepEqual(await at('units: 4, inputShape'), { a: ['dense_1'] });
  });

  it('are those of its line where it stands in front of the call or behind it', async () => {
    assert.deepEqual(await at('a.add(tf.layers.dense({ units: 4, input'), { a: ['dense_1'] });
  });

  it('are all that a loop makes', async () => {
    assert.deepEqual(await at('tf.layers.dense({ units: 4 })'), { a: ['dense_2', 'dense_3', 'dense_4'] });
  });

  it('are those of every model that a helper makes them for', async () => {
    assert.deepEqual(await at('dense({ units: 2 })'), { a: ['dense_5'], b: ['dense_2'] });
  });

  it('are not the input that a layer implies, whatever call it is said to come from', async () => {
    const { reading } = await analyse(TEXT);
    const graphs = reading.graphs.map((graph) => ({
      ...graph,
      layers: graph.layers.map((layer) => (layer.operation.kind === 'input' ? { ...layer, site: 'implied' } : layer)),
    }));
    const [found] = layersAt(graphs, TEXT.indexOf('a.add('), lineStarts(TEXT));
    assert.deepEqual(found?.layers, ['dense_1']);
  });

  it('are none elsewhere', async () => {
    assert.deepEqual(await at('import'), {});
    assert.deepEqual(await at('const a'), {});
  });
});
