import assert from 'node:assert/strict';
import type { Fix } from '../../../../src/model/fix.ts';
import { applyEdits } from '../../../../src/model/text.ts';
import { expectDefined, IMPORT, prepare, read, readFile } from '../reading.ts';

type LayerFix<K extends Fix['kind']> = K extends Fix['kind'] ? Omit<Extract<Fix, { kind: K }>, 'layer'> : never;

const HE: LayerFix<'setInitializer'> = {
  kind: 'setInitializer',
  role: 'kernel',
  initializer: { name: 'heUniform' },
  seed: null,
};

/** The code after the fix of its first weight layer (or the one given), null if it cannot be carried out. */
function fixed(
  code: string,
  fix: LayerFix<Exclude<Fix['kind'], 'suppress'>> | { kind: 'suppress'; rule: string },
  id?: string,
) {
  const text = IMPORT + code;
  const reading = read(text);
  const graph = expectDefined(reading.graphs[0], 'the code makes a graph');
  const layer =
    id ??
    expectDefined(
      graph.layers.find((candidate) => candidate.weights.length > 0),
      'it has weights',
    ).id;
  const edits = reading.edits(graph, { ...fix, layer } as Fix);
  return edits === null ? null : applyEdits(text, edits).slice(IMPORT.length);
}

describe('setting an initialiser in a script', () => {
  before(prepare);

  const cases: readonly (readonly [why: string, before: string, after: string])[] = [
    [
      'adds it last',
      "f(tf.layers.dense({ units: 4, activation: 'relu' }))",
      "f(tf.layers.dense({ units: 4, activation: 'relu', kernelInitializer: 'heUniform' }))",
    ],
    [
      'takes the quotes of the call',
      "f(tf.layers.dense({ units: 4, activation: \"relu\" }), 'a', 'b')",
      'f(tf.layers.dense({ units: 4, activation: "relu", kernelInitializer: "heUniform" }), \'a\', \'b\')',
    ],
    [
      'takes the quotes of the file',
      'f("a", "b", tf.layers.dense({units: 4}))',
      'f("a", "b", tf.layers.dense({units: 4, kernelInitializer: "heUniform"}))',
    ],
    [
      'replaces a string',
      "f(tf.layers.dense({ kernelInitializer: 'zeros', units: 4 }))",
      "f(tf.layers.dense({ kernelInitializer: 'heUniform', units: 4 }))",
    ],
    [
      'changes a constant that is used here only, so that none is left unused',
      "const I = 'zeros'; f(tf.layers.dense({ units: 4, kernelInitializer: I }))",
      "const I = 'heUniform'; f(tf.layers.dense({ units: 4, kernelInitializer: I }))",
    ],
    [
      'changes such a constant as it is constructed',
      'const kernelInitializer = tf.initializers.zeros(); f(tf.layers.dense({ units: 4, kernelInitializer }))',
      'const kernelInitializer = tf.initializers.heUniform(); f(tf.layers.dense({ units: 4, kernelInitializer }))',
    ],
    [
      'replaces a constant at the call where others use it too',
      "const I = 'zeros'; f(tf.layers.dense({ units: 4, kernelInitializer: I })); f(I)",
      "const I = 'zeros'; f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' })); f(I)",
    ],
    [
      'replaces an exported constant at the call',
      "export const I = 'zeros'; f(tf.layers.dense({ units: 4, kernelInitializer: I }))",
      "export const I = 'zeros'; f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
    ],
    [
      'replaces a shorthand',
      'f((kernelInitializer) => tf.layers.dense({ units: 4, kernelInitializer }))',
      "f((kernelInitializer) => tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' }))",
    ],
    [
      'keeps a construction',
      'f(tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.heNormal({}) }))',
      'f(tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.heUniform({}) }))',
    ],
    [
      'follows one option a line',
      "f(tf.layers.dense({\n    units: 4,\n    activation: 'relu',\n  }))",
      "f(tf.layers.dense({\n    units: 4,\n    activation: 'relu',\n    kernelInitializer: 'heUniform',\n  }))",
    ],
    [
      'adds no trailing comma where there is none',
      "f(tf.layers.dense({\n\tunits: 4,\n\tactivation: 'relu'\n}))",
      "f(tf.layers.dense({\n\tunits: 4,\n\tactivation: 'relu',\n\tkernelInitializer: 'heUniform'\n}))",
    ],
    [
      'leaves comments where they are',
      "f(tf.layers.dense({\n  units: 4, // wide\n  activation: 'relu' // fast\n}))",
      "f(tf.layers.dense({\n  units: 4, // wide\n  activation: 'relu', // fast\n  kernelInitializer: 'heUniform'\n}))",
    ],
    [
      'keeps a trailing comma on one line',
      'f(tf.layers.dense({ units: 4, }))',
      "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform', }))",
    ],
    ['fills empty braces', 'f(tf.layers.dense({}))', "f(tf.layers.dense({ kernelInitializer: 'heUniform' }))"],
    ['fills an empty call', 'f(tf.layers.dense())', "f(tf.layers.dense({ kernelInitializer: 'heUniform' }))"],
    [
      'overrides a spread',
      "const o = { units: 4, kernelInitializer: 'zeros' }; f(tf.layers.dense({ ...o }))",
      "const o = { units: 4, kernelInitializer: 'zeros' }; f(tf.layers.dense({ ...o, kernelInitializer: 'heUniform' }))",
    ],
    [
      'spreads shared options',
      'const o = { units: 4 }; f(tf.layers.dense(o))',
      "const o = { units: 4 }; f(tf.layers.dense({ ...o, kernelInitializer: 'heUniform' }))",
    ],
    [
      'keeps Windows line ends',
      'f(tf.layers.dense({\r\n  units: 4,\r\n}))',
      "f(tf.layers.dense({\r\n  units: 4,\r\n  kernelInitializer: 'heUniform',\r\n}))",
    ],
    [
      'keeps a cast',
      'f(tf.layers.dense({ units: 4 } as any))',
      "f(tf.layers.dense({ units: 4, kernelInitializer: 'heUniform' } as any))",
    ],
  ];
  for (const [why, before, after] of cases) it(why, () => assert.equal(fixed(before, HE), after));

  it('keeps the seed that it is given', () => {
    const code = 'f(tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.heNormal({ seed: 7 }) }))';
    assert.equal(fixed(code, { ...HE, seed: 7 }), code.replace('heNormal', 'heUniform'));
  });

  it('constructs what no string says', () => {
    const initializer = { name: 'varianceScaling', scale: 2.5, mode: 'fanIn', distribution: 'uniform' } as const;
    assert.equal(
      fixed('const { layers } = tf; f(layers.dense({units: 4}))', { ...HE, initializer }),
      "const { layers } = tf; f(layers.dense({units: 4, kernelInitializer: tf.initializers.varianceScaling({scale: 2.5, mode: 'fanIn', distribution: 'uniform'})}))",
    );
  });

  it('does not touch one text that stands for different initialisers', () => {
    const code = "const d = (k) => tf.layers.dense({ units: 4, kernelInitializer: k }); f(d('zeros'), d('heNormal'))";
    assert.equal(fixed(code, HE), null);
  });

  it('does not write where a later spread has the last word', () => {
    const code =
      "const o = { kernelInitializer: 'zeros' }; f(tf.layers.dense({ units: 4, kernelInitializer: 'ones', ...o }))";
    assert.equal(fixed(code, HE), null);
  });

  it('is read back as asked, and nothing else changes', () => {
    for (const path of ['samples/mlp.ts', 'samples/cnn.ts', 'samples/q-network.js', 'test/models/lenet-class.ts']) {
      const { text, reading, again } = readFile(path);
      for (const graph of reading.graphs) {
        for (const layer of graph.layers.filter(({ weights }) => weights.some(({ role }) => role === 'kernel'))) {
          const edits = expectDefined(
            reading.edits(graph, { ...HE, layer: layer.id }),
            `${path} ${layer.id} is written here`,
          );
          const after = expectDefined(again(applyEdits(text, edits)).graphs[0], 'it is still read');
          for (const [index, other] of after.layers.entries()) {
            const original = expectDefined(graph.layers[index], 'no layer is added');
            const kernel = other.weights.find(({ role }) => role === 'kernel')?.initializer.spec;
            if (original.site === layer.site && kernel !== undefined) assert.equal(kernel.name, 'heUniform');
            else assert.deepEqual(kernel, original.weights.find(({ role }) => role === 'kernel')?.initializer.spec);
          }
        }
      }
    }
  });
});

