import assert from 'node:assert/strict';
import type { Reading } from '../../../../src/frontends/frontend.ts';
import { loadScriptParser, type ScriptParser } from '../../../../src/frontends/script/parser.ts';
import { ScriptReader } from '../../../../src/frontends/script/read-script.ts';
import { allLayers, type Layer, type ModelGraph } from '../../../../src/model/graph.ts';
import { size } from '../../../../src/model/shape.ts';
import type { Span } from '../../../../src/model/text.ts';
import { expectDefined, OPTIONS } from '../reading.ts';
import { loadWasm } from '../wasm.ts';

const TF = "import * as tf from '@tensorflow/tfjs';\n";
const FOLDER = 'memory:/project/src/';
let parser: ScriptParser;

/** Reads `main.ts` beside the other files, which are named from its folder. */
function readBeside(main: string, files: Readonly<Record<string, string>>, name = 'main.ts'): Reading {
  const reader = new ScriptReader(parser, () => 0);
  const texts = new Map(Object.entries(files).map(([path, text]) => [new URL(path, FOLDER).href, text]));
  try {
    return reader.read({ uri: FOLDER + name, text: main, language: 'typescript' }, OPTIONS, texts);
  } finally {
    reader.dispose();
  }
}

function onlyGraph({ graphs }: Reading): ModelGraph {
  assert.equal(graphs.length, 1, graphs.map(({ name }) => name).join());
  return expectDefined(graphs[0], 'the model');
}

/** Sizes of the outputs of all layers that are written, in order. */
function sizes(graph: ModelGraph): string {
  const written = graph.layers.filter(({ operation }) => operation.kind !== 'input');
  return written.map(({ outputShape }) => (outputShape ?? []).map(size).join('x')).join(' ');
}

/** The size of one dense layer whose units are the expression. */
function unitsOf(expression: string, imports: string, files: Readonly<Record<string, string>>): string {
  const text = `${TF}${imports}\nconst m = tf.sequential();\nm.add(tf.layers.dense({ inputShape: [4], units: ${expression} }));`;
  return sizes(onlyGraph(readBeside(text, files)));
}

