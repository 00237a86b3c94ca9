import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { TOOL_NAME } from '../../../src/editor/contributed.ts';
import { closeEverything, DEEP_MODEL, openSample, openText, reported, withSetting } from '../workbench.ts';

async function invoke(input: object, tokenBudget?: number): Promise<string> {
  const countTokens = async (text: string) => Math.ceil(text.length / 4);
  const result = await vscode.lm.invokeTool(TOOL_NAME, {
    toolInvocationToken: undefined,
    input,
    ...(tokenBudget === undefined ? {} : { tokenizationOptions: { tokenBudget, countTokens } }),
  });
  return result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

describe('the tool for language models', () => {
  afterEach(closeEverything);

  it('is among those that assistants are offered, with a schema', () => {
    const tool = vscode.lm.tools.find(({ name }) => name === TOOL_NAME);
    assert.ok(tool, vscode.lm.tools.map(({ name }) => name).join(', '));
    assert.match(tool.description, /weight initialisation/);
    assert.deepEqual(Object.keys(Object(Object(tool.inputSchema).properties)), ['file', 'model']);
  });

  it('answers with what the editor itself reports of the active file', async () => {
    const { document } = await openText(DEEP_MODEL);
    const found = await reported(document);
    const text = await invoke({});
    const lines = [...text.matchAll(/^line (\d+), \w+, ([\w-]+), /gm)].map(([, line, rule]) => `${line} ${rule}`);
    const shown = found.map((pointer) => `${/^\d+/.exec(pointer)?.[0]} ${/[\w-]+$/.exec(pointer)?.[0]}`);
    assert.deepEqual(lines, shown);
    assert.match(text, /^\+5: .*kernelInitializer: 'heUniform'/m);
  });

  it('reads a file of the workspace that no editor has open, by its path', async () => {
    const text = await invoke({ file: 'q-network.js' });
    assert.match(text, /^q-network\.js: 1 model, 4 findings/);
    assert.match(text, /^line 7, error, unknown-name, /m);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, 'q-network.js');
    assert.equal(await invoke({ file: uri.toString() }), text);
    assert.equal(await invoke({ file: uri.path, model: 'q-network' }), text);
  });

  it('sees what is typed and not saved', async () => {
    const editor = await openSample('q-network.js');
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '\n\n'));
    assert.match(await invoke({ file: 'q-network.js' }), /^line 9, error, unknown-name, /m);
  });

  it('tells a model that asks wrongly what to ask', async () => {
    await assert.rejects(invoke({}), /No editor is active: pass `file`/);
    await assert.rejects(invoke({ file: 'no/such/file.ts' }), /There is no file no\/such\/file\.ts in the workspace/);
    await assert.rejects(invoke({ file: 'mlp.ts', model: 'other' }), /Its models are: digit-classifier\./);
  });

  it('looks at nothing outside the workspace', async () => {
    const extension = vscode.extensions.getExtension('init-lens.init-lens');
    assert.ok(extension);
    const outside = vscode.Uri.joinPath(extension.extensionUri, 'samples', 'mlp.ts');
    await vscode.workspace.fs.stat(outside);
    await assert.rejects(invoke({ file: outside.toString() }), /There is no file/);
    await assert.rejects(invoke({ file: `../${outside.path}` }), /There is no file/);
  });

  it('says so where there is nothing to say', async () => {
    await openText('export {};\n');
    assert.match(await invoke({}), /no model of TensorFlow\.js or Keras was found in it/);
    const restore = await withSetting('enable', false);
    try {
      await openText(DEEP_MODEL);
      assert.match(await invoke({}), /switched off for this file/);
    } finally {
      await restore();
    }
  });

  it('keeps to the tokens that it is allowed', async () => {
    await openSample('mlp.ts');
    assert.ok((await invoke({}, 600)).length <= 1800);
  });
});
