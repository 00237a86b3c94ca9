import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../../builders/terminal.ts';

const SAMPLES = join(__dirname, '../../../samples');

/** What is planted in the samples, and where: line, what is underlined, severity, rule. */
const PLANTED: Readonly<Record<string, readonly (readonly [number, string, string, string])[]>> = {
  'cnn.ts': [
    [6, "'relu'", 'info', 'activation-mismatch'],
    [7, "'relu'", 'info', 'activation-mismatch'],
    [9, "'relu'", 'info', 'activation-mismatch'],
    [10, 'tf.initializers.heNormal({ seed: 7 })', 'hint', 'uncorrected-truncation'],
    [13, "'relu'", 'info', 'activation-mismatch'],
  ],
  'digits.html': [[19, 'tf.initializers.constant({value: 0.1})', 'warning', 'symmetric-initializer']],
  'keras-model.json': [
    [19, '{ "class_name": "GlorotUniform", "config": { "seed": null } }', 'info', 'activation-mismatch'],
    [30, '{ "class_name": "Zeros", "config": {} }', 'error', 'symmetric-initializer'],
    [41, '{ "class_name": "HeNormal", "config": { "seed": null } }', 'hint', 'activation-mismatch'],
  ],
  'lstm.js': [
    [13, 'recurrent_initializer', 'warning', 'unknown-option'],
    [14, "'lecun_uniform'", 'error', 'unknown-name'],
    [15, "'zeros'", 'error', 'symmetric-initializer'],
  ],
  'mlp.ts': [
    [12, "'relu'", 'warning', 'activation-mismatch'],
    [14, "'relu'", 'warning', 'activation-mismatch'],
    [19, "'heNormal'", 'hint', 'uncorrected-truncation'],
  ],
  'q-network.js': [
    [7, "'he_normal'", 'error', 'unknown-name'],
    [9, "'zeros'", 'error', 'symmetric-initializer'],
    [10, "'leakyRelu'", 'error', 'unknown-name'],
    [10, "'leakyRelu'", 'hint', 'activation-mismatch'],
  ],
};

/** What fix changes in each line; everything else stays. */
const MENDED: Readonly<Record<string, readonly (readonly [before: string, after: string])[]>> = {
  'cnn.ts': [
    ["activation: 'relu' }", "activation: 'relu', kernelInitializer: 'heUniform' }"],
    ['tf.initializers.heNormal({ seed: 7 })', 'tf.initializers.heUniform({ seed: 7 })'],
  ],
  'digits.html': [['tf.initializers.constant({value: 0.1})', 'tf.initializers.heUniform({})']],
  'keras-model.json': [
    [
      '"relu",\n          "use_bias": true,\n          "kernel_initializer": { "class_name": "GlorotUniform"',
      '"relu",\n          "use_bias": true,\n          "kernel_initializer": { "class_name": "HeNormal"',
    ],
    [
      '"kernel_initializer": { "class_name": "Zeros", "config": {} }',
      '"kernel_initializer": { "class_name": "HeNormal", "config": { "seed": null } }',
    ],
    [
      '"tanh",\n          "use_bias": true,\n          "kernel_initializer": { "class_name": "HeNormal"',
      '"tanh",\n          "use_bias": true,\n          "kernel_initializer": { "class_name": "GlorotUniform"',
    ],
  ],
  'mlp.ts': [
    [
      "activation: 'relu', inputShape: [784] }",
      "activation: 'relu', inputShape: [784], kernelInitializer: 'heUniform' }",
    ],
    ["activation: 'relu' }", "activation: 'relu', kernelInitializer: 'heUniform' }"],
    ["kernelInitializer: 'heNormal'", "kernelInitializer: 'heUniform'"],
  ],
  'lstm.js': [
    ['recurrent_initializer', 'recurrentInitializer'],
    ["'lecun_uniform'", "'leCunUniform'"],
    ["'zeros'", "'heUniform'"],
  ],
  'q-network.js': [
    ["'he_normal'", "'heUniform'"],
    ["activation: 'relu', kernelInitializer: 'zeros'", "activation: 'relu', kernelInitializer: 'heUniform'"],
    ["activation: 'leakyRelu' }", "activation: 'LeakyReLU', kernelInitializer: 'heUniform' }"],
  ],
};

interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

describe('the samples', () => {
  const texts = Object.fromEntries(
    readdirSync(SAMPLES).map((name) => [name, readFileSync(join(SAMPLES, name), 'utf8')]),
  );
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace(texts);
  });
  afterEach(() => place.remove());

  it('are reported for what is planted in them, at exact ranges', async () => {
    const { status, output } = await place.run(['check', '.', '--format', 'json']);
    assert.equal(status, 1);
    const { files } = JSON.parse(output);
    const found = Object.fromEntries(
      files.map(({ path, findings }: { path: string; findings: (Place & { severity: string; rule: string })[] }) => [
        path,
        findings.map((finding) => [finding.line, textAt(texts[path] ?? '', finding), finding.severity, finding.rule]),
      ]),
    );
    assert.deepEqual(found, PLANTED);
  });

  it('are clean down to info after one fix, which changes nothing else', async () => {
    assert.equal((await place.run(['check', '.', '--fail-on', 'info'])).status, 1);
    assert.equal((await place.run(['fix', '.'])).status, 0);
    assert.equal((await place.run(['check', '.', '--fail-on', 'info'])).status, 0);
    for (const [name, text] of Object.entries(texts)) {
      const expected = (MENDED[name] ?? []).reduce((all, [before, after]) => all.replaceAll(before, after), text);
      assert.equal(place.read(name), expected, name);
    }
  });
});

/** The text between two 1-based places on one line. */
function textAt(text: string, { line, column, endLine, endColumn }: Place): string {
  assert.equal(line, endLine);
  return (text.split('\n')[line - 1] ?? '').slice(column - 1, endColumn - 1);
}
