import assert from 'node:assert/strict';
import type { Reading } from '../../../../src/frontends/frontend.ts';
import { applyEdits } from '../../../../src/model/text.ts';
import { cursorIn, expectDefined, IMPORT, prepare, read, readFile } from '../reading.ts';

const HE = { name: 'heUniform' } as const;

/** The text after the ghost text at `|` was taken, null if there is none. */
function taken(marked: string): string | null {
  const { text, offset } = cursorIn(IMPORT + marked);
  const insertion = read(text).optionInsertion(offset, 'kernel', HE);
  if (insertion === null) return null;
  const { replace } = insertion;
  assert.ok(replace.end === offset || replace.end <= offset, 'nothing behind the cursor is replaced');
  assert.ok(!text.slice(replace.start, replace.end).includes('\n'), 'the replaced range lies on one line');
  assert.ok(insertion.text.startsWith(text.slice(replace.start, replace.end)), 'what was typed begins the text');
  return applyEdits(text, [{ ...replace, text: insertion.text }]).slice(IMPORT.length);
}

const OFFERED: readonly (readonly [why: string, before: string, after: string])[] = [
  [
    'behind the last value',
    "f(tf.layers.dense({ units: 4, activation: 'relu'| }))",
    "f(tf.layers.dense({ units: 4, activation: 'relu', kernelInitializer: 'heUniform' }))",
  ],
  [
    'behind a comma',
    'f(tf.layers.dense({ units: 4,| }))',
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
  ],
  [
    'behind a comma and a space',
    'f(tf.layers.dense({ units: 4, | }))',
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
  ],
  [
    'behind a comma before the brace',
    'f(tf.layers.dense({ units: 4, |}))',
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
  ],
  [
    'without spaces in braces',
    'f(tf.layers.dense({units: 4|}))',
    "f(tf.layers.dense({units: 4, kernelInitializer: 'heUniform'}))",
  ],
  [
    'between options',
    "f(tf.layers.dense({ units: 4,| activation: 'relu' }))",
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform', activation: 'relu' }))",
  ],
  [
    'before the first option',
    'f(tf.layers.dense({ |units: 4 }))',
    "f(tf.layers.dense({ kernelInitializer: 'heUniform', units: 4 }))",
  ],
  [
    'in a layer inside another',
    'f(tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 4,| }), inputShape: [3, 2] }))',
    "f(tf.layers.bidirectional({ layer: tf.layers.lstm({ units: 4, kernelInitializer: 'heUniform' }), inputShape: [3, 2] }))",
  ],
  [
    'in a cell that is made elsewhere',
    'const cell = tf.layers.gruCell({ units: 4,| });\nf(tf.layers.rnn({ cell: [cell], inputShape: [3, 2] }))',
    "const cell = tf.layers.gruCell({ units: 4, kernelInitializer: 'heUniform' });\nf(tf.layers.rnn({ cell: [cell], inputShape: [3, 2] }))",
  ],
  ['in empty parentheses', 'f(tf.layers.dense(|))', "f(tf.layers.dense({ kernelInitializer: 'heUniform' }))"],
  [
    'below an option that lacks its comma',
    'f(tf.layers.dense({\n  units: 4\n  |\n}))',
    "f(tf.layers.dense({\n  units: 4\n  , kernelInitializer: 'heUniform'\n}))",
  ],
  ['in empty braces', 'f(tf.layers.dense({|}))', "f(tf.layers.dense({ kernelInitializer: 'heUniform' }))"],
  [
    'on the first letters',
    'f(tf.layers.dense({ units: 4, kern| }))',
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
  ],
  [
    'on the first letters before a comma',
    'f(tf.layers.dense({ kern|, units: 4 }))',
    "f(tf.layers.dense({ kernelInitializer: 'heUniform', units: 4 }))",
  ],
  [
    'behind the colon',
    'f(tf.layers.dense({ units: 4, kernelInitializer:| }))',
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
  ],
  [
    'behind the colon and a space',
    'f(tf.layers.dense({ units: 4, kernelInitializer: | }))',
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
  ],
  [
    'behind an open quote',
    "f(tf.layers.dense({ units: 4, kernelInitializer: '| }))",
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
  ],
  [
    'between quotes',
    "f(tf.layers.dense({ units: 4, kernelInitializer: '|' }))",
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
  ],
  [
    'in double quotes',
    'f(tf.layers.dense({ units: 4, kernelInitializer: "he|" }))',
    'f(tf.layers.dense({ units: 4, kernelInitializer: "heUniform" }))',
  ],
  [
    'in an unclosed call',
    "f(tf.layers.dense({ units: 4, activation: 'relu'|",
    "f(tf.layers.dense({ units: 4, activation: 'relu', kernelInitializer: 'heUniform'",
  ],
  [
    'in an unclosed call behind a comma',
    'f(tf.layers.dense({ units: 4,|',
    "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform'",
  ],
  [
    'in an unclosed call with code below',
    'm.add(tf.layers.dense({ units: 4, kern|\nm.add(tf.layers.dense({ units: 5 }));',
    "m.add(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform'\nm.add(tf.layers.dense({ units: 5 }));",
  ],
  [
    'on an empty line',
    'f(tf.layers.dense({\n  units: 4,\n  |\n}))',
    "f(tf.layers.dense({\n  units: 4,\n  kernelInitializer: 'heUniform',\n}))",
  ],
  [
    'on an empty line without indent',
    'f(tf.layers.dense({\n  units: 4,\n|\n}))',
    "f(tf.layers.dense({\n  units: 4,\n  kernelInitializer: 'heUniform',\n}))",
  ],
  [
    'on an empty line between options',
    'f(tf.layers.dense({\n  units: 4,\n  |\n  useBias: true,\n}))',
    "f(tf.layers.dense({\n  units: 4,\n  kernelInitializer: 'heUniform',\n  useBias: true,\n}))",
  ],
  [
    'at the end of a line',
    "f(tf.layers.dense({\n  units: 4,\n  activation: 'relu'|\n}))",
    "f(tf.layers.dense({\n  units: 4,\n  activation: 'relu',\n  kernelInitializer: 'heUniform'\n}))",
  ],
  [
    'at the end of a line behind a comma',
    "f(tf.layers.dense({\n  units: 4,|\n  activation: 'relu',\n}))",
    "f(tf.layers.dense({\n  units: 4,\n  kernelInitializer: 'heUniform',\n  activation: 'relu',\n}))",
  ],
  [
    'before a comma at the end of a line',
    "f(tf.layers.dense({\n  units: 4|,\n  activation: 'relu',\n}))",
    "f(tf.layers.dense({\n  units: 4,\n  kernelInitializer: 'heUniform',\n  activation: 'relu',\n}))",
  ],
];

