import assert from 'node:assert/strict';
import { lineOf } from '../../../src/frontends/script/syntax.ts';
import type { Layer } from '../../../src/model/graph.ts';
import { prepare, readFile } from './reading.ts';

/** Line, operation with its size, own activation, initialiser of the kernel (in brackets: the default). */
function rowOf(text: string, { source, operation, activation, weights }: Layer): string {
  const size =
    operation.kind === 'dense'
      ? ` ${operation.units}`
      : operation.kind === 'convolution'
        ? ` ${operation.filters}`
        : '';
  const kernel = weights.find((weight) => weight.role === 'kernel')?.initializer;
  const name = kernel === undefined ? '' : ` ${kernel.explicit ? kernel.spec.name : `(${kernel.spec.name})`}`;
  return `${lineOf(text, source.call.start)}: ${operation.kind}${size} ${activation.own?.name ?? '-'}${name}`;
}

const EXPECTED: Readonly<Record<string, { name: string; kind: string; rows: readonly string[] }>> = {
  'samples/mlp.ts': {
    name: 'digit-classifier',
    kind: 'sequential',
    rows: [
      '12: input -',
      '12: dense 128 relu (glorotNormal)',
      ...Array.from({ length: 9 }, () => '14: dense 128 relu (glorotNormal)'),
      '16: dense 64 relu heNormal',
      '21: dense 10 softmax (glorotNormal)',
    ],
  },
  'samples/cnn.ts': {
    name: 'image-classifier',
    kind: 'functional',
    rows: [
      '4: input -',
      '6: convolution 16 relu (glorotNormal)',
      '7: convolution 16 relu (glorotNormal)',
      '8: pooling -',
      '9: convolution 32 relu (glorotNormal)',
      '10: convolution 32 relu heNormal',
      '11: flatten -',
      '12: dropout -',
      '13: dense 64 relu (glorotNormal)',
      '14: dense 10 softmax (glorotNormal)',
    ],
  },
  'samples/q-network.js': {
    name: 'q-network',
    kind: 'sequential',
    rows: [
      '7: input -',
      '7: dense 64 linear unknown',
      '8: activation leakyRelu',
      '9: dense 64 relu zeros',
      '10: dense 32 leakyRelu (glorotNormal)',
      '11: dense 4 linear zeros',
    ],
  },
  'samples/digits.html': {
    name: 'digits-in-a-page',
    kind: 'sequential',
    rows: ['15: input -', '15: flatten -', '16: dense 64 relu constant', '21: dense 10 softmax (glorotNormal)'],
  },
  'samples/lstm.js': {
    name: 'review-classifier',
    kind: 'sequential',
    rows: [
      '12: input -',
      '12: embedding -',
      '13: recurrent - (glorotNormal)',
      '14: recurrent - unknown',
      '15: dense 32 relu zeros',
      '16: dense 1 sigmoid (glorotNormal)',
    ],
  },
  'samples/keras-model.json': {
    name: 'house_prices',
    kind: 'sequential',
    rows: [
      '8: input -',
      '12: dense 64 relu glorotUniform',
      '23: dense 64 relu zeros',
      '34: dense 64 tanh heNormal',
      '45: dense 1 linear glorotUniform',
    ],
  },
};

describe('the sample models', () => {
  before(prepare);

  for (const [path, { name, kind, rows }] of Object.entries(EXPECTED)) {
    it(`${path} is read whole and right`, () => {
      const { text, reading } = readFile(path);
      const [graph] = reading.graphs;
      assert.equal(reading.graphs.length, 1);
      assert.deepEqual([graph?.name, graph?.kind, graph?.complete, graph?.unknowns], [name, kind, true, []]);
      assert.deepEqual(
        graph?.layers.map((layer) => rowOf(text, layer)),
        rows,
      );
      assert.deepEqual(reading.limits, []);
    });
  }

  it('every span of a layer holds what it says', () => {
    for (const path of Object.keys(EXPECTED)) {
      const { text, reading } = readFile(path);
      for (const { source } of reading.graphs.flatMap((graph) => graph.layers)) {
        for (const [option, { key, value, whole }] of Object.entries(source.options)) {
          assert.equal(text.slice(key.start, key.end).replaceAll('"', ''), option);
          assert.ok(whole.start <= key.start && value.end <= whole.end);
        }
        const name = text.slice(source.name.start, source.name.end);
        assert.match(name, path.endsWith('.json') ? /^"[A-Z]\w+"$/ : /^[a-z]\w+$/i);
      }
    }
  });
});
