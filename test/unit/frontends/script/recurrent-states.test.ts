import assert from 'node:assert/strict';
import { size } from '../../../../src/model/shape.ts';
import { expectDefined, IMPORT, prepare, read } from '../reading.ts';

const ENCODER = `${IMPORT}const x = tf.input({ shape: [5, 3] });
const encoder = tf.layers.lstm({ units: 4, returnSequences: true, returnState: true, name: 'encoder' });
`;

/** A line a layer: what feeds it and the sizes of its output. */
function layersOf(text: string): string[] {
  const graph = expectDefined(read(ENCODER + text).graphs[0], 'the model');
  return graph.layers.map(({ id, inputs, outputShape }) => `${id} <- ${inputs.join(' ')}: ${outputShape?.map(size)}`);
}

describe('states of recurrent layers', () => {
  before(prepare);

  const decoder = "tf.layers.lstm({ units: 4, name: 'decoder' })";
  for (const [name, text] of [
    ['as initialState', `const [, h, c] = encoder.apply(x); const y = ${decoder}.apply(x, { initialState: [h, c] });`],
    ['behind the sequence', `const [, h, c] = encoder.apply(x); const y = ${decoder}.apply([x, h, c]);`],
    ['as the rest of a list', `const [, ...states] = encoder.apply(x); const y = ${decoder}.apply([x, ...states]);`],
    ['cut off a list', `const all = encoder.apply(x); const y = ${decoder}.apply(x, { initialState: all.slice(1) });`],
  ] as const) {
    it(`enter the layer that begins with them, written ${name}`, () => {
      assert.deepEqual(layersOf(`${text} tf.model({ inputs: x, outputs: y });`), [
        'input_layer_1 <- : 5,3',
        'encoder <- input_layer_1: 5,4',
        'decoder <- input_layer_1 encoder encoder: 4',
      ]);
    });
  }

  it('have the shape of one time step', () => {
    const text = `const [all, h] = encoder.apply(x);
const make = () => tf.layers.dense({ units: 2 });
const ends = [make().apply(all), make().apply(h)];
tf.model({ inputs: x, outputs: ends });`;
    assert.deepEqual(layersOf(text).slice(2), ['dense_1 <- encoder: 5,2', 'dense_2 <- encoder: 2']);
  });

  it('leave a nested model as they leave its layer', () => {
    const text = `const inside = tf.model({ inputs: x, outputs: encoder.apply(x)[1] });
const z = tf.input({ shape: [7, 3], name: 'z' });
tf.model({ inputs: z, outputs: tf.layers.dense({ units: 2, name: 'last' }).apply(inside.apply(z)) });`;
    const graph = expectDefined(read(ENCODER + text).graphs.at(-1), 'the outer model');
    assert.deepEqual(graph.layers.at(-1)?.outputShape?.map(size), [2]);
  });
});
