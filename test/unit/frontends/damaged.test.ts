import assert from 'node:assert/strict';
import { applyEdits } from '../../../src/model/text.ts';
import { prepare, readFile } from './reading.ts';

const FILES = [
  'samples/mlp.ts',
  'samples/cnn.ts',
  'samples/q-network.js',
  'samples/keras-model.json',
  'test/models/branches.tsx',
  'test/models/lenet-class.ts',
  'test/models/residual-blocks.ts',
  'test/models/functional-keras3.json',
  'test/models/cdn-page.html',
  'test/models/regression.vue',
  'test/models/trainer.svelte',
];

/** A linear congruential generator (Numerical Recipes), so that a failure can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('damaged files', () => {
  before(prepare);

  for (const path of FILES) {
    it(`${path} with pieces cut out and moved is read without an exception, and so is every edit of it`, () => {
      const { text, again } = readFile(path);
      const random = randomFrom(text.length);
      for (let round = 0; round < 60; round++) {
        const [from, to] = [random(text.length), random(text.length)];
        const piece = text.slice(from, from + random(40));
        const damaged = text.slice(0, to) + piece + text.slice(to + random(30));
        const reading = again(damaged);
        for (const offset of [to, to + piece.length, random(damaged.length)]) {
          reading.positionAt(offset);
          const insertion = reading.optionInsertion(offset, 'kernel', { name: 'heUniform' });
          if (insertion !== null) again(applyEdits(damaged, [{ ...insertion.replace, text: insertion.text }]));
        }
        for (const graph of reading.graphs) {
          assert.equal(new Set(graph.layers.map(({ id }) => id)).size, graph.layers.length, 'ids are unique');
          for (const { id } of graph.layers.slice(0, 20)) {
            const fix = {
              kind: 'setInitializer',
              layer: id,
              role: 'kernel',
              initializer: { name: 'heUniform' },
              seed: null,
            } as const;
            const edits = reading.edits(graph, fix);
            if (edits !== null) applyEdits(damaged, edits);
          }
        }
      }
    });
  }
});
