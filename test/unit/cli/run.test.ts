import assert from 'node:assert/strict';
import manifest from '../../../package.json';
import { RULE_IDS } from '../../../src/advice/rule-id.ts';
import { sequentialModel, times } from '../../builders/analyse.ts';
import { BROKEN_MODEL } from '../../builders/broken-model.ts';
import { Workplace } from '../../builders/terminal.ts';

const WRONG = sequentialModel(
  [8],
  ["dense({ units: 8, activation: 'relu', kernelInitializer: 'zeros' })", 'dense({ units: 1 })'],
);
const SHALLOW = sequentialModel([64], ["dense({ units: 64, activation: 'relu' })", 'dense({ units: 1 })']);
const RIGHT = SHALLOW.replace("'relu'", "'relu', kernelInitializer: 'heUniform'");

describe('init-lens', () => {
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace({ 'wrong.ts': WRONG, 'shallow.ts': SHALLOW, 'right.ts': RIGHT, 'none.ts': 'export {};\n' });
  });
  afterEach(() => place.remove());

  it('says how to call it', async () => {
    assert.equal((await place.run([])).status, 2);
    const { status, output } = await place.run(['--help']);
    assert.equal(status, 0);
    for (const command of ['check', 'fix', 'describe', 'predict', 'simulate', 'explain'])
      assert.match(output, new RegExp(`init-lens ${command} `));
    assert.match((await place.run(['check', '--help'])).output, /--fail-on/);
  });

  it('says in a sentence that a model is too large to simulate', async () => {
    place.write('large.ts', sequentialModel([4], ['dense({ units: 1e9 })', 'dense({ units: 1 })']));
    const { status, complaints } = await place.run(['simulate', 'large.ts']);
    assert.equal(status, 2);
    assert.match(complaints, /^init-lens: Two examples of this model take \d+ GB .* to simulate it\.\n$/);
  });

  it('links findings to the repository that the manifest names', async () => {
    const { output } = await place.run(['check', 'wrong.ts', '--format', 'json']);
    const repository = manifest.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');
    for (const { docs } of JSON.parse(output).files[0].findings) assert.ok(docs.startsWith(`${repository}/`), docs);
  });

  it('follows the imports of a file, and says where a layer is that they bring', async () => {
    place.write('config.ts', 'export const UNITS = 7;\n');
    place.write(
      'layers/hidden.js',
      "const tf = require('@tensorflow/tfjs-node');\nmodule.exports.hidden = (units) => tf.layers.dense({ units, activation: 'relu', kernelInitializer: 'zeros' });\n",
    );
    const text = `import * as tf from '@tensorflow/tfjs';
import { UNITS } from './config';
import { hidden } from './layers/hidden';
export const model = tf.sequential();
model.add(tf.layers.dense({ units: UNITS, inputShape: [3] }));
model.add(hidden(UNITS));
model.add(tf.layers.dense({ units: 1 }));
`;
    place.write('net.ts', text);
    const described = JSON.parse((await place.run(['describe', 'net.ts', '--json'])).output);
    const layers: { outputShape: unknown; line: number }[] = described.graphs[0].layers;
    assert.deepEqual(
      layers.map(({ outputShape, line }) => [outputShape, line]),
      [
        [[3], 5],
        [[7], 5],
        [[7], 6],
        [[1], 7],
      ],
    );
    const { output } = await place.run(['check', 'net.ts', '--fail-on', 'never']);
    assert.match(output, / 6:11 +error .* The layer is written in \.\/layers\/hidden\.js, line 2\./);
    const { output: patch } = await place.run(['fix', 'net.ts', '--dry-run']);
    assert.doesNotMatch(patch, /^[+-].*hidden\(/m, 'nothing is changed at the call that leads away');
  });

  it('ends with 2 for wrong usage, saying what is right', async () => {
    for (const [args, says] of [
      [['nonsense'], /no command called nonsense/],
      [['check'], /needs files/],
      [['check', '--format', 'xml', 'right.ts'], /--format takes text, json/],
      [['describe', 'right.ts', 'wrong.ts'], /takes one file/],
      [['describe', 'nowhere.ts'], /no file nowhere.ts/],
      [['simulate', 'right.ts', '--scheme', 'nonsense'], /no scheme nonsense/],
      [['explain', 'nonsense'], /The rules are/],
    ] as const) {
      const { status, complaints, output } = await place.run(args);
      assert.deepEqual([status, output], [2, ''], args.join(' '));
      assert.match(complaints, says);
    }
  });

  describe('check', () => {
    it('ends with 0, 1 or 2', async () => {
      assert.equal((await place.run(['check', 'right.ts', 'none.ts'])).status, 0);
      assert.equal((await place.run(['check', 'wrong.ts'])).status, 1);
      assert.equal((await place.run(['check', 'wrong.ts', '--fail-on', 'never'])).status, 0);
      assert.equal((await place.run(['check', 'shallow.ts', '--fail-on', 'info'])).status, 0);
      assert.equal((await place.run(['check', 'shallow.ts', '--fail-on', 'hint'])).status, 1);
    });

    it('goes on with the other files where one cannot be read', async () => {
      place.write('notes.md', '# notes');
      const { status, output, complaints } = await place.run([
        'check',
        'nowhere.ts',
        'notes.md',
        'wrong.ts',
        '--format',
        'json',
      ]);
      assert.equal(status, 2);
      const { errors, files } = JSON.parse(output);
      assert.deepEqual(
        errors.map(({ path }: { path: string }) => path),
        ['nowhere.ts', 'notes.md'],
      );
      assert.equal(files.length, 1);
      assert.match(complaints, /no file nowhere.ts[\s\S]*notes.md is no file that can hold a model/);
    });

    it('prints findings as JSON with 1-based places and edits that mend them', async () => {
      const { output } = await place.run(['check', 'wrong.ts', '--format', 'json']);
      const { version, files } = JSON.parse(output);
      const [{ path, dialects, models, findings, unknowns }] = files;
      assert.deepEqual(
        { version, path, dialects, models, unknowns },
        { version: 1, path: 'wrong.ts', dialects: ['tfjs'], models: 1, unknowns: [] },
      );
      const [{ fixes, message, ...finding }] = findings;
      const column = (WRONG.split('\n')[2] ?? '').indexOf("'zeros'") + 1;
      assert.deepEqual(finding, {
        rule: 'symmetric-initializer',
        severity: 'error',
        docs: 'https://github.com/init-lens/init-lens/blob/main/docs/rules/symmetric-initializer.md',
        graph: 'model',
        layer: 'dense_1',
        weight: 'kernel',
        line: 3,
        column,
        endLine: 3,
        endColumn: column + "'zeros'".length,
      });
      assert.match(message, /never learns/);
      const start = WRONG.indexOf("'zeros'");
      assert.deepEqual(fixes[0], {
        title: "Set kernelInitializer to 'heUniform'",
        preferred: true,
        safe: true,
        edits: [{ start, end: start + "'zeros'".length, text: "'heUniform'" }],
      });
    });

    it('counts a byte order mark', async () => {
      place.write('bom.ts', `\ufeff${WRONG}`);
      const { output } = await place.run(['check', 'bom.ts', '--format', 'json']);
      assert.equal(JSON.parse(output).files[0].findings[0].fixes[0].edits[0].start, WRONG.indexOf("'zeros'") + 1);
    });

    it('reads standard input, by the name that it is given', async () => {
      const named = await place.run(['check', '-', '--stdin-filename', 'src/model.ts', '--format', 'json'], WRONG);
      assert.equal(JSON.parse(named.output).files[0].path, 'src/model.ts');
      assert.equal(named.status, 1);
      assert.equal((await place.run(['check', '-'], WRONG)).status, 1);
      assert.equal((await place.run(['check', '-'], '{"class_name": "Sequential"}')).status, 0);
    });

    it('prints workflow commands for GitHub', async () => {
      const { output } = await place.run(['check', 'wrong.ts', 'shallow.ts', 'gone.ts', '--format', 'github']);
      assert.match(output, /^::error file=gone.ts::There is no file gone.ts.$/m);
      assert.match(
        output,
        /^::error file=wrong.ts,line=3,endLine=3,col=\d+,endColumn=\d+,title=symmetric-initializer::With 'zeros'/m,
      );
      assert.match(output, /^::notice file=shallow.ts,.*title=activation-mismatch::/m);
    });

    it('prints SARIF 2.1.0 whose results name rules that are described', async () => {
      const { output } = await place.run(['check', 'wrong.ts', '--format', 'sarif']);
      const log = JSON.parse(output);
      const [{ tool, results, columnKind, invocations }] = log.runs;
      assert.deepEqual(
        [log.version, columnKind, invocations[0].executionSuccessful],
        ['2.1.0', 'utf16CodeUnits', true],
      );
      assert.deepEqual(tool.driver.rules.map(({ id }: { id: string }) => id).sort(), [...RULE_IDS].sort());
      const zeros = tool.driver.rules.find(({ id }: { id: string }) => id === 'symmetric-initializer');
      assert.deepEqual(zeros.defaultConfiguration, { level: 'error' });
      const [{ ruleId, ruleIndex, level, locations }] = results;
      assert.deepEqual(
        [ruleId, tool.driver.rules[ruleIndex].id, level],
        ['symmetric-initializer', 'symmetric-initializer', 'error'],
      );
      assert.equal(locations[0].physicalLocation.artifactLocation.uri, 'wrong.ts');
      assert.equal(locations[0].physicalLocation.region.startLine, 3);
    });

    it('prints lines for people', async () => {
      const { output } = await place.run(['check', '.']);
      assert.match(output, /^wrong.ts\n {2}3:\d+ {2}error {2}With 'zeros' .* \(symmetric-initializer\)$/m);
      assert.match(output, /2 findings \(1 error, 1 hint\) in 3 models in 4 files\.\n$/);
      assert.equal((await place.run(['check', 'right.ts'])).output, 'Nothing found: 1 model in 1 file.\n');
    });
  });

  describe('fix', () => {
    it('writes every safe fix and says how many', async () => {
      const { status, output } = await place.run(['fix', 'wrong.ts', 'shallow.ts', 'right.ts']);
      assert.deepEqual([status, output], [0, 'wrong.ts: 1 finding mended.\nshallow.ts: 1 finding mended.\n']);
      assert.equal(place.read('wrong.ts'), WRONG.replace("'zeros'", "'heUniform'"));
      assert.equal(place.read('shallow.ts'), RIGHT);
      assert.equal(place.read('right.ts'), RIGHT);
    });

    it('prints a unified diff and writes nothing with --dry-run', async () => {
      const { status, output } = await place.run(['fix', 'wrong.ts', 'right.ts', '--dry-run']);
      assert.equal(status, 0);
      assert.match(output, /^--- a\/wrong.ts\n\+\+\+ b\/wrong.ts\n@@ -1,5 \+1,5 @@$/m);
      assert.match(output, /^-.*'zeros'.*\n\+.*'heUniform'/m);
      assert.ok(!output.includes('right.ts'));
      assert.equal(place.read('wrong.ts'), WRONG);
    });

    it('gives standard input back mended', async () => {
      const { output } = await place.run(['fix', '-', '--stdin-filename', 'm.ts'], WRONG);
      assert.equal(output, WRONG.replace("'zeros'", "'heUniform'"));
    });

    it('keeps a byte order mark, in a file and on standard input', async () => {
      const marked = `\ufeff${WRONG}`;
      const mended = marked.replace("'zeros'", "'heUniform'");
      place.write('marked.ts', marked);
      await place.run(['fix', 'marked.ts']);
      assert.equal(place.read('marked.ts'), mended);
      assert.equal((await place.run(['fix', '-', '--stdin-filename', 'm.ts'], marked)).output, mended);
    });

    it('leaves a file alone that is not UTF-8, byte for byte, and says so', async () => {
      const latin1 = Buffer.from(`// caf\u00e9\n${WRONG}`, 'latin1');
      place.write('latin1.ts', latin1);
      const { status, complaints } = await place.run(['fix', 'latin1.ts', 'wrong.ts']);
      assert.equal(status, 2);
      assert.match(complaints, /latin1\.ts is not UTF-8/);
      assert.ok(place.bytes('latin1.ts').equals(latin1));
      assert.equal(place.read('wrong.ts'), WRONG.replace("'zeros'", "'heUniform'"));
    });

    it('leaves a file alone whose syntax error would make it be read otherwise, and says so', async () => {
      place.write('broken.ts', BROKEN_MODEL);
      const { status, complaints } = await place.run(['fix', 'broken.ts', 'wrong.ts']);
      assert.equal(status, 2);
      assert.match(complaints, /broken\.ts: with the fixes in place the rest of the file would be read differently/);
      assert.equal(place.read('broken.ts'), BROKEN_MODEL);
      assert.equal(place.read('wrong.ts'), WRONG.replace("'zeros'", "'heUniform'"));
    });

    it('prefers what it is told to', async () => {
      await place.run(['fix', 'wrong.ts', '--prefer', 'normal']);
      assert.match(
        place.read('wrong.ts'),
        /varianceScaling\(\{ scale: 2\.5848, mode: 'fanIn', distribution: 'normal' \}\)/,
      );
    });

    it('ends with 1 where an error is left that it cannot mend', async () => {
      place.write('left.ts', SHALLOW.replace("'relu'", "'qqqqqq', kernelInitializer: 'heUniform'"));
      assert.equal((await place.run(['fix', 'left.ts'])).status, 1);
    });
  });

  it('describe prints the graphs', async () => {
    const { output } = await place.run(['describe', 'shallow.ts', '--json']);
    const { version, path, graphs } = JSON.parse(output);
    const [{ layers, ...graph }] = graphs;
    assert.deepEqual({ version, path }, { version: 1, path: 'shallow.ts' });
    assert.deepEqual(graph, {
      name: 'model',
      dialect: 'tfjs',
      frameworkVersion: '4.22.0',
      kind: 'sequential',
      complete: true,
      incompleteBecause: [],
      inputs: ['input_layer_1'],
      outputs: ['dense_2'],
      // 64 · 64 + 64, then 64 + 1.
      parameters: 4225,
      unknowns: [],
    });
    const { weights, site, ...dense } = layers[1];
    assert.deepEqual(dense, {
      id: 'dense_1',
      name: 'dense_1',
      op: 'dense',
      line: 3,
      column: 3,
      inputs: ['input_layer_1'],
      activation: { own: 'relu', effective: 'relu' },
      outputShape: [64],
      parameters: 4160,
      sharesWeightsOf: null,
      parts: [],
    });
    assert.equal(typeof site, 'string');
    const [{ initializer, recommended, ...kernel }, bias] = weights;
    assert.deepEqual(kernel, { role: 'kernel', shape: [64, 64], fanIn: 64, fanOut: 64, trueFanIn: 64, trueFanOut: 64 });
    assert.deepEqual(
      [initializer.name, initializer.explicit, initializer.family, initializer.mean],
      ['glorotNormal', false, 'truncatedNormal', 0],
    );
    assert.ok(Math.abs(initializer.variance / initializer.nominalVariance - 0.7737413) < 1e-6);
    assert.deepEqual([recommended.name, recommended.text], ['heUniform', "'heUniform'"]);
    assert.deepEqual([bias.role, bias.recommended], ['bias', null]);
    assert.match(
      (await place.run(['describe', 'shallow.ts'])).output,
      /dense_1 +dense +relu +\[64\] +4,160 +kernel 'glorotNormal'/,
    );
  });

  it('describe gives no graph for a file without a model', async () => {
    const { status, output } = await place.run(['describe', 'none.ts', '--json']);
    assert.deepEqual([status, JSON.parse(output).graphs], [0, []]);
    assert.equal((await place.run(['describe', 'none.ts'])).output, 'No model was found in none.ts.\n');
  });

  it('describe takes sizes for what cannot be read', async () => {
    place.write('open.ts', SHALLOW.replace('inputShape: [64]', 'inputShape: [features]'));
    const { output } = await place.run(['describe', 'open.ts', '--json']);
    const [{ unknowns }] = JSON.parse(output).graphs;
    const [unknown] = unknowns;
    assert.deepEqual([unknown.line, typeof unknown.column, typeof unknown.what], [3, 'number', 'string']);
    const told = await place.run(['describe', 'open.ts', '--json', '--assume', `${unknown.name}=100`]);
    const [{ layers, parameters }] = JSON.parse(told.output).graphs;
    assert.deepEqual([layers[1].weights[0].fanIn, layers[1].weights[0].shape], [100, [100, 64]]);
    assert.equal(parameters, 100 * 64 + 64 + 64 + 1);
  });

  it('predict prints current and recommended: 0.387 a layer of what was sent, and all of it', async () => {
    place.write(
      'deep.ts',
      sequentialModel([64], [...times(5, "dense({ units: 64, activation: 'relu' })"), 'dense({ units: 1 })']),
    );
    const { output } = await place.run(['predict', 'deep.ts', '--json']);
    const { options, graphs } = JSON.parse(output);
    assert.deepEqual(options, { seed: null, seeds: null, batch: 32, input: 'normal', assumed: {} });
    const [current, recommended] = graphs[0].schemes;
    assert.deepEqual([current.scheme, recommended.scheme], ['current', 'recommended']);
    const last = (scheme: { layers: { method: string; line: number; forward: { secondMoment: number } }[] }) =>
      scheme.layers.at(-2);
    assert.equal(last(current)?.method, 'meanField');
    assert.equal(last(current)?.line, 7);
    assert.ok(Math.abs((last(current)?.forward.secondMoment ?? 0) / (0.7737413 / 2) ** 5 - 1) < 1e-5);
    assert.ok(Math.abs((last(recommended)?.forward.secondMoment ?? 0) - 1) < 1e-6);
  });

  it('simulate draws what it is told, the same for the same seed', async () => {
    const args = [
      'simulate',
      'shallow.ts',
      '--json',
      '--scheme',
      'zeros',
      'recommended',
      '--seeds',
      '2',
      '--batch',
      '4',
      '--input',
      'uniform',
    ];
    const [first, second] = [JSON.parse((await place.run(args)).output), JSON.parse((await place.run(args)).output)];
    assert.deepEqual(first.options, { seed: 1, seeds: 2, batch: 4, input: 'uniform', assumed: {} });
    const [zeros, recommended] = first.graphs[0].schemes;
    assert.equal(zeros.scheme, 'zeros');
    assert.equal(zeros.layers[1].forward.secondMoment, 0);
    assert.ok(recommended.layers[1].forward.secondMoment > 0.3, 'He keeps the signal');
    assert.deepEqual(
      second.graphs[0].schemes.map(({ layers }: { layers: unknown }) => layers),
      [zeros.layers, recommended.layers],
    );
    const keys = [
      'id',
      'name',
      'line',
      'method',
      'approximation',
      'forward',
      'backward',
      'weightGradient',
      'nonFinite',
    ];
    assert.deepEqual(Object.keys(zeros.layers[1]), keys);
  });

  it('prints tables where no JSON is asked for', async () => {
    assert.match(
      (await place.run(['predict', 'shallow.ts'])).output,
      /line +layer +current: E\[a\^2\] +E\[gradient\^2\] +recommended/,
    );
    assert.match((await place.run(['simulate', 'shallow.ts', '--seeds', '1'])).output, /dense_1/);
  });

  it('explain prints the numbers behind each kernel of a file, or of one layer', async () => {
    place.write('net.ts', sequentialModel([16], ["dense({ units: 8, activation: 'relu' })", 'dense({ units: 1 })']));
    const all = await place.run(['explain', 'net.ts']);
    assert.equal(all.status, 0, all.complaints);
    assert.match(all.output, /^dense_1: kernel 16 × 8, in front of relu$/m);
    assert.match(all.output, /2 · 1 \/ \(16 \+ 8\) = 0\.08333/);
    assert.match(all.output, /^dense_2: kernel 8 × 1$/m);
    const { output } = await place.run(['explain', 'net.ts', '--layer', 'dense_2', '--json']);
    const { version, path, graphs } = JSON.parse(output);
    assert.deepEqual([version, path, graphs.length], [1, 'net.ts', 1]);
    assert.deepEqual(
      graphs[0].weights.map(({ layer, role }: { layer: string; role: string }) => [layer, role]),
      [['dense_2', 'kernel']],
    );
    assert.match((await place.run(['explain', 'missing.ts'])).complaints, /missing\.ts/);
  });

  it('explain prints every rule’s page', async () => {
    for (const rule of RULE_IDS)
      assert.match((await place.run(['explain', rule])).output, new RegExp(`^# .*\\n\\n\`${rule}\``));
  });
});
