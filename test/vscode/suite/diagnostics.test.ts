import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeEverything,
  DEEP_MODEL,
  diagnosticsOf,
  eventually,
  openSample,
  openText,
  pointers,
  replace,
  reported,
  ruleOf,
  withSetting,
} from '../workbench.ts';

describe('diagnostics', () => {
  afterEach(closeEverything);

  const samples: Readonly<Record<string, readonly string[]>> = {
    'mlp.ts': [
      "12:64 'relu' activation-mismatch",
      "14:66 'relu' activation-mismatch",
      "19:24 'heNormal' uncorrected-truncation",
    ],
    'cnn.ts': [
      "6:85 'relu' activation-mismatch",
      "7:81 'relu' activation-mismatch",
      "9:81 'relu' activation-mismatch",
      '10:91 tf.initializers.heNormal({ seed: 7 }) uncorrected-truncation',
      "13:46 'relu' activation-mismatch",
    ],
    'q-network.js': [
      "7:70 'he_normal' unknown-name",
      "9:73 'zeros' symmetric-initializer",
      "10:46 'leakyRelu' unknown-name",
    ],
    'digits.html': ['19:28 tf.initializers.constant({value: 0.1}) symmetric-initializer'],
    'lstm.js': [
      '13:86 recurrent_initializer unknown-option',
      "14:82 'lecun_uniform' unknown-name",
      "15:81 'zeros' symmetric-initializer",
    ],
    'keras-model.json': [
      '19:33 { "class_name": "GlorotUniform", "config": { "seed": null } } activation-mismatch',
      '30:33 { "class_name": "Zeros", "config": {} } symmetric-initializer',
      '41:33 { "class_name": "HeNormal", "config": { "seed": null } } activation-mismatch',
    ],
  };
  for (const [name, planted] of Object.entries(samples)) {
    it(`point at the planted mistakes of ${name}`, async () => {
      const { document } = await openSample(name);
      const found = await reported(document);
      assert.deepEqual(
        planted.filter((pointer) => !found.includes(pointer)),
        [],
      );
    });
  }

  it('link each rule to its page', async () => {
    const { document } = await openSample('q-network.js');
    await reported(document);
    for (const diagnostic of diagnosticsOf(document.uri)) {
      const { code } = diagnostic;
      assert.ok(typeof code === 'object');
      assert.match(
        code.target.toString(),
        new RegExp(`^https://github\\.com/.*/docs/rules/${ruleOf(diagnostic)}\\.md$`),
      );
    }
  });

  it('point at where the value is built, and from there to the layer that uses it', async () => {
    const shared = DEEP_MODEL.replace(
      'const model',
      "const hidden = { kernelInitializer: 'zeros' } as const;\nconst model",
    ).replace("kernelInitializer: 'zeros' }));", '...hidden }));');
    const { document } = await openText(shared);
    await reported(document);
    const zeros = diagnosticsOf(document.uri).find((each) => ruleOf(each) === 'symmetric-initializer');
    assert.ok(zeros, 'zeros in a hidden relu layer are reported');
    assert.equal(document.getText(zeros.range), "'zeros'");
    const [user] = zeros.relatedInformation ?? [];
    assert.ok(user, 'the layer is named');
    assert.equal(user.location.range.start.line, 5);
    assert.equal(document.getText(user.location.range), 'dense');
  });

  it('fade what has no effect, and nothing else', async () => {
    const withoutEffect = 'kernelInitializer: tf.initializers.truncatedNormal({ stddev: 0 })';
    const { document } = await openText(DEEP_MODEL.replace("kernelInitializer: 'zeros'", withoutEffect));
    const found = await reported(document);
    assert.ok(found.length > 1, found.join(', '));
    const faded = diagnosticsOf(document.uri).filter(({ tags }) => tags?.includes(vscode.DiagnosticTag.Unnecessary));
    assert.deepEqual(
      faded.map((diagnostic) => [ruleOf(diagnostic), document.getText(diagnostic.range)]),
      [['dropped-argument', '0']],
    );
  });

  it('follow what is typed', async () => {
    const editor = await openText(DEEP_MODEL);
    const symmetric = () => pointers(editor.document).filter((pointer) => pointer.endsWith('symmetric-initializer'));
    await eventually(symmetric, (found) => found.length === 1, 'zeros are reported');
    assert.deepEqual(symmetric(), ["5:79 'zeros' symmetric-initializer"]);
    await replace(editor, "'zeros'", "'heUniform'");
    await eventually(symmetric, (found) => found.length === 0, 'the finding goes away when it is mended');
    await replace(editor, "'heUniform'", "'ones'");
    await eventually(symmetric, (found) => found.length === 1, 'the finding comes back');
    assert.deepEqual(symmetric(), ["5:79 'ones' symmetric-initializer"]);
  });

  it('go when the document closes', async () => {
    const { document } = await openText(DEEP_MODEL);
    await reported(document);
    await closeEverything();
    await eventually(
      () => pointers(document),
      (found) => found.length === 0,
      'nothing is left of a closed document',
    );
  });

  it('go when the model goes', async () => {
    const editor = await openText(DEEP_MODEL);
    await reported(editor.document);
    await replace(editor, DEEP_MODEL, 'export {};\n');
    await eventually(
      () => pointers(editor.document),
      (found) => found.length === 0,
      'an empty file has no findings',
    );
  });

  it('can be switched off, as a whole and by rule', async () => {
    const { document } = await openText(DEEP_MODEL);
    await reported(document);
    const restoreRule = await withSetting('severity', { 'symmetric-initializer': 'off' });
    await eventually(
      () => pointers(document),
      (found) => !found.some((pointer) => pointer.endsWith('symmetric-initializer')),
      'the rule is silent',
    );
    await restoreRule();
    const restore = await withSetting('enable', false);
    await eventually(
      () => pointers(document),
      (found) => found.length === 0,
      'all rules are silent',
    );
    await restore();
    await reported(document);
  });

  it('take the severity that the user sets', async () => {
    const { document } = await openText(DEEP_MODEL);
    const severity = () =>
      diagnosticsOf(document.uri).find((each) => ruleOf(each) === 'symmetric-initializer')?.severity;
    await eventually(severity, (level) => level === vscode.DiagnosticSeverity.Error, 'by its consequences an error');
    const restore = await withSetting('severity', { 'symmetric-initializer': 'info' });
    await eventually(severity, (level) => level === vscode.DiagnosticSeverity.Information, 'as set');
    await restore();
  });

  it('leave files without a model, notebooks and broken text alone', async () => {
    const broken = await openText("import * as tf from '@tensorflow/tfjs';\ntf.layers.dense({ units: (");
    const other = await openText('{"layers": [1, 2', 'json');
    const { document } = await openText(DEEP_MODEL);
    await reported(document);
    assert.deepEqual([...pointers(broken.document), ...pointers(other.document)], []);
  });
});
