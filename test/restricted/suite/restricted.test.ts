import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('Restricted Mode', () => {
  it('is on', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('leaves the extension enabled', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
