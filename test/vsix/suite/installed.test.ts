import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the installed VSIX', () => {
  it('is what runs, not the working tree', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    assert.match(extension?.extensionUri.path ?? 'not installed', /\/extensions\/init-lens\.init-lens-/);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