describe('a call that is not written whole', () => {
  before(prepare);

  for (const code of [
    'f(tf.layers.dense({ units: 4',
    "f(tf.layers.dense({ units: 64, inputShape: [8) kernelInitializer: 'he_normal' }))",
    "f(tf.layers.dense({ units: 6[4, activation: 'relu' }))",
    'f(tf.layers.dense({ inputShape: [8, units: 64 }))',
    "f(tf.layers.dense({\n  units: 64,\n  tf.layers activation: 'relu',\n}))",
    "f(tf.layers.dense({ units: 64, activ\nation: 'relu' }))",
    "f(tf.layers.dense({ units: 64, kernelInitializer: tf.initializers'.heNormal({ seed: 7 }) }))",
    "f(tf.layers.dense({ units: 64, activation: 'relu, bias: 'zeros' }))",
  ]) {
    it(`is left alone: \`${code}\``, () => assert.equal(fixed(code, HE), null));
  }

  it('loses no option to what is open behind it', () => {
    const code =
      "f(tf.layers.lstm({ units: 16, unitr: 'lecun_uniform' (tf.layers.dense({ units: 32, activation: 'relu'[, kernelInitializer: 'zeros' }));";
    assert.equal(fixed(code, { kind: 'removeOption', option: 'unitr' }), null);
    assert.equal(fixed(code, { kind: 'renameOption', option: 'unitr', name: 'units' }), null);
  });

  it('is still silenced from above', () => {
    const code = 'f(tf.layers.dense({ units: 4';
    assert.equal(
      fixed(code, { kind: 'suppress', rule: 'zero-weights' }),
      `// init-lens-disable-next-line zero-weights\n${code}`,
    );
  });

  it('is another one than what is open around it', () => {
    assert.equal(
      fixed('g([f(tf.layers.dense({ units: [4][0] }))', HE),
      "g([f(tf.layers.dense({ units: [4][0], kernelInitializer: 'heUniform' }))",
    );
  });
});

