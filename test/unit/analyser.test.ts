import assert from 'node:assert/strict';
import { type Analyser, type Analysis, createAnalyser, type DocumentText } from '../../src/analyser.ts';
import { applyEdits } from '../../src/model/text.ts';
import { SETTINGS, sequentialModel, times } from '../builders/analyse.ts';
import { loadWasm } from './frontends/wasm.ts';

const MODEL = sequentialModel([8], [...times(3, "dense({ units: 8, activation: 'relu' })"), 'dense({ units: 1 })']);

function script(text: string, version = 1): DocumentText {
  return { uri: 'memory:/m.ts', language: 'typescript', version, text };
}

function json(text: string): DocumentText {
  return { uri: 'memory:/m.json', language: 'json', version: 1, text };
}

/** An analyser that notes what it loads. */
function create(load = loadWasm, now = () => performance.now()): { analyser: Analyser; loaded: string[] } {
  const loaded: string[] = [];
  const analyser = createAnalyser({
    loadWasm: (name) => {
      loaded.push(name);
      return load(name);
    },
    readFile: async () => null,
    now,
  });
  return { analyser, loaded };
}

describe('the analyser', () => {
  it('keeps the analysis of a version and its settings', async () => {
    const { analyser } = create();
    const first = await analyser.analyse(script(MODEL), SETTINGS);
    assert.equal(await analyser.analyse(script(MODEL), { ...SETTINGS }), first);
    assert.notEqual(await analyser.analyse(script(MODEL, 2), SETTINGS), first);
    assert.notEqual(await analyser.analyse(script(MODEL), { ...SETTINGS, prefer: 'normal' }), first);
    analyser.close('memory:/m.ts');
    assert.notEqual(await analyser.analyse(script(MODEL), SETTINGS), first);
    analyser.dispose();
  });

  it('reads once where two ask at once', async () => {
    const { analyser } = create();
    const [a, b] = await Promise.all([
      analyser.analyse(script(MODEL), SETTINGS),
      analyser.analyse(script(MODEL), SETTINGS),
    ]);
    assert.equal(a, b);
    analyser.dispose();
  });

  it('loads no parser for files without a model, nor for JSON', async () => {
    const { analyser, loaded } = create();
    await analyser.analyse(script('export const answer = 42;\n'), SETTINGS);
    await analyser.analyse(json('{"class_name": "Sequential", "config": {"layers": []}}'), SETTINGS);
    const html = { uri: 'memory:/m.html', language: 'html', version: 1 } as const;
    for (const text of [
      '<p>npm install @tensorflow/tfjs</p><script>alert(1)</script>',
      '<script src="https://unpkg.com/@tensorflow/tfjs"></script><p>tf.sequential()</p>',
      '<script type="application/json">{"class_name": "Sequential", "config": {"layers": []}}</script>',
    ]) {
      await analyser.analyse({ ...html, text }, SETTINGS);
    }
    assert.deepEqual(loaded, []);
    await analyser.analyse(script(MODEL, 2), SETTINGS);
    assert.ok(loaded.length > 0);
    analyser.dispose();
  });

  it('tries again after a failure', async () => {
    let fails = true;
    const { analyser } = create((name) => (fails ? Promise.reject(new Error('offline')) : loadWasm(name)));
    await assert.rejects(analyser.analyse(script(MODEL), SETTINGS), /offline/);
    fails = false;
    assert.ok((await analyser.analyse(script(MODEL), SETTINGS)).findings.length > 0);
    analyser.dispose();
  });

  it('refuses to go on once disposed', async () => {
    const { analyser } = create();
    analyser.dispose();
    await assert.rejects(analyser.analyse(script(MODEL), SETTINGS), /disposed/);
  });

  it('predicts when asked, once', async () => {
    const { analyser } = create();
    const analysis = await analyser.analyse(script(MODEL), SETTINGS);
    const [graph] = analysis.reading.graphs;
    assert.ok(graph);
    const prediction = analysis.prediction(graph);
    assert.equal(prediction.length, graph.layers.length);
    assert.equal(analysis.prediction(graph), prediction);
    analyser.dispose();
  });

  it('makes objects without getters of their own: V8 would keep every version until it collects old objects', async () => {
    const { analyser } = create();
    const analysis = await analyser.analyse(script(MODEL), SETTINGS);
    for (const made of [analysis, analysis.reading, ...analysis.reading.graphs]) {
      const own = Object.values(Object.getOwnPropertyDescriptors(made));
      assert.ok(own.every(({ get }) => get === undefined));
    }
    analyser.dispose();
  });

  it('needs one fix-all: nothing is left that another would mend, and all else stays as it is', async () => {
    const { analyser } = create();
    const analysis = await analyser.analyse(script(MODEL), SETTINGS);
    const { findings } = analysis;
    assert.equal(findings.length, 3);
    const edits = analysis.fixAllEdits();
    assert.equal(edits.map(({ text }) => text).join(''), ", kernelInitializer: 'heUniform'".repeat(3));
    assert.ok(
      edits.every(({ start, end }) => start === end),
      'insertions only',
    );
    const after = await analyser.analyse(script(applyEdits(MODEL, edits), 2), SETTINGS);
    assert.deepEqual([after.findings, after.fixAllEdits()], [[], []]);
    analyser.dispose();
  });

  it('reports one helper’s call once, though two models use it', async () => {
    const { analyser } = create();
    const text = `import * as tf from '@tensorflow/tfjs';
function build(units: number) {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units, inputShape: [64], activation: 'relu', kernelInitializer: 'zeros' }));
  model.add(tf.layers.dense({ units: 1 }));
  return model;
}
export const models = [build(16), build(32)];
`;
    const { reading, findings } = await analyser.analyse(script(text), SETTINGS);
    assert.equal(reading.graphs.length, 2);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['symmetric-initializer'],
    );
    analyser.dispose();
  });

  it('leaves the advice on later models out when its time is up, and says so', async () => {
    // A clock that jumps an hour at each look once the file is read: the first model's advice starts after the deadline.
    let looks = 0;
    const { analyser } = create(loadWasm, () => (looks++ < 3 ? 0 : 3_600_000 * looks));
    const { findings, reading } = await analyser.analyse(json(KERAS), SETTINGS);
    assert.equal(reading.graphs.length, 1);
    assert.deepEqual(findings, []);
    assert.match(reading.limits.join(' '), /not judged/);
    analyser.dispose();
  });
});

