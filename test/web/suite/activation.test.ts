import * as vscode from 'vscode';

const MODEL = `import * as tf from '@tensorflow/tfjs';
const model = tf.sequential({ layers: [
  tf.layers.dense({ units: 64, activation: 'relu', inputShape: [64] }),
  tf.layers.dense({ units: 64, activation: 'relu', kernelInitializer: 'zeros' }),
  tf.layers.dense({ units: 4, activation: 'softmax' }),
] });
`;

/** The lines, from 1, at which the extension reports something, as soon as it does. */
function reportedLines(document: vscode.TextDocument): Promise<number[]> {
  return new Promise((resolve) => {
    const listener = vscode.languages.onDidChangeDiagnostics(() => look());
    // What was reported before anybody listened counts as well.
    setTimeout(() => look());
    const look = () => {
      const ours = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'init-lens');
      if (ours.length === 0) return;
      listener.dispose();
      resolve(ours.map(({ range }) => range.start.line + 1));
    };
    look();
  });
}

describe('VS Code for the Web', () => {
  it('activates the browser bundle', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    await extension?.activate();
    if (extension?.isActive !== true) throw new Error('the extension is not active');
  });

  it('reads a script without Node: the grammar comes over the web', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: MODEL });
    const lines = await reportedLines(document);
    if (!lines.includes(4)) throw new Error(`line 4's zeros are not reported, but lines ${lines.join(', ')}`);
  });

  it('opens a sample that comes with the extension, and reads it', async () => {
    const uri = await vscode.commands.executeCommand<vscode.Uri>('initLens.openSample', 'lstm.js');
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
    if (document === undefined) throw new Error('the sample is not open');
    const lines = await reportedLines(document);
    if (lines.join() !== '13,14,15') throw new Error(`lines ${lines.join(', ')} are reported of the sample`);
  });
});
