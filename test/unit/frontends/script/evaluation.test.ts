import assert from 'node:assert/strict';
import { sizes } from '../../../../src/model/shape.ts';
import { OPTIONS, prepare, read } from '../reading.ts';

const TF = "import * as tf from '@tensorflow/tfjs';\n";

/** Units of the dense layers of every model, in order; layers that no model takes up are left out. */
function units(code: string, assume: Record<string, number> = {}): (number | false)[][] {
  const { graphs } = read(code, 'tsx', { ...OPTIONS, assume });
  return graphs
    .filter((graph) => graph.kind !== 'loose')
    .map((graph) => graph.layers.flatMap(({ operation }) => (operation.kind === 'dense' ? [operation.units] : [])));
}

/** A sequential model whose layers an expression lists; `d(n)` is a dense layer of n units. */
function listed(layers: string, before = ''): (number | false)[] | undefined {
  const d = 'const d = (units: number) => tf.layers.dense({ units, inputShape: [2] });';
  return units(`${TF}${d}\n${before}\nconst m = tf.sequential({ layers: ${layers} });`)[0];
}

describe('where the framework comes from', () => {
  before(prepare);
  const use = 'const m = tf.sequential(); m.add(tf.layers.dense({ units: 3 }));';
  const cases: Record<string, string> = {
    'a namespace import': `${TF}${use}`,
    'a default import': `import tf from '@tensorflow/tfjs-node';\n${use}`,
    require: `const tf = require('@tensorflow/tfjs-node-gpu');\n${use}`,
    'an awaited import': `const tf = await import('@tensorflow/tfjs');\n${use}`,
    'a script tag': use,
    'a variable filled later': `let tf;\n(async () => { tf = await import('@tensorflow/tfjs'); })();\n${use}`,
    'another name':
      "import * as flow from '@tensorflow/tfjs';\nconst m = flow.sequential(); m.add(flow.layers.dense({ units: 3 }));",
    'named imports':
      "import { sequential, layers as L } from '@tensorflow/tfjs-layers';\nconst m = sequential(); m.add(L.dense({ units: 3 }));",
    'destructured namespaces': `${TF}const { layers: { dense }, sequential } = tf; const m = sequential(); m.add(dense({ units: 3 }));`,
    'React Native': `import '@tensorflow/tfjs-react-native';\n${TF}${use}`,
  };
  for (const [name, code] of Object.entries(cases)) it(name, () => assert.deepEqual(units(code), [[3]]));
});

describe('values', () => {
  before(prepare);
  const cases: Record<string, [code: string, expected: number[], before?: string]> = {
    arithmetic: ['[d(2 ** 3 - 1), d((7 + 3) / 2), d(-(-4)), d(10 % 4)]', [7, 5, 4, 2]],
    'constants and objects': [
      '[d(C.a), d(C["b"]), d(C.nested.c[1])]',
      [1, 2, 4],
      'const C = { a: 1, b: 2, nested: { c: [3, 4] } };',
    ],
    enums: ['[d(S.Small), d(S.Large)]', [1, 8], 'enum S { Small = 1, Large = 8 }'],
    defaults: ['[f(), f(3)]', [7, 3], 'const f = (n = 7) => d(n);'],
    destructuring: [
      '[d(a), d(c), d(e), d(g)]',
      [1, 2, 5, 3],
      'const { a, b: { c }, e = 5 } = { a: 1, b: { c: 2 } }; const [, g] = [0, 3];',
    ],
    'rest and spread': [
      '[...head, ...rest.map(d)]',
      [9, 2, 3],
      'const [one, ...rest] = [1, 2, 3]; const head = [d(9)];',
    ],
    'Math and built-ins': [
      '[d(Math.max(2, 3)), d(Math.floor(7 / 2)), d(Number("4")), ...Array.from({ length: 2 }, (_, i) => d(i + 1))]',
      [3, 3, 4, 1, 2],
    ],
    conditionals: ['[d(true ? 1 : 2), d(0 || 3), d(null ?? 4), d(1 && 5)]', [1, 3, 4, 5]],
    'casts and brackets': ['[(d(1) as tf.layers.Layer), d(2)!, (d(3) satisfies object)]', [1, 2, 3]],
    'list methods': ['[1, 2, 3, 4].filter((n) => n > 1).map((n) => d(n)).slice(0, 2).concat([d(9)])', [2, 3, 9]],
    'a list that is pushed to': ['list', [4, 5], 'const list = []; list.push(d(4)); list.push(d(5));'],
    'a closure': ['[next(), next()]', [1, 2], 'let n = 0; const next = () => { n += 1; return d(n); };'],
    'a class': [
      'new Maker(6).make()',
      [6, 12],
      'class Maker { private twice = 2; constructor(private n: number) {} make() { return [d(this.n), d(this.n * this.twice)]; } }',
    ],
    'a static method': ['[Maker.make(3)]', [3], 'class Maker { static make(n) { return d(n); } }'],
    inheritance: [
      'new Child().make()',
      [5, 1],
      'class Base { n = 5; make() { return [d(this.n)]; } } class Child extends Base { make() { return [...super.make(), d(1)]; } }',
    ],
    'a function used before it is written': ['[late()]', [2], 'function late() { return d(2); }'],
    switch: [
      '[pick("b")]',
      [2],
      'function pick(k) { switch (k) { case "a": return d(1); case "b": return d(2); default: return d(3); } }',
    ],
    reduce: ['[3, 2].reduce((all, n) => [...all, d(n)], [])', [3, 2]],
  };
  for (const [name, [code, expected, before]] of Object.entries(cases)) {
    it(name, () => assert.deepEqual(listed(code, before), expected));
  }
});