const IMPORTER = `import * as tf from '@tensorflow/tfjs';
import { UNITS, hidden } from './config';
export const model = tf.sequential();
model.add(hidden(UNITS));
model.add(tf.layers.dense({ units: 1 }));
`;
const CONFIG = `import * as tf from '@tensorflow/tfjs';
export const UNITS = 8;
export const hidden = (units) =>
  tf.layers.dense({ units, inputShape: [4], activation: 'relu', kernelInitializer: 'zeros' });
`;

describe('imports', () => {
  let content: Record<string, string>;
  let reads: string[];
  let analyser: Analyser;
  beforeEach(() => {
    content = { 'memory:/config.ts': CONFIG };
    reads = [];
    analyser = createAnalyser({
      loadWasm,
      readFile: async (uri) => {
        reads.push(uri);
        return content[uri] ?? null;
      },
      now: () => 0,
    });
  });
  afterEach(() => analyser.dispose());

  const units = ({ reading }: Analysis) =>
    reading.graphs[0]?.layers.map(({ outputShape }) => outputShape?.[0]).slice(1, -1);

  it('are read once for many edits of the document', async () => {
    for (let version = 1; version <= 5; version++) {
      const analysis = await analyser.analyse(script(`${IMPORTER}// ${version}\n`, version), SETTINGS);
      assert.deepEqual(units(analysis), [8]);
    }
    assert.deepEqual(reads, ['memory:/config.ts']);
  });

  it('are read again when they change, and the analysis with them', async () => {
    const before = await analyser.analyse(script(IMPORTER), SETTINGS);
    content['memory:/config.ts'] = CONFIG.replace('8', '16');
    assert.equal(await analyser.analyse(script(IMPORTER), SETTINGS), before, 'nobody has said so yet');
    assert.deepEqual(analyser.fileChanged('memory:/other.ts'), []);
    assert.deepEqual(analyser.fileChanged('memory:/config.ts'), ['memory:/m.ts']);
    assert.deepEqual(units(await analyser.analyse(script(IMPORTER), SETTINGS)), [16]);
  });

  it('that are missing can come', async () => {
    content = {};
    const before = await analyser.analyse(script(IMPORTER), SETTINGS);
    assert.match(
      before.reading.graphs[0]?.incompleteBecause.join() ?? '',
      /`\.\/config`, which could not be found or read/,
    );
    content['memory:/config/index.ts'] = CONFIG;
    assert.deepEqual(analyser.fileChanged('memory:/config/index.ts'), ['memory:/m.ts']);
    assert.deepEqual(units(await analyser.analyse(script(IMPORTER), SETTINGS)), [8]);
  });

  it('bring findings to the call that leads to the layer, with where it is written and without a fix', async () => {
    const analysis = await analyser.analyse(script(IMPORTER), SETTINGS);
    const { findings } = analysis;
    const [finding] = findings.filter(({ rule }) => rule === 'symmetric-initializer');
    assert.ok(finding);
    assert.equal(IMPORTER.slice(finding.span.start, finding.span.end), 'hidden');
    assert.match(finding.message, / The layer is written in \.\/config\.ts, line 4\.$/);
    assert.ok(finding.fixes.every(({ fix }) => fix.kind === 'suppress'));
    assert.ok(
      !analysis.fixAllEdits().some(({ start }) => start < IMPORTER.indexOf('tf.layers.dense')),
      'nothing at the helper',
    );
  });

  it('are silenced by the comments of their own file', async () => {
    content['memory:/config.ts'] = CONFIG.replace('  tf.layers', '  // init-lens-disable-next-line\n  tf.layers');
    const { findings } = await analyser.analyse(script(IMPORTER), SETTINGS);
    assert.deepEqual(
      findings.filter(({ rule }) => rule === 'symmetric-initializer'),
      [],
    );
  });
});

