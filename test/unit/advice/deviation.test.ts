import assert from 'node:assert/strict';
import { deviationFactor, deviationsIn } from '../../../src/advice/deviation.ts';
import { DEFAULT_ADVICE_SETTINGS } from '../../../src/advice/settings.ts';
import { dialects } from '../../../src/dialects/index.ts';
import { TRUNCATED_VARIANCE } from '../../../src/model/distribution.ts';
import { analyse, sequentialModel, times } from '../../builders/analyse.ts';

async function deviations(layers: readonly string[], faulty: readonly string[]) {
  const [graph] = (await analyse(sequentialModel([64], layers))).reading.graphs;
  if (graph === undefined) throw new Error('The text holds no model.');
  return deviationsIn(graph, dialects.tfjs, DEFAULT_ADVICE_SETTINGS)(new Set(faulty));
}

const RELU = "dense({ units: 64, activation: 'relu' })";
/** What TensorFlow.js's default leaves of the signal in one square relu layer, where 2 is meant. */
const SHARE = TRUNCATED_VARIANCE / 2;

describe('deviationsIn', () => {
  it('tells each layer the worst that lies behind it', async () => {
    const found = await deviations(
      [...times(4, RELU), 'dense({ units: 1 })'],
      ['dense_1', 'dense_2', 'dense_3', 'dense_4'],
    );
    for (const id of ['dense_1', 'dense_4']) {
      assert.equal(found.get(id)?.direction, 'forward');
      // Closed forms on both sides: only rounding is left.
      assert.ok(Math.abs((found.get(id)?.ratio ?? 0) / SHARE ** 4 - 1) < 1e-9);
    }
  });

  it('counts the given layers alone, whatever is wrong with the others', async () => {
    const zeros = RELU.replace("'relu'", "'relu', kernelInitializer: 'zeros'");
    const found = await deviations([RELU, zeros, RELU, 'dense({ units: 1 })'], ['dense_1']);
    assert.ok(Math.abs((found.get('dense_1')?.ratio ?? 0) / SHARE - 1) < 1e-9);
  });

  it('ends at a normalisation', async () => {
    const found = await deviations(
      [RELU, 'dense({ units: 64 })', 'batchNormalization()', RELU, 'dense({ units: 1 })'],
      ['dense_1'],
    );
    const behind = found.get('dense_3');
    assert.ok(behind && deviationFactor(behind) < 1.01, JSON.stringify(behind));
  });

  it('finds nothing where nothing is wrong', async () => {
    const found = await deviations([...times(3, RELU), 'dense({ units: 1 })'], []);
    for (const deviation of found.values()) assert.equal(deviationFactor(deviation), 1);
  });
});
