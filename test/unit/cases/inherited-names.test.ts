import assert from 'node:assert/strict';
import { analyse, sequentialModel } from '../../builders/analyse.ts';

/** Names that every JavaScript object inherits are no layers, initialisers, activations or assumed sizes. */
describe('names that all objects have', () => {
  it('are no layers of a script', async () => {
    const text = sequentialModel([4], ['dense({ units: toString })', 'constructor({})', 'dense({ units: 2 })']);
    const { reading } = await analyse(text);
    const [units] = (reading.graphs[0]?.layers ?? []).flatMap(({ operation }) =>
      operation.kind === 'dense' ? [operation.units] : [],
    );
    assert.equal(units, 64, 'what is assumed for an unknown size');
  });

  it('are no layers of a JSON model', async () => {
    const layers = ['__proto__', 'constructor', 'Dense'].map((name) => ({ class_name: name, config: { units: 2 } }));
    const text = JSON.stringify({ class_name: 'Sequential', keras_version: '2.15.0', config: { layers } });
    const { reading, findings } = await analyse(text, 'json');
    assert.equal(reading.graphs.length, 1);
    assert.deepEqual(findings, []);
  });
});
