import * as vscode from 'vscode';

const MODEL = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [
  tf.layers.dense({ units: 64, activation: 'relu', inputShape: [64], kernelInitializer: 'zeros' }),
  tf.layers.dense({ units: 4, activation: 'softmax' }),
] });
`;

const write = (uri: vscode.Uri, text: string) => vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));

/** Resolves as soon as the rule about zeros has the severity in the document; the suite's timeout ends a wait in vain. */
function becomes(document: vscode.TextDocument, wanted: vscode.DiagnosticSeverity): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const ours = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'init-lens');
      if (!ours.some(({ severity }) => severity === wanted)) return;
      listener.dispose();
      resolve();
    };
    const listener = vscode.languages.onDidChangeDiagnostics(look);
    look();
  });
}

describe('.initlens.json in VS Code for the Web', () => {
  it('holds for the models of its folder, and is followed', async () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    if (workspace === undefined) throw new Error('a folder is open');
    const folder = vscode.Uri.joinPath(workspace.uri, 'project');
    await vscode.workspace.fs.createDirectory(folder);
    const model = vscode.Uri.joinPath(folder, 'model.ts');
    const file = vscode.Uri.joinPath(folder, '.initlens.json');
    await write(model, MODEL);
    await write(file, '{ "severity": { "symmetric-initializer": "hint" } }');
    const document = await vscode.workspace.openTextDocument(model);
    await becomes(document, vscode.DiagnosticSeverity.Hint);
    await write(file, '{ "severity": { "symmetric-initializer": "info" } }');
    await becomes(document, vscode.DiagnosticSeverity.Information);
    await vscode.workspace.fs.delete(file);
    await becomes(document, vscode.DiagnosticSeverity.Error);
  });
});