describe('loops', () => {
  before(prepare);
  const build = (loop: string) =>
    units(`${TF}const m = tf.sequential(); const d = (units) => tf.layers.dense({ units });\n${loop}`)[0];
  const cases: Record<string, [code: string, expected: number[]]> = {
    for: ['for (let i = 1; i <= 3; i++) m.add(d(i));', [1, 2, 3]],
    'for with steps': ['for (let n = 8; n >= 2; n /= 2) m.add(d(n));', [8, 4, 2]],
    'for of': ['for (const n of [4, 2]) m.add(d(n));', [4, 2]],
    'for of entries': ['for (const [i, n] of [5, 6].entries()) m.add(d(i + n));', [5, 7]],
    'for in': ['for (const k in { a: 1, b: 2 }) m.add(d(k === "a" ? 1 : 2));', [1, 2]],
    forEach: ['[7, 8].forEach((n, i) => { m.add(d(n + i)); });', [7, 9]],
    while: ['let n = 3; while (n > 0) { m.add(d(n)); n--; }', [3, 2, 1]],
    'do while': ['let n = 1; do { m.add(d(n)); n *= 2; } while (n < 4);', [1, 2]],
    'break and continue': [
      'for (let i = 0; i < 9; i++) { if (i === 1) continue; if (i > 2) break; m.add(d(i + 1)); }',
      [1, 3],
    ],
    'labelled break': ['a: for (;;) { for (;;) { m.add(d(1)); break a; } }', [1]],
    nested: ['for (const a of [1, 2]) for (const b of [10, 20]) m.add(d(a * b));', [10, 20, 20, 40]],
  };
  for (const [name, [code, expected]] of Object.entries(cases)) it(name, () => assert.deepEqual(build(code), expected));

  it('layers of one call in a loop share its site', () => {
    const [graph] = read(
      `${TF}const m = tf.sequential();\nfor (const units of [3, 3]) m.add(tf.layers.dense({ units }));`,
    ).graphs;
    const sites = graph?.layers.filter(({ operation }) => operation.kind === 'dense').map(({ site }) => site);
    assert.equal(new Set(sites).size, 1);
    assert.deepEqual(
      graph?.layers.map(({ id }) => id),
      ['input_layer_1', 'dense_1', 'dense_2'],
    );
  });
});

describe('what nothing in the file calls', () => {
  before(prepare);
  const body = (name: string) => `const ${name} = tf.sequential(); ${name}.add(tf.layers.dense({ units }));`;
  const cases: Record<string, [code: string, expected: (number | false)[][]]> = {
    'an exported function': [`export function f(units = 3) { ${body('m')} return m; }`, [[3]]],
    'an arrow': [`export const f = ({ units = 4 } = {}) => { ${body('m')} return m; };`, [[4]]],
    'a field that the constructor takes as read-only': [
      `class A { constructor(readonly units: number = 2) {} build() { const units = this.units; ${body('m')} } }`,
      [[2]],
    ],
    'a method': [`class A { build(units = 5) { ${body('m')} return m; } }`, [[5]]],
    'a callback': [`app.get('/', (request, units = 6) => { ${body('m')} });`, [[6]]],
    'a function that another one calls': [
      `function f(units) { ${body('m')} return m; }\nexport function g() { return f(7); }`,
      [[7]],
    ],
    'a function that is called twice alike': [`function f(units) { ${body('m')} return m; }\nf(8); f(8);`, [[8]]],
    'a function that is called twice unlike': [`function f(units) { ${body('m')} return m; }\nf(8); f(9);`, [[8], [9]]],
  };
  for (const [name, [code, expected]] of Object.entries(cases))
    it(name, () => assert.deepEqual(units(TF + code), expected));
});