const REFUSED: readonly (readonly [why: string, text: string])[] = [
  ['in a string', "f(tf.layers.dense({ units: 4, activation: 're|lu' }))"],
  ['in a comment', 'f(tf.layers.dense({ units: 4, // say more|\n }))'],
  ['in a block comment', 'f(tf.layers.dense({ units: 4, /* | */ }))'],
  ['in a nested value', 'f(tf.layers.dense({ units: 4, inputShape: [3|] }))'],
  ['in a nested object', 'f(tf.layers.dense({ units: 4, kernelRegularizer: tf.regularizers.l2({ |l2: 1 }) }))'],
  ['in the middle of a word', 'f(tf.layers.dense({ un|its: 4 }))'],
  ['where the option is written', "f(tf.layers.dense({ units: 4, kernelInitializer: 'zeros'| }))"],
  ['where it is written elsewhere', "f(tf.layers.dense({ units: 4,| kernelInitializer: 'zeros' }))"],
  ['in another option without a value', 'f(tf.layers.dense({ units: | }))'],
  ['on letters of another option', 'f(tf.layers.dense({ unit| }))'],
  ['outside the braces', 'f(tf.layers.dense(|{ units: 4 }))'],
  [
    'before a spread that brings the option',
    "const shared = { kernelInitializer: 'zeros' };\nf(tf.layers.dense({ units: 4,| ...shared }))",
  ],
  ['behind an operator', 'f(tf.layers.dense({ units: 4 *| }))'],
  ['in an expression', 'f(tf.layers.dense({ units: 4| * 2 }))'],
  ['in a layer without weights', 'f(tf.layers.dropout({ rate: 0.5| }))'],
  ['outside any layer', 'const x = { a: 1| };'],
];

