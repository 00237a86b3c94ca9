import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, eventually } from '../workbench.ts';

const CONFIG = `import * as tf from '@tensorflow/tfjs';
export const hidden = () => tf.layers.dense({ units: 8, inputShape: [4], activation: 'relu', INITIALIZER });
`;
const MODEL = `import * as tf from '@tensorflow/tfjs';
import { hidden } from './imported-config';

export const model = tf.sequential({ layers: [hidden(), tf.layers.dense({ units: 1 })] });
`;

function file(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the suite runs with a folder open');
  return vscode.Uri.joinPath(folder.uri, name);
}

const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

/** Messages about layers that other files write. */
function shown(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .map(({ message }) => message)
    .filter((message) => message.includes('imported-config.ts'));
}

describe('imports of an open document', () => {
  const [config, model] = ['imported-config.ts', 'imported-model.ts'];

  before(() => write(file(model), MODEL));
  afterEach(closeEverything);
  after(async () => {
    for (const name of [config, model]) await vscode.workspace.fs.delete(file(name));
  });

  it('are read through the workspace, followed as they are saved, and as they are typed', async () => {
    await write(file(config), CONFIG.replace('INITIALIZER', "kernelInitializer: 'zeros'"));
    const { document } = await vscode.window.showTextDocument(file(model));
    const [message] = await eventually(
      () => shown(document),
      (found) => found.length === 1,
      'the imported layer is reported at the call that leads to it',
    );
    assert.match(message ?? '', /The layer is written in \.\/imported-config\.ts, line 2\./);

    await write(file(config), CONFIG.replace('INITIALIZER', "kernelInitializer: 'heUniform'"));
    await eventually(
      () => shown(document),
      (found) => found.length === 0,
      'what was mended on disk is not reported any more',
    );

    const editor = await vscode.window.showTextDocument(file(config), { viewColumn: vscode.ViewColumn.Beside });
    const at = editor.document.getText().indexOf('heUniform');
    const place = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + 'heUniform'.length));
    assert.ok(await editor.edit((builder) => builder.replace(place, 'zeros')));
    await eventually(
      () => shown(document),
      (found) => found.length === 1,
      'what is typed and not saved counts',
    );
  });
});
