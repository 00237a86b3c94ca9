import assert from 'node:assert/strict';
import type { RuleId } from '../../../../src/advice/rule-id.ts';
import { applyEdits } from '../../../../src/model/text.ts';
import { analyse } from '../../../builders/analyse.ts';

const RULE: RuleId = 'symmetric-initializer';

/** A model whose two hidden layers start at zeros, with what is written beside the first one's class, the model's and the root. */
function model({ layer = '', model = '', root = '' } = {}): string {
  const dense = (name: string, beside: string, more = '') =>
    `{ "class_name": "Dense", "config": { "name": "${name}", "units": 4, "activation": "relu", "kernel_initializer": "zeros"${more} }${beside} }`;
  return `{
  "keras_version": "2.15.0"${root},
  "model_config": {
    "class_name": "Sequential"${model},
    "config": {
      "name": "m",
      "layers": [
        ${dense('a', layer, ', "batch_input_shape": [null, 4]')},
        ${dense('b', '')},
        { "class_name": "Dense", "config": { "name": "out", "units": 1 } }
      ]
    }
  }
}
`;
}

async function reported(text: string): Promise<string[]> {
  const { findings } = await analyse(text, 'json');
  return findings.flatMap(({ rule, layer }) => (rule === RULE ? [layer] : []));
}

const disable = (...rules: readonly string[]) => `, "_initLens": { "disable": ${JSON.stringify(rules)} }`;

describe('rules silenced in JSON', () => {
  it('are those that a layer’s own key names', async () => {
    assert.deepEqual(await reported(model()), ['a', 'b']);
    assert.deepEqual(await reported(model({ layer: disable('shared-seed', RULE) })), ['b']);
    assert.deepEqual(await reported(model({ layer: disable('shared-seed') })), ['a', 'b']);
  });

  it('are those that a model’s key names, or the document’s', async () => {
    assert.deepEqual(await reported(model({ model: disable(RULE) })), []);
    assert.deepEqual(await reported(model({ root: disable(RULE) })), []);
  });

  it('are all where none is named, and one may stand without a list', async () => {
    assert.deepEqual(await reported(model({ layer: disable() })), ['b']);
    assert.deepEqual(await reported(model({ layer: `, "_initLens": { "disable": "${RULE}" }` })), ['b']);
  });

  it('are none where the key says something else', async () => {
    for (const layer of [
      ', "_initLens": true',
      ', "_initLens": { "enable": [] }',
      ', "_initLens": { "disable": [1] }',
    ]) {
      assert.deepEqual(await reported(model({ layer })), ['a', 'b'], layer);
    }
  });

  it('are those of comments too, where the file has some', async () => {
    const line = `// init-lens-disable-next-line ${RULE}\n        { "class_name": "Dense", "config": { "name": "b"`;
    assert.deepEqual(await reported(model().replace('{ "class_name": "Dense", "config": { "name": "b"', line)), ['a']);
    assert.deepEqual(await reported(`// init-lens-disable ${RULE}\n${model()}`), []);
  });

  it('are what the fixes write, beside the class and in the file’s layout', async () => {
    for (const [layer, text] of [
      ['a', model({ layer: disable(RULE) })],
      [null, model().replace('\n}\n', `,\n  "_initLens": {\n    "disable": ["${RULE}"]\n  }\n}\n`)],
    ] as const) {
      const { reading } = await analyse(model(), 'json');
      const [graph] = reading.graphs;
      assert.ok(graph);
      const edits = reading.edits(graph, { kind: 'suppress', layer, rule: RULE });
      assert.ok(edits);
      assert.equal(applyEdits(model(), edits), text);
    }
  });

  it('are added to those that are silenced already', async () => {
    const text = model({ layer: disable('shared-seed') });
    const { reading } = await analyse(text, 'json');
    const [graph] = reading.graphs;
    assert.ok(graph);
    const edits = reading.edits(graph, { kind: 'suppress', layer: 'a', rule: RULE });
    const expected = model({ layer: disable('shared-seed', RULE).replace('","', '", "') });
    assert.equal(applyEdits(text, edits ?? []), expected);
    assert.deepEqual(await reported(expected), ['b']);
  });

  it('of a description within a script are its own, and a comment’s for the whole file', async () => {
    const script = (layer: string) =>
      `import * as tf from '@tensorflow/tfjs';\nexport const model = tf.models.modelFromJSON(${model({ layer }).trim()} as any);\n`;
    const rules = async (text: string) => (await analyse(text)).findings.filter(({ rule }) => rule === RULE).length;
    assert.equal(await rules(script('')), 2);
    assert.equal(await rules(script(disable(RULE))), 1);
    const { reading } = await analyse(script(''));
    const [graph] = reading.graphs;
    assert.ok(graph);
    const edits = reading.edits(graph, { kind: 'suppress', layer: null, rule: RULE });
    assert.equal(applyEdits(script(''), edits ?? []), `// init-lens-disable ${RULE}\n${script('')}`);
  });
});
