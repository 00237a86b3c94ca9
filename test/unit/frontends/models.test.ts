import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepare, readFile, summary } from './reading.ts';

const FOLDER = join(__dirname, '../../models');
const MODELS = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.name.endsWith('.graph.json'))
  .map(({ name }) => name);

describe('model files as users write them', () => {
  before(prepare);

  for (const name of MODELS) {
    it(`${name} gives the graph beside it`, () => {
      const expected = join(FOLDER, `${name}.graph.json`);
      assert.ok(existsSync(expected), `${name} needs its expected graph in ${name}.graph.json`);
      const { reading } = readFile(`test/models/${name}`);
      assert.deepEqual(reading.graphs.map(summary), JSON.parse(readFileSync(expected, 'utf8')));
    });
  }

  it('graphs are plain data', () => {
    for (const name of MODELS) {
      const { reading } = readFile(`test/models/${name}`);
      assert.deepEqual(structuredClone(reading.graphs), reading.graphs);
      assert.doesNotThrow(() => JSON.stringify(reading.graphs), `${name} must hold no circle`);
    }
  });
});