describe('imported constants', () => {
  before(async () => {
    parser = await loadScriptParser(loadWasm);
  });
  after(() => parser.dispose());

  const WAYS: readonly (readonly [name: string, expression: string, imports: string, files: Record<string, string>])[] =
    [
      ['a name', 'UNITS', "import { UNITS } from './config';", { 'config.ts': 'export const UNITS = 12;' }],
      ['another name', 'n', "import { UNITS as n } from './config';", { 'config.ts': 'export const UNITS = 12;' }],
      [
        'a property',
        'CONFIG.sizes[1]',
        "import { CONFIG } from './config';",
        { 'config.ts': 'export const CONFIG = { sizes: [3, 12] } as const;' },
      ],
      ['all names', 'c.UNITS', "import * as c from './config';", { 'config.ts': 'export const UNITS = 12;' }],
      [
        'the default',
        'config.units',
        "import config from './config';",
        { 'config.ts': 'export default { units: 12 };' },
      ],
      [
        'the default beside a name',
        'config.units + more',
        "import config, { more } from './config';",
        { 'config.ts': 'const c = { units: 10 };\nexport const more = 2;\nexport default c;' },
      ],
      [
        'a default under its name',
        'units()',
        "import { default as units } from './config';",
        { 'config.ts': 'export default function () { return 12; }' },
      ],
      [
        'an enum',
        'Size.Hidden',
        "import { Size } from './config';",
        { 'config.ts': 'export enum Size { Hidden = 12 }' },
      ],
      [
        'an export clause',
        'UNITS',
        "import { UNITS } from './config';",
        { 'config.ts': 'const units = 12;\nexport { units as UNITS };' },
      ],
      [
        'a destructuring export',
        'UNITS',
        "import { UNITS } from './config';",
        { 'config.ts': 'export const { a: UNITS = 3, ...others } = { a: 12 };' },
      ],
      [
        'a star re-export',
        'UNITS',
        "import { UNITS } from '.';",
        { 'index.ts': "export * from './sizes';", 'sizes.ts': 'export const UNITS = 12;' },
      ],
      [
        'a renaming re-export',
        'UNITS',
        "import { UNITS } from './';",
        { 'index.ts': "export { a as UNITS } from './sizes';", 'sizes.ts': 'export const a = 12;' },
      ],
      [
        'a namespace re-export',
        's.a',
        "import { s } from './all';",
        { 'all.ts': "export * as s from './sizes';", 'sizes.ts': 'export const a = 12;' },
      ],
      [
        'what an imported file imports',
        'UNITS',
        "import { UNITS } from './config';",
        {
          'config.ts': "import { base } from '../base';\nexport const UNITS = base * 2;",
          '../base.ts': 'export const base = 6;',
        },
      ],
      ['require', "require('./config').UNITS", '', { 'config.js': 'module.exports = { UNITS: 12 };' }],
      [
        'require, taken apart',
        'UNITS',
        "const { UNITS } = require('./config');",
        { 'config.js': 'exports.UNITS = 12;' },
      ],
      [
        'a name out of CommonJS',
        'UNITS',
        "import { UNITS } from './config';",
        { 'config.cjs': 'module.exports.UNITS = 12;' },
      ],
      [
        'the default out of CommonJS',
        'config.UNITS',
        "import config from './config.cjs';",
        { 'config.cjs': 'module.exports = { UNITS: 12 };' },
      ],
      ['export =', 'config.UNITS', "import config = require('./config');", { 'config.ts': 'export = { UNITS: 12 };' }],
      ['a dynamic import', "(await import('./config')).UNITS", '', { 'config.mjs': 'export const UNITS = 12;' }],
      ['JSON', 'config.units', "import config from './config.json';", { 'config.json': '{ "units": 12 }' }],
      [
        'JSON by require',
        "require('./config').layers[0].units",
        '',
        { 'config.json': '{ "layers": [{ "units": 12 }] }' },
      ],
      [
        'a name of JSON',
        'units',
        "import { units } from './config.json' with { type: 'json' };",
        { 'config.json': '{ "units": 12 }' },
      ],
      [
        '.js written for .ts',
        'UNITS',
        "import { UNITS } from './config.js';",
        { 'config.ts': 'export const UNITS = 12;' },
      ],
      ['a folder', 'UNITS', "import { UNITS } from './config';", { 'config/index.js': 'export const UNITS = 12;' }],
      [
        'a file of the folder above',
        'UNITS',
        "import { UNITS } from '../config.ts';",
        { '../config.ts': 'export const UNITS = 12;' },
      ],
      [
        'a function',
        'twice(6)',
        "import { twice } from './config';",
        { 'config.ts': 'export const twice = (n: number) => n * 2;' },
      ],
      [
        'a static field',
        'Config.UNITS',
        "import { Config } from './config';",
        { 'config.ts': 'export class Config { static readonly UNITS = 12; }' },
      ],
      [
        'a function that another one stands behind',
        'f()',
        "import { f } from './config';",
        { 'config.ts': 'export function f() { return g(); }\nfunction g() { return 12; }' },
      ],
      [
        'files that import one another',
        'UNITS',
        "import { UNITS } from './a';",
        {
          'a.ts': "import { b } from './b';\nexport const A = 6;\nexport const UNITS = b();",
          'b.ts': "import { A } from './a';\nexport const b = () => A * 2;",
        },
      ],
      [
        'a file that imports the document',
        'twice()',
        "import { twice } from './a';\nexport const N = 6;",
        { 'a.ts': "import { N } from './main';\nexport const twice = () => N * 2;" },
      ],
    ];

  for (const [name, expression, imports, files] of WAYS) {
    it(name, () => assert.equal(unitsOf(expression, imports, files), '12'));
  }

  it('the framework under another file’s name', () => {
    const files = {
      'tf.ts': "import * as tf from '@tensorflow/tfjs-node';\nexport { tf };\nexport * from '@tensorflow/tfjs-node';",
    };
    for (const [imports, dense] of [
      ["import { tf } from './tf';", 'tf.layers.dense'],
      ["import { layers } from './tf';", 'layers.dense'],
      ["import * as framework from './tf';", 'framework.layers.dense'],
      ["const { layers } = require('./tf');", 'layers.dense'],
    ] as const) {
      const reading = readBeside(`${imports}\nexport const a = ${dense}({ units: 12, inputShape: [4] });`, files);
      assert.equal(sizes(onlyGraph(reading)), '12', imports);
    }
  });

  it('a file that is not there makes an unknown that says so', () => {
    const text = `${TF}import { UNITS } from './config';\nconst m = tf.sequential();\nm.add(tf.layers.dense({ inputShape: [4], units: UNITS, kernelInitializer: UNITS }));`;
    const graph = onlyGraph(readBeside(text, {}));
    assert.deepEqual(
      graph.unknowns.map(({ name }) => name),
      ['UNITS'],
    );
    const reason = JSON.stringify(graph.layers.map(({ weights }) => weights[0]?.initializer.spec));
    assert.match(reason, /`UNITS` comes from `\.\/config`, which could not be found or read\./);
  });

  it('a name that the file does not export makes an unknown that says so', () => {
    const text = `${TF}import { WIDTH } from './config';\nconst m = tf.sequential();\nm.add(tf.layers.dense({ inputShape: [4], units: 3, kernelInitializer: WIDTH }));`;
    const [, layer] = onlyGraph(readBeside(text, { 'config.ts': 'export const UNITS = 3;' })).layers;
    assert.match(
      JSON.stringify(layer?.weights[0]?.initializer.spec),
      /`\.\/config` exports no `WIDTH` that can be read\./,
    );
  });

  it('what takes for ever in another file hides neither its constants nor the models here', () => {
    const files = {
      'train.ts': `export const UNITS = 12;
function spin(n) { let s = 0; for (let i = 0; i < 1e9; i++) for (let j = 0; j < 1e9; j++) s += spin(i * j + n); return s; }
export const lost = spin(1);
export const MORE = 3;
export function run() { while (true) { spin(2); spin(3); } }`,
    };
    const imports = "import { UNITS, MORE, run } from './train';\nrun(); run(); run();";
    assert.equal(unitsOf('UNITS + MORE', imports, files), '15');
  });

  it('broken, empty and binary files are no errors', () => {
    for (const content of [
      '',
      'export const UNITS = {{{',
      'export * from "./config"',
      '\u0000\u0001\uffff',
      '{"units":',
    ]) {
      for (const file of ['config.ts', 'config.json', 'config.js']) {
        assert.equal(
          readBeside(`${TF}import { UNITS } from './config';\ntf.layers.dense({ units: UNITS });`, { [file]: content })
            .graphs.length,
          1,
        );
      }
    }
  });
});

