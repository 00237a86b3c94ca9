import * as vscode from 'vscode';

describe('VS Code for the Web', () => {
  it('activates the browser bundle', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    await extension?.activate();
    if (extension?.isActive !== true) throw new Error('the extension is not active');
  });
});
