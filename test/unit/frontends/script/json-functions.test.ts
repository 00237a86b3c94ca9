import assert from 'node:assert/strict';
import { knownSize } from '../../../../src/model/shape.ts';
import { expectDefined, IMPORT, prepare, read } from '../reading.ts';

/** The units of one dense layer, null where they cannot be told. */
function units(expression: string): number | null {
  const text = `${IMPORT}export function build(width) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ inputShape: [4], units: ${expression} }));
  return model;
}
const DEFAULTS = { sizes: [3, { deep: 12 }], left: undefined };`;
  const last = expectDefined(read(text).graphs[0], 'the model').layers.at(-1)?.outputShape?.[0];
  return last === undefined ? null : knownSize(last);
}

describe('JSON in a script', () => {
  before(prepare);

  it('is parsed where it is known', () => {
    assert.equal(units("JSON.parse('6')"), 6);
    assert.equal(units(`JSON.parse('{"a": [1, {"b": 7}]}').a[1].b`), 7);
  });

  it('copies what is written out and parsed again', () => {
    assert.equal(units('JSON.parse(JSON.stringify(DEFAULTS)).sizes[1].deep'), 12);
    assert.equal(units('Object.keys(JSON.parse(JSON.stringify(DEFAULTS))).length'), 1);
  });

  it('is unknown where a part of it is, or where it is none', () => {
    for (const text of [
      'JSON.parse(JSON.stringify({ width })).width',
      "JSON.parse('{').a",
      "JSON.parse('[1').length",
    ]) {
      assert.equal(units(text), null, text);
    }
  });

  it('is not followed for ever', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    assert.equal(units(`JSON.parse('${deep}').length`), 1);
    assert.equal(units('(() => { const a = []; a.push(a); return JSON.parse(JSON.stringify(a)).length; })()'), null);
  });
});