const BLOCKS = `import * as tf from '@tensorflow/tfjs';
// A comment that moves everything to where the other file has nothing.
${'// More of it.\n'.repeat(40)}
export function convBlock(x: tf.SymbolicTensor, filters: number, options = {}) {
  const y = tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same', kernelInitializer: 'zeros', ...options }).apply(x);
  return tf.layers.batchNormalization().apply(y) as tf.SymbolicTensor;
}
export const head = (units: number) => tf.layers.dense({ units, activation: 'softmax' });
export const shared = { padding: 'same', activation: 'relu', kernelInitializer: tf.initializers.zeros() };
export class Stack {
  readonly layer = tf.layers.dense({ units: 7 });
  constructor(private readonly depth = 2) {}
  build() {
    return Array.from({ length: this.depth }, () => tf.layers.dense({ units: 5, activation: 'relu' }));
  }
}
export const model = tf.sequential({ layers: [tf.layers.dense({ units: 9, inputShape: [3] })] });
tf.layers.dense({ units: 11 });
`;

const MAIN = `${TF}import { convBlock, head, shared, Stack } from './blocks';
const input = tf.input({ shape: [8, 8, 3] });
const first = convBlock(input, 16);
const second = convBlock(first, 32, { strides: 2 });
const own = tf.layers.conv2d({ filters: 4, kernelSize: 1, ...shared }).apply(second);
const flat = tf.layers.flatten().apply(own);
const output = head(10).apply(flat);
export const net = tf.model({ inputs: input, outputs: output });
const small = tf.sequential({ layers: new Stack(3).build() });
`;

