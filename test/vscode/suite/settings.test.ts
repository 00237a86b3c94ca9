import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import manifest from '../../../package.json';
import { readSettings, type Values } from '../../../src/editor/settings/settings.ts';
import { ProjectFolder } from '../project-folder.ts';
import { closeEverything, DEEP_MODEL, eventually, openText, pointers, reported, withSetting } from '../workbench.ts';

const JSON_MODEL = JSON.stringify({
  class_name: 'Sequential',
  config: {
    layers: [
      { class_name: 'Dense', config: { units: 8, batch_input_shape: [null, 8], kernel_initializer: 'he_normall' } },
      { class_name: 'Dense', config: { units: 1 } },
    ],
  },
  keras_version: 'tfjs-layers 4.22.0',
});

const gone = (document: vscode.TextDocument) =>
  eventually(
    () => pointers(document),
    (found) => found.length === 0,
    'nothing is reported',
  );

const ofRule = (document: vscode.TextDocument, rule: string) =>
  pointers(document).filter((pointer) => pointer.endsWith(rule));

/** What the preferred fix of the first finding writes. */
async function mended(document: vscode.TextDocument): Promise<string> {
  const at = document.getText().indexOf("'zeros'");
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at));
  const actions: vscode.CodeAction[] = await vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.find(({ isPreferred }) => isPreferred)?.title ?? '';
}

describe('settings', () => {
  const restores: (() => Promise<void>)[] = [];
  const set = async (restore: Promise<() => Promise<void>>) => restores.push(await restore);

  afterEach(async () => {
    for (const restore of restores.splice(0)) await restore();
    await closeEverything();
  });

  it('switch off by language', async () => {
    const script = await openText(DEEP_MODEL);
    const json = await openText(JSON_MODEL, 'json');
    await reported(json.document);
    await reported(script.document);
    const ofJson = vscode.workspace.getConfiguration('initLens', { languageId: 'json' });
    await ofJson.update('enable', false, vscode.ConfigurationTarget.Global, true);
    try {
      await gone(json.document);
      assert.ok(pointers(script.document).length > 0);
    } finally {
      await ofJson.update('enable', undefined, vscode.ConfigurationTarget.Global, true);
    }
    await reported(json.document);
  });

  it('prefer a distribution', async () => {
    const { document } = await openText(DEEP_MODEL);
    await reported(document);
    assert.match(await mended(document), /heUniform/);
    await set(withSetting('prefer', 'normal'));
    await eventually(
      () => mended(document),
      (title) => /varianceScaling.*normal/.test(title),
      'a normal one is offered',
    );
  });

  it('assume a framework', async () => {
    const { document } = await openText(JSON_MODEL.replace('he_normall', 'lecun_normal'), 'json');
    await eventually(
      () => ofRule(document, 'unloadable-name'),
      (found) => found.length === 1,
      'TF.js does not load it',
    );
    await set(withSetting('dialect', 'keras3'));
    await eventually(
      () => ofRule(document, 'unloadable-name'),
      (found) => found.length === 0,
      'Keras does',
    );
  });

  it('assume sizes', async () => {
    const { document } = await openText(DEEP_MODEL.replaceAll('units: 64', 'units: width'));
    await reported(document);
    const messages = () => vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
    await set(withSetting('assume', { width: 77 }));
    await eventually(messages, (all) => all.some((one) => one.includes('width = 77')), 'the size is taken');
  });

  it('set thresholds', async () => {
    const layer = "model.add(tf.layers.dense({ units: 64, activation: 'relu' }));\n";
    const { document } = await openText(
      DEEP_MODEL.replace("kernelInitializer: 'zeros'", '').replace(layer, layer.repeat(9)),
    );
    const warnings = () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Warning).length;
    await eventually(warnings, (count) => count > 0, 'a deep stack is a warning');
    await set(withSetting('thresholds', { harmful: 1e12 }));
    await eventually(warnings, (count) => count === 0, 'and none where the limit is higher');
    assert.ok(pointers(document).length > 0);
    await set(withSetting('thresholds', { negligible: 1e12 }));
    await gone(document);
  });

  it('leave out files', async () => {
    const folder = new ProjectFolder('left-out');
    await folder.make();
    try {
      const { document } = await vscode.window.showTextDocument(await folder.write('model.ts', DEEP_MODEL));
      await reported(document);
      await set(withSetting('exclude', ['left-out/*.ts']));
      await gone(document);
    } finally {
      await closeEverything();
      await folder.remove();
    }
  });

  it('limit the size of what is read as one types', async () => {
    const { document } = await openText(DEEP_MODEL.padEnd(3000));
    await reported(document);
    await set(withSetting('maxFileSize', 2));
    await gone(document);
    assert.ok(Number(await vscode.commands.executeCommand('initLens.checkFile')) > 0);
  });

  it('of a wrong kind end in the default, and in a sentence for the log', () => {
    const resource = { uri: vscode.Uri.parse('untitled:settings.ts'), languageId: null, project: null };
    /** Reads with one setting of the user's as given. */
    const read = (name?: string, value?: unknown) => {
      const complaints: string[] = [];
      const real = vscode.workspace.getConfiguration('initLens', resource.uri);
      const values: Values = {
        get: (section: string) => (section === name ? value : real.get(section)),
        inspect: (section) => (section === name ? { globalValue: value } : real.inspect(section)),
      };
      const settings = readSettings(resource, (message) => complaints.push(message), values);
      return { settings, complaints };
    };
    const defaults = read();
    assert.deepEqual(defaults.complaints, []);
    for (const name of Object.keys(manifest.contributes.configuration.properties)) {
      for (const wrong of [-1, Number.NaN, 1e99, 'nonsense', { nonsense: 'nonsense' }, [7], null]) {
        const { settings, complaints } = read(name.replace('initLens.', ''), wrong);
        assert.deepEqual(settings, defaults.settings, `${name}: ${JSON.stringify(wrong)}`);
        assert.ok(complaints.length > 0, `${name}: ${JSON.stringify(wrong)} is complained about`);
        for (const complaint of complaints) {
          assert.ok(complaint.startsWith(`The setting ${name}`), complaint);
          assert.match(complaint, /: .+\. (The default counts|It counts as not set|It is left out)\.$/);
        }
      }
    }
  });

  it('have the bounds that the manifest gives them', () => {
    const resource = { uri: vscode.Uri.parse('untitled:settings.ts'), languageId: null, project: null };
    const real = vscode.workspace.getConfiguration('initLens', resource.uri);
    const bounded = Object.entries(manifest.contributes.configuration.properties).flatMap(([name, setting]) =>
      'maximum' in setting ? [{ name, minimum: setting.minimum, maximum: setting.maximum }] : [],
    );
    assert.deepEqual(
      bounded.map(({ name }) => name),
      ['initLens.debounce', 'initLens.maxFileSize'],
    );
    for (const { name, minimum, maximum } of bounded) {
      const complains = (value: number) => {
        const complaints: string[] = [];
        const get = (section: string) => (`initLens.${section}` === name ? value : real.get(section));
        readSettings(resource, (message) => complaints.push(message), {
          get,
          inspect: (section) => real.inspect(section),
        });
        return complaints.length > 0;
      };
      assert.deepEqual(
        [minimum - 1, minimum, minimum + 0.5, maximum, maximum + 1].map(complains),
        [true, false, true, false, true],
        name,
      );
    }
  });
});
