import assert from 'node:assert/strict';
import type { ModelGraph } from '../../../../src/model/graph.ts';
import { size } from '../../../../src/model/shape.ts';
import { applyEdits } from '../../../../src/model/text.ts';
import { cursorIn, expectDefined, prepare, read } from '../reading.ts';

const LITERAL = `const modelJson = {
  modelTopology: {
    class_name: 'Sequential',
    config: {
      name: 'net',
      layers: [
        { class_name: 'InputLayer', config: { batch_input_shape: [null, 4], dtype: 'float32' } },
        { class_name: 'Dense', config: { name: 'hidden', units: 8, activation: 'relu', kernel_initializer: { class_name: 'Zeros', config: {} } } },
        { class_name: 'Dense', config: { name: 'out', units: 2, use_bias: false } }, // one for each class
      ],
    },
  },
};
const model = await tf.models.modelFromJSON(modelJson);
`;

const JSON_TEXT =
  '{"class_name":"Sequential","config":[{"class_name":"Dense","config":{"name":"a","units":3,"batch_input_shape":[null,5]}}]}';

function sizes(graph: ModelGraph | undefined): string[] {
  return (graph?.layers ?? []).map(({ id, outputShape }) => `${id} ${(outputShape ?? []).map(size).join('x')}`);
}

function edited(text: string, name: 'heUniform' | 'orthogonal' | 'randomNormal'): string | null {
  const reading = read(text);
  const graph = expectDefined(reading.graphs[0], 'the model');
  const layer = expectDefined(
    graph.layers.find(({ weights }) => weights.length > 0),
    'a layer with a kernel',
  );
  const initializer =
    name === 'randomNormal'
      ? ({ name, mean: 0, stddev: 0.1 } as const)
      : name === 'orthogonal'
        ? ({ name, gain: 1 } as const)
        : { name };
  const edits = reading.edits(graph, {
    kind: 'setInitializer',
    layer: layer.id,
    role: 'kernel',
    initializer,
    seed: null,
  });
  return edits === null ? null : applyEdits(text, edits);
}