/** Every span that a layer says, with a name for messages. */
function spansOf(layer: Layer): (readonly [string, Span])[] {
  const { call, name, options } = layer.source;
  const written = Object.entries(options).flatMap(([key, { whole, key: at, value }]) =>
    [whole, at, value].map((span) => [key, span] as const),
  );
  const values = layer.weights.flatMap(({ initializer }) =>
    initializer.span === null ? [] : [['value', initializer.span] as const],
  );
  const problems = layer.problems.map(({ span }) => ['problem', span] as const);
  return [['call', call], ['name', name], ...written, ...values, ...problems];
}

describe('layers that imported files make', () => {
  before(async () => {
    parser = await loadScriptParser(loadWasm);
  });
  after(() => parser.dispose());

  it('stand at the calls of this document that lead to them', () => {
    const [net, small] = readBeside(MAIN, { 'blocks.ts': BLOCKS }).graphs;
    assert.ok(net && small);
    const at = net.layers.map(
      ({ operation, source }) => `${operation.kind}: ${MAIN.slice(source.call.start, source.call.end)}`,
    );
    assert.deepEqual(at, [
      'input: tf.input({ shape: [8, 8, 3] })',
      'convolution: convBlock(input, 16)',
      'batchNormalization: convBlock(input, 16)',
      'convolution: convBlock(first, 32, { strides: 2 })',
      'batchNormalization: convBlock(first, 32, { strides: 2 })',
      'convolution: tf.layers.conv2d({ filters: 4, kernelSize: 1, ...shared })',
      'flatten: tf.layers.flatten()',
      'dense: head(10)',
    ]);
    assert.equal(sizes(net), '8x8x16 8x8x16 4x4x32 4x4x32 4x4x4 64 10');
    assert.equal(new Set(net.layers.map(({ site }) => site)).size, 6, 'one call is one site');
    assert.deepEqual(
      new Set(small.layers.map(({ source }) => MAIN.slice(source.call.start, source.call.end))),
      new Set(['new Stack(3).build()']),
    );
  });

  it('say where they are written', () => {
    const [net] = readBeside(MAIN, { 'blocks.ts': BLOCKS }).graphs;
    const places = net?.layers.map(({ source: { elsewhere } }) =>
      elsewhere === null
        ? null
        : `${elsewhere.file}:${elsewhere.line} ${BLOCKS.slice(elsewhere.offset, elsewhere.offset + 16)}`,
    );
    assert.deepEqual(places, [
      null,
      './blocks.ts:45 tf.layers.conv2d',
      './blocks.ts:46 tf.layers.batchN',
      './blocks.ts:45 tf.layers.conv2d',
      './blocks.ts:46 tf.layers.batchN',
      null,
      null,
      './blocks.ts:48 tf.layers.dense(',
    ]);
  });

  it('never bring a place of the other file, nor what that file makes by itself', () => {
    const reading = readBeside(MAIN, { 'blocks.ts': BLOCKS });
    assert.deepEqual(
      reading.graphs.map(({ name }) => name),
      ['net', 'small'],
    );
    for (const graph of reading.graphs) {
      for (const layer of allLayers(graph)) {
        for (const [what, { start, end }] of spansOf(layer)) {
          assert.ok(start >= TF.length && end <= MAIN.length && start <= end, `${layer.id}: ${what} ${start}-${end}`);
        }
        if (layer.source.elsewhere !== null) assert.deepEqual(layer.source.options, {});
      }
    }
  });

  it('are not edited from here, and offer no ghost text', () => {
    const reading = readBeside(MAIN, { 'blocks.ts': BLOCKS });
    const [net] = reading.graphs;
    assert.ok(net);
    const [, foreign, , , , own] = net.layers;
    const set = (layer: Layer | undefined) =>
      reading.edits(net, {
        kind: 'setInitializer',
        layer: layer?.id ?? '',
        role: 'kernel',
        initializer: { name: 'heUniform' },
        seed: null,
      });
    assert.equal(set(foreign), null);
    assert.deepEqual(
      set(own)?.map(({ text }) => text),
      [", kernelInitializer: 'heUniform'"],
    );
    assert.equal(
      reading.edits(net, { kind: 'removeOption', layer: foreign?.id ?? '', option: 'kernelInitializer' }),
      null,
    );
    const inOptions = MAIN.indexOf('{ strides') + 1;
    assert.equal(reading.optionInsertion(inOptions, 'kernel', { name: 'heUniform' }), null);
    assert.equal(reading.positionAt(inOptions)?.where, 'other');
  });

  it('options of this document keep their places where the call is in the other file', () => {
    const text = `${TF}import { make } from './make';\nconst m = tf.sequential();\nm.add(make({ units: 3, inputShape: [2], kernelInitializer: 'zeros' }));`;
    const [, layer] = onlyGraph(
      readBeside(text, { 'make.ts': `${TF}export const make = (o) => tf.layers.dense({ ...o });` }),
    ).layers;
    const span = expectDefined(layer?.weights[0]?.initializer.span, 'a written initialiser');
    assert.equal(text.slice(span.start, span.end), "'zeros'");
  });

  it('a model of the other file that becomes part of one here is read, and stands at the import', () => {
    const text = `${TF}import { model } from './blocks';\nconst m = tf.sequential({ layers: [model, tf.layers.dense({ units: 2 })] });`;
    const graph = onlyGraph(readBeside(text, { 'blocks.ts': BLOCKS }));
    assert.equal(sizes(graph), '9 2');
    const { call } = expectDefined(
      graph.layers.find(({ operation }) => operation.kind === 'dense'),
      'its layer',
    ).source;
    assert.equal(text.slice(call.start, call.end), "import { model } from './blocks';");
  });

  it('lines in sentences say which file they are of', () => {
    const text = `${TF}import { build } from './build';\nexport const m = build();`;
    const build = `${TF}\n\nexport const build = () => { const m = tf.sequential(); m.add(tf.layers.dense(readOptions())); return m; };`;
    const { incompleteBecause } = onlyGraph(readBeside(text, { 'build.ts': build }));
    assert.match(incompleteBecause.join(' '), /line 4 of `\.\/build\.ts`/);
  });
});