const DENSE = (name: string, options: string) =>
  `{"class_name": "Dense", "config": {"name": "${name}", "units": 8, ${options}}, "inbound_nodes": []}`;
const KERAS = `{"class_name": "Sequential", "keras_version": "2.15.0", "backend": "tensorflow", "config": {"layers": [
  {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 8], "name": "x"}},
  ${DENSE('a', '"activation": "relu", "kernel_initializer": "zeros"')}, ${DENSE('b', '"activation": "linear"')}]}}`;

/** Two layers that feed each other. */
const CYCLE = `{"class_name": "Functional", "keras_version": "2.15.0", "backend": "tensorflow", "config": {"name": "m", "layers": [
  {"class_name": "Dense", "name": "a", "config": {"name": "a", "units": 4, "activation": "relu"}, "inbound_nodes": [[["b", 0, 0, {}]]]},
  {"class_name": "Dense", "name": "b", "config": {"name": "b", "units": 4, "activation": "relu"}, "inbound_nodes": [[["a", 0, 0, {}]]]}],
  "input_layers": [["a", 0, 0]], "output_layers": [["b", 0, 0]]}}`;

/** Noise with the words in it that a model needs, so that the parser does get to see it. */
function noise(bytes: number): string {
  const piece = "tf.layers.dense({ units: ]]} '@tensorflow/tfjs' `${ /* <T> => \u0000 ";
  return piece.repeat(Math.ceil(bytes / piece.length)).slice(0, bytes);
}

const BROKEN: readonly (readonly [name: string, document: DocumentText])[] = [
  ['an empty script', script('')],
  ['an empty JSON file', json('')],
  ['a script cut off in the middle of an option', script(MODEL.slice(0, MODEL.indexOf('activation') + 4))],
  ['a script cut off in a string', script(MODEL.slice(0, MODEL.indexOf("'relu'") + 3))],
  ['5 MB of noise', script(noise(5_000_000))],
  ['5 MB of noise as JSON', json(noise(5_000_000))],
  ['5 MB of noise with the words of a JSON model', json('{"class_name": {"config": ['.repeat(190_000))],
  ['JSON with a cycle of references', json(CYCLE)],
  ['JSON that is no model', json('{"class_name": 3, "config": {"layers": [{"class_name": "Dense"}, null, 7]}}')],
  ['JSON that speaks of other layers', json('{"config": {"layers": ["base", "web"]}, "class_name": "Deployment"}')],
  ['a package.json with the framework in it', json('{"dependencies": {"@tensorflow/tfjs": "4.22.0"}}')],
  [
    'a script that only mentions the framework',
    script("// see '@tensorflow/tfjs' and tf.layers.dense({ units: 3 })\n"),
  ],
];

describe('a broken file', () => {
  let analyser: Analyser;
  before(() => {
    analyser = create().analyser;
  });
  after(() => analyser.dispose());

  for (const [name, document] of BROKEN) {
    it(`${name}: no exception, no false report`, async () => {
      const analysis = await analyser.analyse(document, SETTINGS);
      assert.deepEqual(analysis.findings, []);
      assert.deepEqual(analysis.fixAllEdits(), []);
      for (const graph of analysis.reading.graphs) analysis.prediction(graph);
    }).timeout(30_000);
  }

  it('half-typed at any place: never an exception, and edits that stay within the text', async () => {
    for (let end = 0; end < MODEL.length; end += 7) {
      const text = MODEL.slice(0, end);
      const analysis = await analyser.analyse(script(text, end), SETTINGS);
      applyEdits(text, analysis.fixAllEdits());
    }
  });
});
