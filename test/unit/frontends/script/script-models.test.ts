import assert from 'node:assert/strict';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { dialects } from '../../../../src/dialects/index.ts';
import { assemble, assemblyOf } from '../../../../src/frontends/assemble.ts';
import type { Reading } from '../../../../src/frontends/frontend.ts';
import type { GraphPlan } from '../../../../src/frontends/graph-plan.ts';
import { layerAt } from '../../../../src/frontends/layer-at.ts';
import { ScriptModels } from '../../../../src/frontends/script/script-models.ts';
import { expectDefined, IMPORT, prepare, read, readFile } from '../reading.ts';

const FILES = globSync(['samples/*.{ts,js}', 'test/models/*.{ts,tsx,js}'], {
  cwd: join(__dirname, '../../../..'),
}).sort();

/** Cells and layers that stand elsewhere than what wraps them, one model made twice, one call in two models. */
const SCATTERED = `${IMPORT}
const cell = tf.layers.lstmCell({ units: 4 });
const inner = tf.layers.dense({ units: 3, activation: 'relu' });
const shared = tf.layers.dense({ units: 5 });
const make = () => tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
make();
make();
tf.sequential({ layers: [tf.layers.rnn({ cell, inputShape: [7, 2] })] });
tf.sequential({ layers: [tf.layers.timeDistributed({ layer: inner, inputShape: [7, 2] }), shared] });
tf.sequential({ layers: [tf.layers.rnn({ cell: [cell, tf.layers.gruCell({ units: 4 })], inputShape: [7, 2] }), shared] });
tf.layers.dense({ units: 9 });
`;

describe('a script’s models, made when they are asked for', () => {
  before(prepare);

  for (const file of FILES) {
    it(`have the same layer at every offset of ${file} as all of them`, () => {
      const { text, reading } = readFile(file);
      checkEveryOffset(text, reading);
    });
  }

  it('have the same layer at every offset where what a layer holds is written elsewhere', () => {
    checkEveryOffset(SCATTERED, read(SCATTERED));
  });

  it('are not made for a layer of another model', () => {
    const text = `${IMPORT}${[4, 5, 6].map((units) => `tf.sequential({ layers: [tf.layers.dense({ units: ${units} })] });`).join('\n')}`;
    const assemblies = read(text).graphs.map((graph) => expectDefined(assemblyOf(graph), 'a frontend made it'));
    const made: GraphPlan[] = [];
    const plans = assemblies.map(({ plan }) => plan);
    const models = new ScriptModels(plans, (plan) => {
      made.push(plan);
      return assemble(plan, dialects.tfjs, 'code', {});
    });
    const offset = text.indexOf('units: 5');
    assert.equal(models.layerAt(offset)?.graph, models.layerAt(offset)?.graph);
    assert.deepEqual(made, [plans[1]]);
    assert.equal(models.graphs[1], models.layerAt(offset)?.graph);
    assert.deepEqual(made, [plans[1], plans[0], plans[2]]);
  });
});

/** Asks for every place before all models are made. */
function checkEveryOffset(text: string, reading: Reading): void {
  const found = Array.from({ length: text.length + 1 }, (_, offset) => reading.positionAt(offset));
  assert.ok(found.some((position) => position !== null));
  for (const [offset, position] of found.entries()) {
    const expected = layerAt(reading.graphs, offset);
    assert.equal(position?.layer, expected?.layer.id, `at ${offset}`);
    assert.equal(position?.graph, expected?.graph, `at ${offset}`);
  }
}