describe('layer classes of imported files', () => {
  before(async () => {
    parser = await loadScriptParser(loadWasm);
  });
  after(() => parser.dispose());

  it('stand where their objects are made, also those that are used only when the model is put together', () => {
    const norm = `${TF}
export class PixelNorm extends tf.layers.Layer {
  call(x) { return tf.div(x, tf.sqrt(tf.mean(tf.square(x), -1, true))); }
}
export class Twice extends tf.layers.Layer {
  build() { this.one = tf.layers.dense({ units: 6 }); }
  call(x) { return tf.layers.dense({ units: 5 }).apply(this.one.apply(x)); }
}`;
    const text = `${TF}import { PixelNorm, Twice } from './norm';
const m = tf.sequential();
m.add(tf.layers.dense({ units: 4, inputShape: [3] }));
m.add(new PixelNorm());
m.add(new Twice({ name: 'twice' }));
`;
    const graph = onlyGraph(readBeside(text, { 'norm.ts': norm }));
    const places = graph.layers.map(({ source: { call, elsewhere } }) => [text.slice(call.start, call.end), elsewhere]);
    for (const [written, elsewhere] of places) {
      assert.equal(/^new |^tf\.layers\.dense\(/.test(String(written)), true, String(written));
      if (String(written).startsWith('tf.')) assert.equal(elsewhere, null);
    }
    assert.ok(places.some(([written]) => written === 'new PixelNorm()'));
    assert.ok(places.some(([written]) => String(written).startsWith('new Twice')));
  });
});
