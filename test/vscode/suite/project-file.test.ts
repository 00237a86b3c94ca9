import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { AnalysisService } from '../../../src/editor/analysis/analysis-service.ts';
import { FakeAnalyser } from '../fake-analyser.ts';
import { ProjectFolder } from '../project-folder.ts';
import {
  closeEverything,
  DEEP_MODEL,
  diagnosticsOf,
  eventually,
  makeWatchedFolder,
  pointers,
  replace,
  reported,
  ruleOf,
  withSetting,
} from '../workbench.ts';

const FILE = '.initlens.json';

/** Severity by rule in a document, of the rule about zeros; null where it is silent. */
function zerosOf({ uri }: vscode.TextDocument): vscode.DiagnosticSeverity | null {
  return diagnosticsOf(uri).find((each) => ruleOf(each) === 'symmetric-initializer')?.severity ?? null;
}

const { Error: ERROR, Information: INFO, Hint: HINT } = vscode.DiagnosticSeverity;
const rule = (severity: string) => `{ "severity": { "symmetric-initializer": "${severity}" } }\n`;

describe('.initlens.json in the editor', () => {
  let made = 0;
  let folder: ProjectFolder;

  // One a test: a document that a test has opened stays open for a while after its editor is closed.
  beforeEach(async () => {
    made++;
    folder = new ProjectFolder(`project-${made}`);
    await folder.make();
    await folder.write('model.ts', DEEP_MODEL);
  });
  afterEach(async () => {
    await closeEverything();
    await folder.remove();
  });

  async function openModel(path = 'model.ts'): Promise<vscode.TextDocument> {
    const { document } = await vscode.window.showTextDocument(folder.file(path));
    return document;
  }

  /** Of the project file: what is shown whoever shows it. */
  const marks = () => vscode.languages.getDiagnostics(folder.file(FILE));

  const becomes = (document: vscode.TextDocument, severity: vscode.DiagnosticSeverity | null) =>
    eventually(
      () => zerosOf(document),
      (now) => now === severity,
      `the rule becomes ${severity}`,
    );

  it('holds for the models of its folder, and is followed when it appears, changes and goes', async () => {
    const document = await openModel();
    await becomes(document, ERROR);
    await folder.write(FILE, rule('hint'));
    await becomes(document, HINT);
    await folder.write(FILE, rule('off'));
    await becomes(document, null);
    await vscode.workspace.fs.delete(folder.file(FILE));
    await becomes(document, ERROR);
  });

  it('holds while it is typed; half-typed it holds as it was', async () => {
    await folder.write(FILE, rule('hint'));
    const document = await openModel();
    await becomes(document, HINT);
    const editor = await vscode.window.showTextDocument(folder.file(FILE), { viewColumn: vscode.ViewColumn.Beside });
    assert.equal(editor.document.languageId, 'jsonc');
    await replace(editor, '"hint"', '"info"');
    await becomes(document, INFO);
    await replace(editor, '"info" } }', '"');
    await replace(editor, '"symmetric-initializer": "', '"symmetric-initializer": "off" } }');
    await becomes(document, null);
    await closeEverything();
    const again = await openModel();
    await becomes(again, HINT);
    await vscode.workspace.fs.delete(folder.file(FILE));
    await becomes(again, ERROR);
  });

  it('counts before the user’s settings, entry by entry, and after the workspace’s', async () => {
    await folder.write(FILE, rule('hint'));
    const restoreUser = await withSetting('severity', {
      'symmetric-initializer': 'info',
      'activation-mismatch': 'off',
    });
    const configuration = vscode.workspace.getConfiguration('initLens');
    try {
      const document = await openModel();
      await becomes(document, HINT);
      assert.deepEqual(
        pointers(document).filter((pointer) => pointer.endsWith('activation-mismatch')),
        [],
      );
      const ofWorkspace = { 'symmetric-initializer': 'error' };
      await configuration.update('severity', ofWorkspace, vscode.ConfigurationTarget.Workspace);
      await becomes(document, ERROR);
    } finally {
      await configuration.update('severity', undefined, vscode.ConfigurationTarget.Workspace);
      await restoreUser();
    }
  });

  it('is not looked for on behalf of a file without a model', async () => {
    const log = vscode.window.createOutputChannel('project files', { log: true });
    const analyses = new AnalysisService(new FakeAnalyser(), log);
    try {
      const plain = await vscode.workspace.openTextDocument(await folder.write('plain.ts', 'export {};\n'));
      assert.equal(await analyses.analyse(plain), null);
      assert.equal(analyses.projects.isLoaded(plain.uri), false);
      assert.ok(await analyses.analyse(await vscode.workspace.openTextDocument(folder.file('model.ts'))));
      assert.equal(analyses.projects.isLoaded(plain.uri), true);
    } finally {
      analyses.dispose();
      log.dispose();
    }
  });

  it('says in the Problems panel what is wrong with it; the rest of it holds', async () => {
    await folder.write(FILE, '{\n  "prefer": "gaussian",\n  "severity": { "symmetric-initializer": "hint" }\n}\n');
    const document = await openModel();
    await becomes(document, HINT);
    const [mark] = await eventually(marks, (found) => found.length === 1, 'the mistake is shown');
    assert.ok(mark);
    assert.deepEqual(
      [mark.source, mark.message, mark.range.start.line, mark.range.start.character, mark.severity],
      ['init-lens', '"gaussian" is none of auto, uniform, normal.', 1, 12, ERROR],
    );
    await folder.write(FILE, rule('hint'));
    await eventually(marks, (found) => found.length === 0, 'a mended file is fine');
  });

  it('is marked once while it is open: by the editor itself, which has the schema', async () => {
    await folder.write(FILE, '{\n  "prefer": "gaussian"\n}\n');
    await openModel();
    await eventually(marks, (found) => found.length === 1, 'the mistake is shown');
    await vscode.window.showTextDocument(folder.file(FILE), { viewColumn: vscode.ViewColumn.Beside });
    const seen = await eventually(
      marks,
      (found) => found.length > 0 && found.every(({ source }) => source !== 'init-lens'),
      'the editor holds it to the schema',
    );
    assert.deepEqual(
      seen.map(({ range }) => [range.start.line, range.start.character]),
      [[1, 12]],
    );
  });

  it('is completed by the schema', async () => {
    await folder.write(FILE, '{ "severity": {  } }');
    const { document } = await vscode.window.showTextDocument(folder.file(FILE));
    const inside = document.positionAt(document.getText().indexOf('{  }') + 2);
    const names = await eventually(
      async () => {
        const list: vscode.CompletionList = await vscode.commands.executeCommand(
          'vscode.executeCompletionItemProvider',
          document.uri,
          inside,
        );
        return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      },
      (found) => found.length > 0,
      'names are offered',
    );
    assert.ok(names.includes('symmetric-initializer'), names.join(', '));
  });

  it('leaves files out everywhere, and its own folder’s file counts alone', async () => {
    await folder.write(FILE, '{ "exclude": ["old/"] }');
    await makeWatchedFolder(folder.file('old'));
    await folder.write('old/model.ts', DEEP_MODEL);
    const kept = await openModel();
    await reported(kept);
    const old = await openModel('old/model.ts');
    assert.equal(await vscode.commands.executeCommand('initLens.checkFile'), null);
    await vscode.commands.executeCommand('initLens.checkWorkspace');
    assert.deepEqual(pointers(old), []);
    assert.ok(pointers(kept).length > 0);
    await folder.write(`old/${FILE}`, '{}');
    await reported(old);
  });
});
