import assert from 'node:assert/strict';
import { cursorIn, IMPORT, prepare, read, readFile } from '../reading.ts';

/** Where `|` is: layer, part, option. */
function at(marked: string): [string, string, string | null] | null {
  const { text, offset } = cursorIn(IMPORT + marked);
  const position = read(text).positionAt(offset);
  return position === null ? null : [position.layer, position.where, position.option];
}

describe('the place of an offset', () => {
  before(prepare);
  const cases: Record<string, [string, ReturnType<typeof at>]> = {
    'the name': ["f(tf.layers.de|nse({ units: 4, activation: 'relu' }))", ['dense_1', 'name', null]],
    'between options': ["f(tf.layers.dense({ units: 4, |activation: 'relu' }))", ['dense_1', 'options', null]],
    'a key': ["f(tf.layers.dense({ units: 4, activ|ation: 'relu' }))", ['dense_1', 'options', null]],
    'a value': ["f(tf.layers.dense({ units: 4, activation: 're|lu' }))", ['dense_1', 'value', 'activation']],
    'behind a closed string': ["f(tf.layers.dense({ units: 4, activation: 'relu'| }))", ['dense_1', 'options', null]],
    'behind a number that may grow': ['f(tf.layers.dense({ units: 4| }))', ['dense_1', 'value', 'units']],
    'behind a colon': [
      'f(tf.layers.dense({ units: 4, kernelInitializer: | }))',
      ['dense_1', 'value', 'kernelInitializer'],
    ],
    'a half-typed key': ['f(tf.layers.dense({ units: 4, kern| }))', ['dense_1', 'options', null]],
    'the namespace': ['f(t|f.layers.dense({ units: 4 }))', ['dense_1', 'other', null]],
    outside: ['con|st x = 1; f(tf.layers.dense({ units: 4 }))', null],
  };
  for (const [why, [marked, expected]] of Object.entries(cases)) it(why, () => assert.deepEqual(at(marked), expected));

  it('of a JSON document', () => {
    const { text, reading } = readFile('samples/keras-model.json');
    const where = (needle: string) => {
      const position = reading.positionAt(text.indexOf(needle) + 1);
      return position && [position.layer, position.where, position.option];
    };
    assert.deepEqual(where('"tanh"'), ['hidden_3', 'value', 'activation']);
    assert.deepEqual(where('"hidden_2"'), ['hidden_2', 'value', 'name']);
    assert.deepEqual(where('"InputLayer"'), ['features', 'name', null]);
    assert.deepEqual(where('"keras_version"'), null);
  });
});
