import assert from 'node:assert/strict';
import { readJson } from '../../../../src/frontends/json/read-json.ts';
import type { Fix } from '../../../../src/model/fix.ts';
import { applyEdits } from '../../../../src/model/text.ts';
import { expectDefined, OPTIONS, prepare, readFile } from '../reading.ts';

const HE = { kind: 'setInitializer', role: 'kernel', initializer: { name: 'heUniform' }, seed: null } as const;

function fixed(text: string, layer: string, fix: object): string | null {
  const reading = readJson(text, OPTIONS);
  const graph = expectDefined(reading.graphs[0], 'it holds a model');
  const edits = reading.edits(graph, { ...fix, layer } as Fix);
  return edits === null ? null : applyEdits(text, edits);
}

describe('fixes in JSON', () => {
  before(prepare);

  it('replace one value and nothing else', () => {
    const { text } = readFile('samples/keras-model.json');
    const before = '"kernel_initializer": { "class_name": "HeNormal", "config": { "seed": null } }';
    assert.equal(fixed(text, 'hidden_3', HE), text.replace(before, before.replace('HeNormal', 'HeUniform')));
    assert.equal(
      fixed(text, 'hidden_3', { ...HE, seed: 7 }),
      text.replace(before, before.replace('HeNormal', 'HeUniform').replace('null', '7')),
    );
  });

  it('keep minified files minified', () => {
    const { text } = readFile('test/models/tfjs-model.json');
    const before =
      '{"class_name":"VarianceScaling","config":{"scale":1,"mode":"fan_avg","distribution":"normal","seed":null}}';
    const after =
      '{"class_name":"VarianceScaling","config":{"scale":2,"mode":"fan_in","distribution":"uniform","seed":null}}';
    assert.equal(fixed(text, 'dense_Dense1', HE), text.replace(before, after));
  });

  for (const [what, from, to] of [
    ['a quote', '"class_name": "HeNormal"', '"class_name": "HeNorm'],
    ['a bracket', '{ "class_name": "HeNormal", "config": { "seed": null } }', '{ "class_name": "HeNormal"'],
  ] as const) {
    it(`leave a layer alone that lacks ${what}`, () => {
      const { text } = readFile('samples/keras-model.json');
      const layer = text.indexOf('"hidden_3"');
      const at = text.indexOf(from, layer);
      assert.ok(layer >= 0 && at >= 0);
      const broken = text.slice(0, at) + to + text.slice(at + from.length);
      assert.equal(fixed(broken, 'hidden_3', HE), null);
      assert.notEqual(fixed(broken, 'hidden_1', HE), null);
    });
  }

  it('keep the layout of one property a line', () => {
    const model = (initializer: object) =>
      JSON.stringify(
        {
          class_name: 'Sequential',
          config: {
            layers: [{ class_name: 'Dense', config: { name: 'd', units: 2, kernel_initializer: initializer } }],
          },
        },
        null,
        4,
      );
    const before = model({ class_name: 'Zeros', config: {} });
    assert.equal(fixed(before, 'd', HE), model({ class_name: 'HeUniform', config: { seed: null } }));
  });

  it('insert an option behind the others', () => {
    const { text } = readFile('samples/keras-model.json');
    const without = text.replace(
      '          "kernel_initializer": { "class_name": "HeNormal", "config": { "seed": null } },\n',
      '',
    );
    const after = without.replace(
      '"activation": "tanh",\n          "use_bias": true,\n          "bias_initializer": { "class_name": "Zeros", "config": {} }',
      (found) => `${found},\n          "kernel_initializer": { "class_name": "HeUniform", "config": { "seed": null } }`,
    );
    assert.equal(fixed(without, 'hidden_3', HE), after);
  });

  it('say where Keras 3 finds the class, where the file does', () => {
    const { text } = readFile('test/models/functional-keras3.json');
    assert.equal(fixed(text, 'hidden', HE), text.replace('GlorotUniform', 'HeUniform'));
    assert.equal(
      fixed(text, 'out', HE),
      text.replace(
        '"activation": "softmax", "use_bias": true',
        '"activation": "softmax", "use_bias": true, "kernel_initializer": {"module": "keras.initializers", "class_name": "HeUniform", "config": {"seed": null}, "registered_name": null}',
      ),
    );
  });

  it('replace names, in a string or as a class', () => {
    const model = (initializer: unknown) =>
      JSON.stringify({
        class_name: 'Sequential',
        config: { layers: [{ class_name: 'Dense', config: { name: 'd', units: 2, kernel_initializer: initializer } }] },
      });
    const fix = { kind: 'replaceName', option: 'kernel_initializer', name: 'HeNormal' };
    assert.equal(fixed(model('he_normall'), 'd', fix), model('HeNormal'));
    assert.equal(
      fixed(model({ class_name: 'HeNormall', config: {} }), 'd', fix),
      model({ class_name: 'HeNormal', config: {} }),
    );
  });

  it('rename, set and remove options', () => {
    const model = (config: object) =>
      JSON.stringify({
        class_name: 'Sequential',
        config: { layers: [{ class_name: 'Dense', config: { name: 'd', units: 2, ...config } }] },
      });
    assert.equal(
      fixed(model({ useBias: true }), 'd', { kind: 'renameOption', option: 'useBias', name: 'use_bias' }),
      model({ use_bias: true }),
    );
    assert.equal(
      fixed(model({ use_bias: true }), 'd', { kind: 'setOption', option: 'use_bias', value: false }),
      model({ use_bias: false }),
    );
    assert.equal(fixed(model({ use_bias: true }), 'd', { kind: 'removeOption', option: 'use_bias' }), model({}));
  });
});
