import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openSample, reported } from '../../vscode/workbench.ts';

describe('the installed VSIX', () => {
  it('is what runs, not the working tree', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    assert.match(extension?.extensionUri.path ?? 'not installed', /\/extensions\/init-lens\.init-lens-/);
    await extension?.activate();
    assert.equal(extension?.isActive, true);
  });

  it('reports a sample’s planted mistakes from there', async () => {
    const { document } = await openSample('keras-model.json');
    assert.match((await reported(document)).join('\n'), /symmetric-initializer/);
  });

  it('brings the grammars that scripts are read with', async () => {
    const { document } = await openSample('q-network.js');
    assert.match((await reported(document)).join('\n'), /7:70 'he_normal' unknown-name/);
  });
});