describe('ghost text', () => {
  before(prepare);

  for (const [why, text, expected] of OFFERED) {
    it(`is offered ${why}`, () => assert.equal(taken(text), expected));
  }

  for (const [why, text] of REFUSED) {
    it(`is not offered ${why}`, () => assert.equal(taken(text), null));
  }

  it('constructs what no string says, with the names that the file uses', () => {
    const text = "import { layers, initializers as init } from '@tensorflow/tfjs';\nf(layers.dense({ units: 4 }));\n";
    const offset = text.indexOf('4') + 1;
    const scaling = { name: 'varianceScaling', scale: 2.5, mode: 'fanIn', distribution: 'uniform' } as const;
    const insertion = expectDefined(read(text).optionInsertion(offset, 'kernel', scaling), 'an option can start here');
    assert.equal(
      insertion.text,
      ", kernelInitializer: init.varianceScaling({ scale: 2.5, mode: 'fanIn', distribution: 'uniform' })",
    );
  });

  for (const path of ['samples/mlp.ts', 'samples/cnn.ts', 'samples/q-network.js', 'test/models/lenet-class.ts']) {
    it(`changes only the initialiser wherever it is taken in ${path}`, () => {
      const { text, reading, again } = readFile(path);
      let offers = 0;
      for (let offset = 0; offset <= text.length; offset++) {
        const insertion = reading.optionInsertion(offset, 'kernel', HE);
        if (insertion === null) continue;
        offers++;
        const after = again(applyEdits(text, [{ ...insertion.replace, text: insertion.text }]));
        const position = expectDefined(reading.positionAt(offset), 'ghost text is offered in a layer');
        const site = expectDefined(
          position.graph.layers.find((layer) => layer.id === position.layer),
          'it exists',
        ).site;
        assert.deepEqual(withKernelsOf(after, site, reading), withKernelsOf(reading, site, reading), `at ${offset}`);
        assert.ok(kernelNames(after, position.layer).includes('heUniform'), `the initialiser is in place at ${offset}`);
      }
      assert.ok(offers > 5, `only ${offers} places`);
    });
  }
});

/** Everything but the kernel initialisers of the layers that one call made; sites move, so they are counted. */
function withKernelsOf(reading: Reading, site: string, original: Reading): unknown {
  const changed = new Set(
    original.graphs.flatMap((graph) => graph.layers.filter((layer) => layer.site === site).map((layer) => layer.id)),
  );
  return reading.graphs.map((graph) =>
    graph.layers.map(({ id, inputs, operation, activation, outputShape, weights, problems }) => ({
      id,
      inputs,
      operation,
      activation,
      outputShape,
      problems: problems.map((problem) => problem.kind),
      weights: weights
        .filter((weight) => !(changed.has(id) && weight.role === 'kernel'))
        .map((weight) => [weight.role, weight.shape, weight.initializer.spec]),
    })),
  );
}

function kernelNames(reading: Reading, layer: string): string[] {
  const layers = reading.graphs.flatMap((graph) => graph.layers.filter((candidate) => candidate.id === layer));
  return layers.flatMap(({ weights }) =>
    weights.filter(({ role }) => role === 'kernel').map(({ initializer }) => initializer.spec.name),
  );
}