describe('models that a script describes as JSON', () => {
  before(prepare);

  it('in an object literal are read with their places', () => {
    const { graphs } = read(LITERAL);
    assert.deepEqual(
      graphs.map(({ name, dialect }) => [name, dialect]),
      [['net', 'tfjs']],
    );
    assert.deepEqual(sizes(graphs[0]), ['input_layer_1 4', 'hidden 8', 'out 2']);
    const hidden = expectDefined(graphs[0]?.layers[1], 'the hidden layer');
    assert.equal(LITERAL.slice(hidden.source.name.start, hidden.source.name.end), "'Dense'");
    const { span, spec, explicit } = expectDefined(hidden.weights[0], 'its kernel').initializer;
    assert.deepEqual([spec.name, explicit], ['zeros', true]);
    assert.equal(LITERAL.slice(span?.start, span?.end), "{ class_name: 'Zeros', config: {} }");
  });

  for (const [name, quote] of [
    ['single quotes', "'"],
    ['a template', '`'],
  ] as const) {
    it(`in a string with ${name} are read with their places, and edited`, () => {
      const text = `const model = tf.models.modelFromJSON(JSON.parse(${quote}${JSON_TEXT}${quote}));`;
      const [graph] = read(text).graphs;
      assert.deepEqual(sizes(graph).slice(-1), ['a 3']);
      const { name: place } = expectDefined(graph?.layers.at(-1), 'its layer').source;
      assert.equal(text.slice(place.start, place.end), '"Dense"');
      const after = expectDefined(edited(text, 'heUniform'), 'an edit');
      const [again] = read(after).graphs;
      assert.equal(again?.layers.at(-1)?.weights[0]?.initializer.spec.name, 'heUniform');
    });
  }

  it('in a string with escapes are read with their places, but not edited', () => {
    const text = `const model = tf.models.modelFromJSON(JSON.parse(${JSON.stringify(JSON_TEXT)}));`;
    const [graph] = read(text).graphs;
    const { name } = expectDefined(graph?.layers.at(-1), 'its layer').source;
    assert.equal(text.slice(name.start, name.end), '\\"Dense\\"');
    assert.equal(edited(text, 'heUniform'), null);
  });

  it('are edited in the style of the literal', () => {
    const after = expectDefined(edited(LITERAL, 'heUniform'), 'an edit');
    assert.match(after, /kernel_initializer: \{ class_name: 'VarianceScaling', config: \{ scale: 2, mode: 'fan_in',/);
    assert.ok(!after.includes('"'), 'no double quotes where there were none');
    const [graph] = read(after).graphs;
    assert.equal(graph?.layers[1]?.weights[0]?.initializer.spec.name, 'heUniform');

    const quoted = `export const topology = ${JSON_TEXT};`;
    const inserted = expectDefined(edited(quoted, 'heUniform'), 'an edit');
    assert.ok(inserted.includes('"kernel_initializer":'), inserted);
    assert.equal(read(inserted).graphs[0]?.layers.at(-1)?.weights[0]?.initializer.spec.name, 'heUniform');
  });

  const TYPED = `{
  "class_name": "Sequential",
  "config": {"layers": [
    {
      "class_name": "Dense",
      "config": {
        "name": "a",
        "units": 3,|
        "batch_input_shape": [null, 5]
      }
    }
  ]}
}`;

  /** Ghost text at `|`, taken; null where there is none. */
  function taken(marked: string): string | null {
    const { text, offset } = cursorIn(marked);
    const insertion = read(text).optionInsertion(offset, 'kernel', { name: 'heUniform' });
    return insertion === null ? null : applyEdits(text, [{ ...insertion.replace, text: insertion.text }]);
  }

  for (const [where, before, after] of [
    ['a template', 'tf.models.modelFromJSON(JSON.parse(`', '`));'],
    ['an object of their own', 'tf.models.modelFromJSON(', ');'],
  ] as const) {
    it(`in ${where} get ghost text as in a JSON file`, () => {
      const filled = expectDefined(taken(before + TYPED + after), 'it is offered');
      assert.match(filled, /"units": 3,\n {8}"kernel_initializer": \{"class_name": "VarianceScaling"/);
      const { graphs } = read(filled);
      assert.equal(graphs[0]?.layers.at(-1)?.weights[0]?.initializer.spec.name, 'heUniform');
      for (const typed of ['"kernel_initializer": "he', '"activation": "re']) {
        const marked = before + TYPED.replace('3,|', `3,\n        ${typed}|",`) + after;
        const { text, offset } = cursorIn(marked);
        const reading = read(text);
        const place = expectDefined(reading.valueAt(offset), 'a value is typed there');
        assert.equal(`"${place.option}": "${text.slice(place.replace.start, place.replace.end)}`, typed);
        assert.equal(reading.write(place, 'relu'), 'relu');
      }
    });
  }

  it('get none where what is inserted would not be JSON as it stands, nor outside of them', () => {
    const oneLine = TYPED.replace(/\s+/g, ' ');
    assert.ok(taken(`JSON.parse('${oneLine}')`)?.includes('"kernel_initializer": { "class_name"'));
    assert.equal(taken(`JSON.parse(${JSON.stringify(oneLine)})`), null);
    assert.equal(taken(LITERAL.replace('units: 2,', 'units: 2,|')), null);
    assert.equal(taken(`|JSON.parse('${oneLine.replace('|', '')}')`), null);
    assert.equal(taken(`JSON.parse('${oneLine.replace('|', '')}')|`), null);
  });

  it('stand beside models that are built', () => {
    const built = 'export const m = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });\n';
    const reading = read(built + LITERAL + built.replace(' m ', ' n '));
    assert.deepEqual(
      reading.graphs.map(({ name }) => name),
      ['m', 'net', 'n'],
    );
    const at = reading.positionAt((built + LITERAL).indexOf("'relu'") + 1);
    assert.deepEqual([at?.graph.name, at?.layer, at?.option], ['net', 'hidden', 'activation']);
    assert.equal(reading.spell(expectDefined(reading.graphs[1], 'net'), { name: 'heUniform' })?.startsWith('"'), true);
  });

  it('are not seen in what only looks like them', () => {
    for (const text of [
      "tf.layers; const a = { class_name: 'Sequential' };",
      "tf.layers; const a = { class_name: 'Sequential', config: { layers: read() } };",
      "tf.layers; const a = { className: 'Model', config: { layers: ['a', 'b'] } };",
      'tf.layers; const a = `{"class_name": "Sequential", "config": $' + '{config}}`;',
      'tf.layers; const a = \'{"class_name": "Sequential", "config": {"layers": [{\';',
    ]) {
      assert.deepEqual(read(text).graphs, [], text);
    }
  });
});
