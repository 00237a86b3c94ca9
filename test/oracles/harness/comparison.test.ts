import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs';
import { prepare, read } from '../../unit/frontends/reading.ts';
import { disagreements } from './agreement.ts';
import { type Ran, runProgram } from './run-program.ts';

/** A program is run, another text is read: the comparison must tell what is other. */

const PROGRAM = `import * as tf from '@tensorflow/tfjs';
const x = tf.input({ shape: [6, 4] });
const twice = tf.layers.dense({ units: 4, activation: 'relu', kernelInitializer: 'heUniform' });
const once = tf.layers.dense({ units: 4, useBias: true });
const h = twice.apply(twice.apply(once.apply(x)));
const both = tf.layers.concatenate({ axis: 1 }).apply([h, x]);
const cell = tf.layers.lstm({ units: 3, returnSequences: true });
const y = tf.layers.bidirectional({ layer: cell, mergeMode: 'sum' }).apply(both);
const seed = tf.initializers.randomNormal({ stddev: 0.10, seed: 5 });
const z = tf.layers.dense({ units: 2, kernelInitializer: seed, name: 'last', trainable: false }).apply(y);
const m = tf.model({ inputs: x, outputs: [z, h] });
`;

describe('the comparison with what a program makes', () => {
  let ran: Ran;

  before(async () => {
    await tf.setBackend('cpu');
    await prepare();
    ran = await runProgram({ text: PROGRAM, loader: 'ts' });
  });

  it('finds nothing in the same program', () => {
    assert.deepEqual(disagreements(PROGRAM, read(PROGRAM).graphs, ran), []);
  });

  for (const [name, from, to, noticed] of [
    ['a size', 'units: 3', 'units: 5', /output shape/],
    ['an activation', "'relu'", "'selu'", /activation/],
    ['an initialiser', "'heUniform'", "'heNormal' ", /kernel/],
    ["an initialiser's argument", '0.10', '0.11', /kernel/],
    ['a seed', 'seed: 5', 'seed: 6', /"seed":6/],
    ['a bias', 'useBias: true', 'useBias:false', /useBias|weights/],
    ['an axis', 'axis: 1', 'axis: 2', /layers|axis|shape/],
    ['the order of inputs', '[h, x]', '[x, h]', /inputs|place/],
    ['the order of outputs', '[z, h]', '[h, z]', /place|outputs|kernel/],
    ['a layer used once instead of twice', 'twice.apply(twice.apply(', 'once .apply(twice.apply(', /sharedWith|place/],
    ['a layer less', 'twice.apply(twice.apply(', 'twice.apply(           (', /^[^:]*: layers:/],
    ['how two directions are merged', "'sum'", "'mul'", /merge/],
    ['what is inside a wrapper', 'returnSequences: true', 'returnSequences:false', /part 0|shape/],
    ['a name', "'last'", "'lost'", /name/],
    ['what is not trained', 'trainable: false', 'trainable: true ', /trainable/],
    [
      'a place',
      'once = tf.layers.dense({ units: 4, useBias: true })',
      'once= tf.layers.dense( { units: 4, useBias: true })',
      /place/,
    ],
    ['a model that is not there', 'tf.model(', 'tf.nodel(', /not read/],
  ] as const) {
    it(`tells ${name} from another`, () => {
      const other = PROGRAM.replace(from, to);
      assert.equal(other.length, PROGRAM.length, 'places must stay as they are');
      const found = disagreements(PROGRAM, read(other).graphs, ran);
      assert.ok(
        found.some((way) => noticed.test(way)),
        found.join('\n') || 'nothing was found',
      );
    });
  }
});
