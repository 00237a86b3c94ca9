import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TOOL_NAME } from '../../../src/editor/contributed.ts';
import { DEEP_MODEL } from '../../vscode/workbench.ts';
import { fileIn, fillFolders, write } from '../two-folders.ts';

async function invoke(input: object): Promise<string> {
  const result = await vscode.lm.invokeTool(TOOL_NAME, { toolInvocationToken: undefined, input });
  return result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

describe('the tool for language models, with several folders', () => {
  before(async () => {
    await fillFolders();
    await write('The server', 'only/here.ts', DEEP_MODEL);
  });
  after(async () => {
    await vscode.workspace.fs.delete(fileIn('The server', 'only'), { recursive: true });
  });

  it('finds a path below any folder', async () => {
    assert.match(await invoke({ file: 'only/here.ts' }), /^The server\/only\/here\.ts: 1 model/);
  });

  it('takes a path as the editor shows it, and answers for that folder', async () => {
    const web = await invoke({ file: 'web/model.ts' });
    const server = await invoke({ file: 'The server/model.ts' });
    assert.match(web, /^web\/model\.ts: /);
    assert.match(web, /line \d+, hint, symmetric-initializer/);
    assert.match(server, /^The server\/model\.ts: /);
    assert.match(server, /line \d+, info, symmetric-initializer/);
    assert.equal(await invoke({ file: fileIn('web', 'model.ts').toString() }), web);
    assert.equal(await invoke({ file: fileIn('The server', 'model.ts').path }), server);
  });

  it('asks which one is meant where both have the file, rather than guess', async () => {
    const both =
      /Several folders of the workspace have a file model\.ts: pass web\/model\.ts or The server\/model\.ts\./;
    await assert.rejects(invoke({ file: 'model.ts' }), both);
    await vscode.workspace.openTextDocument(fileIn('The server', 'model.ts'));
    await assert.rejects(invoke({ file: 'model.ts' }), both);
  });
});
