import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { TextTests } from '../text-tests.ts';
import { closeEverything, cursorAt, DEEP_MODEL, eventually, openText, reported } from '../workbench.ts';

const ID = 'init-lens.init-lens';
/** Longer than the debounce: what is to happen has happened. */
const A_WHILE_MS = 600;

/** Files in languages that hold no models, as a window may have them open. */
const ELSEWHERE = ['markdown', 'python', 'yaml', 'plaintext', 'css', 'cpp'];

/** Neither signs of the framework nor of a saved model in them. */
const NO_MODEL = {
  'answer.ts': 'export const answer = 42;\n\nexport function twice(x: number): number {\n  return 2 * x;\n}\n',
  'answer.json': '{\n  "answer": 42,\n  "twice": [84, 84]\n}\n',
};

async function show(name: string, text: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.window.showTextDocument(uri);
}

/** What the editor asks the features at a cursor that moves and a mouse that rests, TypeScript's own too. */
async function lookAround({ document }: vscode.TextEditor): Promise<void> {
  const position = new vscode.Position(1, 1);
  const range = new vscode.Range(0, 0, document.lineCount, 0);
  await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, position);
  await vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
  await vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, range);
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
}

/** How many WebAssembly modules are started meanwhile: the parser is one, and each grammar. */
async function modulesStarted(during: () => Promise<unknown>): Promise<number> {
  const original = WebAssembly.instantiate;
  let count = 0;
  const counted: unknown = (...args: unknown[]) => {
    count++;
    return Reflect.apply(original, WebAssembly, args);
  };
  Reflect.set(WebAssembly, 'instantiate', counted);
  try {
    await during();
    return count;
  } finally {
    WebAssembly.instantiate = original;
  }
}

/** Of the extension's bundles those that this host has loaded. */
function loadedBundles(): string[] {
  const files = Object.keys(require.cache).map((file) => file.replaceAll('\\', '/'));
  return files.flatMap((file) => /\/dist\/(\w+\.cjs)$/.exec(file)?.[1] ?? []).sort();
}

// The first suite of the window: nothing has been opened before.
describe('activation', function () {
  // TypeScript's server starts meanwhile, and answers when it is ready.
  this.timeout(120_000);
  afterEach(closeEverything);

  it('is there, without being asked', () => {
    assert.ok(vscode.extensions.getExtension(ID), `${ID} is not installed`);
  });

  it('stays asleep where no file can hold a model', async () => {
    for (const language of ELSEWHERE) {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content: 'nothing\n' }));
    }
    await delay(A_WHILE_MS);
    assert.equal(vscode.extensions.getExtension(ID)?.isActive, false);
  });

  it('wakes up for a TypeScript file', async () => {
    await vscode.workspace.openTextDocument({ language: 'typescript', content: 'export {};\n' });
    await eventually(
      () => vscode.extensions.getExtension(ID)?.isActive,
      (isActive) => isActive === true,
      'the extension is activated by the file',
    );
  });

  for (const [name, text] of Object.entries(NO_MODEL)) {
    it(`looks through ${name} once a version, and loads nothing but what waits`, async () => {
      const tests = new TextTests(text);
      const edited = new TextTests(`${text}\n`);
      try {
        const editor = await show(`asleep-${name}`, text);
        await lookAround(editor);
        await delay(A_WHILE_MS);
        const end = editor.document.positionAt(text.length);
        assert.ok(await editor.edit((builder) => builder.insert(end, '\n')));
        await delay(A_WHILE_MS);
        assert.deepEqual([tests.count, edited.count], [1, 1]);
        assert.deepEqual(loadedBundles(), ['extension.cjs']);
      } finally {
        edited.stop();
        tests.stop();
      }
    });
  }

  it('loads no parser until a file holds a model', async () => {
    const without = await modulesStarted(async () => {
      for (const [name, text] of Object.entries(NO_MODEL)) {
        await lookAround(await show(name, text));
        await delay(A_WHILE_MS);
      }
    });
    assert.equal(without, 0);
    const withModel = await modulesStarted(async () => reported((await openText(DEEP_MODEL)).document));
    assert.ok(withModel > 0, 'a model is read with a parser, and this test sees it');
    assert.deepEqual(loadedBundles(), ['extension.cjs', 'main.cjs']);
  });

  for (const [name, text] of Object.entries(NO_MODEL)) {
    it(`looks through ${name} once a version, whatever is asked and wherever the cursor goes`, async () => {
      const tests = new TextTests(text);
      const edited = new TextTests(`${text}\n`);
      try {
        const editor = await show(`once-${name}`, text);
        await lookAround(editor);
        for (let offset = 0; offset < 10; offset++) cursorAt(editor, offset);
        await delay(A_WHILE_MS);
        assert.equal(tests.count, 1);
        const end = editor.document.positionAt(text.length);
        assert.ok(await editor.edit((builder) => builder.insert(end, '\n')));
        await lookAround(editor);
        await delay(A_WHILE_MS);
        assert.deepEqual([tests.count, edited.count], [1, 1]);
      } finally {
        edited.stop();
        tests.stop();
      }
    });
  }
});
