import assert from 'node:assert/strict';
import type { Reading } from '../../../../src/frontends/frontend.ts';
import { lineOf } from '../../../../src/frontends/script/syntax.ts';
import { tokensIn } from '../../../../src/frontends/script/tokens.ts';
import type { Layer } from '../../../../src/model/graph.ts';
import { IMPORT, prepare, read, readFile } from '../reading.ts';

const SAMPLES = [
  'samples/mlp.ts',
  'samples/cnn.ts',
  'samples/q-network.js',
  'test/models/lenet-class.ts',
  'test/models/layer-list.ts',
];

/** Layers that the file spells out; inputs alone are no layers where no model takes them up. */
function written(reading: Reading): Layer[] {
  return reading.graphs.flatMap((graph) => graph.layers).filter((layer) => layer.operation.kind !== 'input');
}

describe('a half-typed script', () => {
  before(prepare);

  for (const path of SAMPLES) {
    it(`gives every layer whose call was begun when ${path} is cut at any token`, () => {
      const { text, reading, again } = readFile(path);
      for (const token of tokensIn(text, { start: 0, end: text.length })) {
        const begun = written(reading)
          .filter((layer) => layer.source.name.end < token.end)
          .map((layer) => layer.site);
        const found = new Set(written(again(text.slice(0, token.end))).map((layer) => layer.site));
        assert.deepEqual(
          [...new Set(begun)].filter((site) => !found.has(site)),
          [],
          `cut behind ${text.slice(0, token.end).slice(-50)}`,
        );
      }
    });
  }

  /** Of the layers that a loop makes of one call, the first: the others may come of what stands behind the cut. */
  function firstAtEachSite(reading: Reading): Map<string, Layer> {
    return new Map(
      written(reading)
        .reverse()
        .map((layer) => [layer.site, layer]),
    );
  }

  /** What a call says by itself: where it stands, what it computes, how it is written. */
  function ofCall({ source, operation, activation }: Layer, text: string) {
    return {
      line: lineOf(text, source.call.start),
      operation,
      options: Object.fromEntries(
        Object.entries(source.options).map(([option, { value }]) => [option, text.slice(value.start, value.end)]),
      ),
      own: activation.own,
    };
  }

  for (const path of SAMPLES) {
    it(`leaves every call before the cut as it is when ${path} is cut at any token`, () => {
      const { text, reading, again } = readFile(path);
      for (const token of tokensIn(text, { start: 0, end: text.length })) {
        const start = text.slice(0, token.end);
        const cut = again(start);
        const after = firstAtEachSite(cut);
        for (const [site, layer] of firstAtEachSite(reading)) {
          if (layer.source.call.end > token.end) continue;
          const same = after.get(site);
          const where = `${path} cut behind ${start.slice(-50)}`;
          assert.deepEqual(same && ofCall(same, start), ofCall(layer, text), where);
        }
      }
    });
  }

  it('keeps the layers of the lines below when a line is cut inside a call', () => {
    for (const path of SAMPLES.slice(0, 3)) {
      const { text, reading, again } = readFile(path);
      for (const layer of written(reading)) {
        const line = lineOf(text, layer.source.call.start);
        if (lineOf(text, layer.source.call.end) !== line) continue;
        for (const token of tokensIn(text, { start: layer.source.name.end, end: layer.source.call.end - 1 })) {
          const lineEnd = text.indexOf('\n', token.end);
          const cut = text.slice(0, token.end) + text.slice(lineEnd);
          const lines = (of: Reading, in_: string) =>
            new Set(written(of).map(({ source }) => lineOf(in_, source.call.start)));
          assert.deepEqual(
            lines(again(cut), cut),
            lines(reading, text),
            `${path} cut behind ${cut.slice(0, token.end).slice(-50)}`,
          );
        }
      }
    }
  });

  it('reads the options that stand before the cut', () => {
    const [layer] = written(read(`${IMPORT}tf.layers.dense({units: 64, activation: 'relu'`));
    assert.deepEqual(
      [layer?.operation, layer?.activation.own],
      [{ kind: 'dense', units: 64, useBias: true }, { name: 'relu' }],
    );
  });

  for (const typed of [
    'kernelInitializer:',
    "kernelInitializer: '",
    'kern',
    'kernelInitializer: tf.',
    'a: 1 +',
    '...',
  ]) {
    it(`reads the other options and the next line behind \`${typed}\``, () => {
      const code = `${IMPORT}const m = tf.sequential();\nm.add(tf.layers.dense({ units: 64, ${typed} }));\nm.add(tf.layers.dense({ units: 5 }));`;
      const units = written(read(code)).map(({ operation }) => operation.kind === 'dense' && operation.units);
      assert.deepEqual(units, [64, 5]);
    });
  }

  for (const head of [
    'for (',
    'for (let',
    'for (let i = 0',
    'for (let i = 0; i <',
    'for (const n of',
    'if (',
    'while (n >',
  ]) {
    it(`reads a class of which a method ends in \`${head}\``, () => {
      const code = `${IMPORT}class Net {\n  constructor() {\n    this.model = tf.sequential();\n    this.model.add(tf.layers.dense({ units: 3 }));\n    ${head}\n  }\n  more() {\n    this.model.add(tf.layers.dense({ units: 4 }));\n  }\n}`;
      const units = written(read(code)).map(({ operation }) => operation.kind === 'dense' && operation.units);
      assert.deepEqual(units, [3, 4]);
    });
  }

  it('takes no statement of the next lines into an initialiser whose parenthesis is open', () => {
    const code = `${IMPORT}const m = tf.sequential();\nm.add(tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.heNormal(\nm.add(tf.layers.dense({ units: 5 }));\nm.add(tf.layers.dense({ units: 6 }));`;
    const units = written(read(code)).map(({ operation }) => operation.kind === 'dense' && operation.units);
    assert.deepEqual(units, [4, 5, 6]);
  });
});