describe('what cannot be read', () => {
  before(prepare);

  it('of options that depend on such a test only those are open that differ', () => {
    const options = '{ units: 4, ...(seeded ? { name: "a", kernelInitializer: "zeros" } : { name: "a" }) }';
    const { graphs } = read(`${TF}f(tf.sequential({ layers: [tf.layers.dense(${options})] }))`, 'typescript');
    const layer = graphs[0]?.layers.at(-1);
    assert.equal(layer?.name, 'a');
    assert.deepEqual(layer?.operation.kind === 'dense' && layer.operation.units, 4);
    assert.equal(layer?.weights[0]?.initializer.sampled.family, 'unknown');
    assert.deepEqual(graphs[0]?.incompleteBecause, []);
  });

  it('a loop that counts down to a number is named after what it counts, not after that number', () => {
    const loop = 'for (let k = depth(); k > 0; k--) m.add(tf.layers.dense({ units: 2 }));';
    const [graph] = read(`${TF}const m = tf.sequential();\n${loop}`, 'typescript').graphs;
    assert.deepEqual(
      graph?.unknowns.map(({ name, assumed }) => [name, assumed]).filter(([, assumed]) => assumed === 3),
      [['k', 3]],
    );
    assert.deepEqual(units(`${TF}const m = tf.sequential();\n${loop}`, { k: 2 }), [[2, 2]]);
  });

  it('a list of unknown length gives three layers, whose number and size the user can set', () => {
    const code = `${TF}export function f(hidden) { const m = tf.sequential(); for (const units of hidden) m.add(tf.layers.dense({ units })); return m; }`;
    const [graph] = read(code).graphs;
    assert.ok(graph?.unknowns.some(({ name, assumed }) => name === 'hidden.length' && assumed === 3));
    assert.ok(graph?.unknowns.some(({ name }) => name === 'hidden[i]'));
    assert.deepEqual(units(code, { 'hidden.length': 2, 'hidden[i]': 7 }), [[7, 7]]);
  });

  it('an assumed image is at least as large as the windows that slide over it', () => {
    const convolutions = Array.from(
      { length: 6 },
      () => 'm.add(tf.layers.conv2d({ filters: 8, kernelSize: 5, strides: 2 }));',
    );
    const [graph] = read(
      `${TF}export function f(shape) { const m = tf.sequential(); m.add(tf.layers.inputLayer({ inputShape: [shape.h, shape.w, 3] })); ${convolutions.join(' ')} return m; }`,
    ).graphs;
    const channels = graph?.layers.slice(1).map(({ weights }) => sizes(weights[0]?.shape ?? [])[2]);
    assert.deepEqual(channels, [3, 8, 8, 8, 8, 8]);
  });

  it('a bound that the user has set stays in the list of what can be set', () => {
    const code = `import * as tf from '@tensorflow/tfjs';
      export function build(hidden) {
        const model = tf.sequential();
        model.add(tf.layers.inputLayer({ inputShape: [4] }));
        for (let i = 0; i < hidden.length; i++) model.add(tf.layers.dense({ units: 8 }));
        return model;
      }`;
    const [graph] = read(code, 'tsx', { ...OPTIONS, assume: { 'hidden.length': 5 } }).graphs;
    assert.equal(graph?.layers.filter(({ operation }) => operation.kind === 'dense').length, 5);
    assert.deepEqual(
      graph?.unknowns.map(({ name, assumed }) => [name, assumed]),
      [['hidden.length', 5]],
    );
  });

  it('a computed size goes on from what is assumed', () => {
    const code = `${TF}export const f = (n) => tf.sequential({ layers: [tf.layers.dense({ units: n * 2, inputShape: [3] })] });`;
    assert.deepEqual(units(code, { n: 5 }), [[10]]);
    assert.deepEqual(
      read(code).graphs[0]?.unknowns.map(({ name, assumed }) => [name, assumed]),
      [['n', 64]],
    );
  });

  it('an open dimension is assumed, and can be set', () => {
    const code = `${TF}const x = tf.input({ shape: [null, 3] }); tf.model({ inputs: x, outputs: tf.layers.dense({ units: 1 }).apply(x) });`;
    const shape = (assume: Record<string, number>) => {
      const [graph] = read(code, 'typescript', { ...OPTIONS, assume }).graphs;
      return [graph?.layers[0]?.outputShape, graph?.unknowns.map(({ name, assumed }) => [name, assumed])] as const;
    };
    const [assumed, unknowns] = shape({});
    assert.deepEqual(unknowns, [['inputShape[0]', sizes(assumed ?? [])[0]]]);
    assert.deepEqual(sizes(shape({ 'inputShape[0]': 12 })[0] ?? []), [12, 3]);
  });

  it('a test that cannot be told is said', () => {
    const [graph] = read(
      `${TF}const m = tf.sequential();\nm.add(tf.layers.dense({ units: 1 }));\nif (window.big) m.add(tf.layers.dense({ units: 2 }));`,
    ).graphs;
    assert.equal(graph?.complete, false);
    assert.match(graph?.incompleteBecause[0] ?? '', /window\.big.*line 4/);
  });

  it('both ways are read where each makes its own model', () => {
    const model = (n: number) => `tf.sequential({ layers: [tf.layers.dense({ units: ${n}, inputShape: [2] })] })`;
    assert.deepEqual(units(`${TF}export function f(a) { if (a) return ${model(1)}; return ${model(2)}; }`), [[1], [2]]);
    assert.deepEqual(
      units(`${TF}export function f(a) { if (a) { return ${model(1)}; } else { return ${model(2)}; } }`),
      [[1], [2]],
    );
    assert.deepEqual(
      units(`${TF}export function f(a) { switch (a) { case 1: return ${model(1)}; default: return ${model(2)}; } }`),
      [[1], [2]],
    );
  });

  it('every branch that adds layers to one model is read once', () => {
    const add = (n: number) => `m.add(tf.layers.dense({ units: ${n} }));`;
    const choose = `if (kind === 'a') { ${add(1)} } else if (kind === 'b') { ${add(2)} } else { ${add(3)} }`;
    const pick = `switch (kind) { case 'a': ${add(7)} break; case 'b': ${add(8)} break; default: ${add(9)} }`;
    const build = (code: string) =>
      units(`${TF}export function f(kind) { const m = tf.sequential(); ${code} ${add(5)} return m; }`);
    assert.deepEqual(build(choose), [
      [1, 5],
      [2, 5],
      [3, 5],
    ]);
    assert.deepEqual(build(pick), [
      [7, 5],
      [8, 5],
      [9, 5],
    ]);
    assert.deepEqual(build(`m.add(kind ? tf.layers.dense({ units: 1 }) : tf.layers.dense({ units: 2 }));`), [
      [1, 5],
      [2, 5],
    ]);
  });

  it('one question has one answer throughout a reading', () => {
    const choose = (a: number, b: number) =>
      `if (deep) m.add(tf.layers.dense({ units: ${a} })); else m.add(tf.layers.dense({ units: ${b} }));`;
    assert.deepEqual(
      units(`${TF}export function f(deep) { const m = tf.sequential(); ${choose(1, 2)} ${choose(3, 4)} return m; }`),
      [
        [1, 3],
        [2, 4],
      ],
    );
  });

  it('a guard does not hide what comes behind it', () => {
    assert.deepEqual(
      units(
        `${TF}export function f(a) { if (!a) throw new Error(); if (a.done) return null; const m = tf.sequential(); m.add(tf.layers.dense({ units: 3 })); return m; }`,
      ),
      [[3]],
    );
  });

  it('options from elsewhere are said', () => {
    const [graph] = read(
      `${TF}import { options } from './o';\nconst m = tf.sequential(); m.add(tf.layers.dense(options)); m.add(tf.layers.dense({ ...options, units: 2 }));`,
    ).graphs;
    assert.match(
      graph?.incompleteBecause.join() ?? '',
      /Options of `dense` cannot be read.*`\.\/o`, which could not be found/,
    );
  });

  it('layers that no model takes up go to one loose graph without edges', () => {
    const [graph, other] = read(
      `${TF}const a = tf.layers.dense({ units: 3 }); const b = tf.layers.dense({ units: 4 });`,
    ).graphs;
    assert.equal(other, undefined);
    assert.equal(graph?.kind, 'loose');
    assert.deepEqual(
      graph?.layers.map(({ id, inputs }) => [id, inputs]),
      [
        ['dense_1', []],
        ['dense_2', []],
      ],
    );
  });

  it('given weights have no initialiser to judge', () => {
    const [graph] = read(
      `${TF}const m = tf.sequential(); m.add(tf.layers.dense({ units: 3, weights: [a, b] }));`,
    ).graphs;
    assert.deepEqual(
      graph?.layers.at(-1)?.weights.map(({ initializer }) => initializer.spec.name),
      ['unknown', 'unknown'],
    );
  });
});

