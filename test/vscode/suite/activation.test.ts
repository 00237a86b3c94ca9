import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const ID = 'init-lens.init-lens';

describe('activation', () => {
  it('is there, without being asked', () => {
    assert.ok(vscode.extensions.getExtension(ID), `${ID} is not installed`);
  });

  it('wakes up for a TypeScript file', async () => {
    await vscode.workspace.openTextDocument({ language: 'typescript', content: 'export {};\n' });
    const extension = vscode.extensions.getExtension(ID);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });
});
