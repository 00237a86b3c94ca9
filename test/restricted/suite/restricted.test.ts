import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openSample, reported } from '../../vscode/workbench.ts';

describe('Restricted Mode', () => {
  it('is on', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('leaves the extension enabled', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('reports as ever: the workspace’s code is read, never run', async () => {
    const { document } = await openSample('q-network.js');
    assert.match((await reported(document)).join('\n'), /9:73 'zeros' symmetric-initializer/);
  });
});