describe('other fixes in a script', () => {
  before(prepare);

  it('replaces a name inside its quotes', () => {
    const fix = { kind: 'replaceName', option: 'activation', name: 'relu' } as const;
    assert.equal(
      fixed('f(tf.layers.dense({ units: 4, activation: "ReLu" }))', fix),
      'f(tf.layers.dense({ units: 4, activation: "relu" }))',
    );
  });

  it('replaces the name of a factory', () => {
    const fix = { kind: 'replaceName', option: 'kernelInitializer', name: 'heNormal' } as const;
    assert.equal(
      fixed('f(tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.he_normal({ seed: 1 }) }))', fix),
      'f(tf.layers.dense({ units: 4, kernelInitializer: tf.initializers.heNormal({ seed: 1 }) }))',
    );
  });

  it('renames options, shorthands and quoted ones too', () => {
    const fix = { kind: 'renameOption', option: 'initialization', name: 'kernelInitializer' } as const;
    assert.equal(
      fixed("f(tf.layers.dense({ units: 4, initialization: 'zeros' }))", fix),
      "f(tf.layers.dense({ units: 4, kernelInitializer: 'zeros' }))",
    );
    assert.equal(
      fixed("f(tf.layers.dense({ units: 4, 'initialization': 'zeros' }))", fix),
      "f(tf.layers.dense({ units: 4, 'kernelInitializer': 'zeros' }))",
    );
    assert.equal(
      fixed('f(tf.layers.dense({ units: 4, initialization }))', fix),
      'f(tf.layers.dense({ units: 4, kernelInitializer: initialization }))',
    );
  });

  it('sets options', () => {
    const fix = { kind: 'setOption', option: 'useBias', value: false } as const;
    assert.equal(fixed('f(tf.layers.dense({ units: 4 }))', fix), 'f(tf.layers.dense({ units: 4, useBias: false }))');
    assert.equal(
      fixed('f(tf.layers.dense({ units: 4, useBias: true }))', fix),
      'f(tf.layers.dense({ units: 4, useBias: false }))',
    );
  });

  it('removes options with their commas', () => {
    const fix = { kind: 'removeOption', option: 'useBias' } as const;
    assert.equal(fixed('f(tf.layers.dense({ units: 4, useBias: true }))', fix), 'f(tf.layers.dense({ units: 4 }))');
    assert.equal(fixed('f(tf.layers.dense({ useBias: true, units: 4 }))', fix), 'f(tf.layers.dense({ units: 4 }))');
    assert.equal(
      fixed('f(tf.layers.dense({\n  useBias: true,\n  units: 4,\n}))', fix),
      'f(tf.layers.dense({\n  units: 4,\n}))',
    );
    assert.equal(
      fixed('f(tf.layers.dense({\n  units: 4,\n  useBias: true,\n}))', fix),
      'f(tf.layers.dense({\n  units: 4,\n}))',
    );
  });

  it('suppresses a rule above the call', () => {
    const fix = { kind: 'suppress', rule: 'unknown-name' } as const;
    const once = '  // init-lens-disable-next-line unknown-name\n  f(tf.layers.dense({ units: 4 }))';
    assert.equal(fixed('  f(tf.layers.dense({ units: 4 }))', fix), once);
    assert.equal(
      fixed(once, { ...fix, rule: 'activation-mismatch' }),
      once.replace('unknown-name', 'unknown-name, activation-mismatch'),
    );
  });

  it('adds a rule to a suppression before its reason', () => {
    const code = '// init-lens-disable-next-line unknown-name -- tried\nf(tf.layers.dense({ units: 4 }))';
    const fix = { kind: 'suppress', rule: 'activation-mismatch' } as const;
    assert.equal(fixed(code, fix), code.replace(' --', ', activation-mismatch --'));
  });

  it('suppresses a rule in the whole file', () => {
    const text = `#!/usr/bin/env node\n${IMPORT}tf.layers.dense({ units: 4 });`;
    const reading = read(text);
    const graph = expectDefined(reading.graphs[0], 'it has a layer');
    const edits = expectDefined(
      reading.edits(graph, { kind: 'suppress', layer: null, rule: 'unknown-name' }),
      'always',
    );
    assert.equal(applyEdits(text, edits), text.replace('node\n', 'node\n// init-lens-disable unknown-name\n'));
  });
});