describe('weights that are set after a model was built', () => {
  before(prepare);
  const model =
    "const m = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2], kernelInitializer: 'zeros' })] });";

  it('make it a trained one', () => {
    for (const set of ['m.setWeights(saved);', "m.loadWeights('x');"]) {
      assert.match(read(`${TF}${model}\n${set}`).graphs[0]?.trained ?? '', /set on line 3/);
    }
    assert.equal(read(`${TF}${model}`).graphs[0]?.trained, null);
  });

  it('leave that layer no initialiser to judge', () => {
    const [graph] = read(`${TF}${model}\nm.layers[0].setWeights([a, b]);`).graphs;
    assert.equal(graph?.layers.at(-1)?.weights[0]?.initializer.spec.name, 'unknown');
  });
});

describe('initialisers whose argument cannot be read', () => {
  before(prepare);

  it('are unknown where they are objects of a class of the file, and the defaults where a number stands for options', () => {
    const kernel = (initializer: string) =>
      read(
        `${TF}class Fixed extends tf.initializers.Initializer {}\ntf.initializers.fixed = () => new Fixed();\nconst m = tf.sequential(); m.add(tf.layers.dense({ units: 3, inputShape: [2], kernelInitializer: ${initializer} }));`,
      ).graphs[0]?.layers.at(-1);
    for (const own of ['new Fixed()', 'tf.initializers.fixed()']) {
      const layer = kernel(own);
      assert.deepEqual([layer?.weights[0]?.initializer.spec.name, layer?.problems], ['unknown', []]);
    }
    assert.equal(kernel('tf.initializers.randomNormal(1)')?.weights[0]?.initializer.nominalVariance, 0.05 ** 2);
  });

  it('are unknown, not called without an argument', () => {
    const [graph] = read(
      `${TF}const m = tf.sequential(); m.add(tf.layers.dense({ units: 3, inputShape: [2], kernelInitializer: tf.initializers.orthogonal(settings) }));`,
    ).graphs;
    const layer = graph?.layers.at(-1);
    assert.deepEqual(layer?.problems, []);
    assert.equal(layer?.weights[0]?.initializer.spec.name, 'unknown');
    assert.equal(layer?.weights[0]?.initializer.explicit, true);
  });
});

