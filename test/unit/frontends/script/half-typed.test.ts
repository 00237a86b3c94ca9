import assert from 'node:assert/strict';
import type { Reading } from '../../../../src/frontends/frontend.ts';
import { lineOf } from '../../../../src/frontends/script/syntax.ts';
import { tokensIn } from '../../../../src/frontends/script/tokens.ts';
import type { Layer } from '../../../../src/model/graph.ts';
import { IMPORT, prepare, read, readFile } from '../reading.ts';

const SAMPLES = ['samples/mlp.ts', 'samples/cnn.ts', 'samples/q-network.js', 'test/models/lenet-class.ts'];

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

  it('keeps the layers of the lines below when a line is cut inside a call', () => {
    for (const path of SAMPLES.slice(0, 3)) {
      const { text, reading, again } = readFile(path);
      for (const layer of written(reading)) {
        const line = lineOf(text, layer.source.call.start);
        if (lineOf(text, layer.source.call.end) !== line) continue;
        for (const token of tokensIn(text, { start: layer.source.name.end, end: layer.source.call.end - 1 })) {
          const lineEnd = text.indexOf('\n', token.end);
          // A call that is begun within another and cut there takes the next line for its own.
          if (text.slice(layer.source.call.start, token.end).includes('initializers')) continue;
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
});