describe('functional models', () => {
  before(prepare);

  it('merge layers take several inputs in order', () => {
    const code = `${TF}const a = tf.input({ shape: [2], name: 'a' }); const b = tf.input({ shape: [3], name: 'b' });
const joined = tf.layers.concatenate({ name: 'joined' }).apply([a, b]) as tf.SymbolicTensor;
export const net = tf.model({ inputs: [a, b], outputs: [joined] });`;
    const [graph] = read(code).graphs;
    assert.deepEqual(graph?.layers.find(({ id }) => id === 'joined')?.inputs, ['a', 'b']);
    assert.deepEqual([graph?.name, graph?.inputs, graph?.outputs], ['net', ['a', 'b'], ['joined']]);
  });

  it('a sequential model can be a layer of another model', () => {
    const code = `${TF}const head = tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [2] })] });
const x = tf.input({ shape: [2] }); const y = tf.layers.dense({ units: 5 }).apply(head.apply(x));
tf.model({ inputs: x, outputs: y }); const all = tf.sequential(); all.add(head); all.add(tf.layers.dense({ units: 6 }));`;
    assert.deepEqual(units(code), [
      [4, 5],
      [4, 6],
    ]);
  });

  it('a layer that is applied twice keeps its weights', () => {
    const code = `${TF}const x = tf.input({ shape: [2] }); const d = tf.layers.dense({ units: 2 }); tf.model({ inputs: x, outputs: d.apply(d.apply(x)) });`;
    const [graph] = read(code).graphs;
    assert.deepEqual(
      graph?.layers.map(({ id, sharesWeightsOf }) => [id, sharesWeightsOf]),
      [
        ['input_layer_1', null],
        ['dense_1', null],
        ['dense_1#2', 'dense_1'],
      ],
    );
    assert.deepEqual(graph?.incompleteBecause, []);
  });
});

describe('names of models', () => {
  before(prepare);
  const model = 'tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })';
  const cases: Record<string, string> = {
    qNetwork: `const qNetwork = ${model};`,
    createDigitClassifier: `export function createDigitClassifier() { const model = ${model}; return model; }`,
    buildIt: `const buildIt = () => ${model};`,
    Agent: `class Agent { constructor() { this.model = ${model}; } }`,
    model: `console.log(${model});`,
    given: `const m = tf.sequential({ name: 'given', layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });`,
  };
  for (const [name, code] of Object.entries(cases)) {
    it(name, () =>
      assert.deepEqual(
        read(TF + code).graphs.map((graph) => graph.name),
        [name],
      ),
    );
  }
});
