import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { AnalysisService } from '../../../src/editor/analysis/analysis-service.ts';
import { watchDocuments } from '../../../src/editor/analysis/live-analysis.ts';
import { FindingDiagnostics } from '../../../src/editor/findings/diagnostics.ts';
import { RulePages } from '../../../src/editor/findings/rule-pages.ts';
import { FakeAnalyser } from '../fake-analyser.ts';
import { closeEverything, eventually, openText, withSetting } from '../workbench.ts';

const MODEL = "import * as tf from '@tensorflow/tfjs';\ntf.layers.dense({ units: 1 });\n";
/** Longer than any debounce used here. */
const A_WHILE_MS = 400;

/** The live features over an analyser of the test's own; what they show is told from the extension's by its message. */
function assemble(analyser: FakeAnalyser) {
  const extension = vscode.extensions.getExtension('init-lens.init-lens');
  assert.ok(extension);
  const log = vscode.window.createOutputChannel('Init Lens under test', { log: true });
  const analyses = new AnalysisService(analyser, log);
  const features = vscode.Disposable.from(
    new FindingDiagnostics(analyses, new RulePages(extension)),
    watchDocuments(analyses),
    analyses,
    log,
  );
  return { analyses, features };
}

/** How often the analyser was asked about a document; others may still be open from another test. */
function asked(analyser: FakeAnalyser, document: vscode.TextDocument): number {
  return analyser.asked.filter(({ uri }) => uri === document.uri.toString()).length;
}

function shown(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .map(({ message }) => message)
    .filter((message) => message.startsWith('version '));
}

const type = (editor: vscode.TextEditor) =>
  editor.edit((builder) => builder.insert(new vscode.Position(2, 0), '// more\n'));

describe('live analysis', () => {
  let features: vscode.Disposable | undefined;
  afterEach(async () => {
    features?.dispose();
    await closeEverything();
  });

  it('waits for a pause in typing and analyses once', async () => {
    const restore = await withSetting('debounce', 1000);
    const analyser = new FakeAnalyser();
    ({ features } = assemble(analyser));
    const editor = await openText(MODEL);
    await eventually(
      () => shown(editor.document),
      (found) => found.length === 1,
      'the opened document is reported',
    );
    const before = asked(analyser, editor.document);
    await type(editor);
    await type(editor);
    await type(editor);
    const { version } = editor.document;
    await eventually(
      () => shown(editor.document),
      ([message]) => message === `version ${version}`,
      'the last version is reported',
    );
    assert.equal(asked(analyser, editor.document), before + 1);
    await restore();
  });

  it('drops an answer about a version that is gone', async () => {
    const analyser = new FakeAnalyser(true);
    const assembled = assemble(analyser);
    features = assembled.features;
    const editor = await openText(MODEL);
    await eventually(
      () => asked(analyser, editor.document),
      (times) => times === 1,
      'the document is asked about',
    );
    const late = assembled.analyses.analyse(editor.document);
    await type(editor);
    analyser.release();
    assert.equal(await late, null, 'who asked is told that there is nothing to say');
    assert.deepEqual(shown(editor.document), [], 'nothing is shown at places that may have moved');
  });

  it('asks once for all who want the same version', async () => {
    const analyser = new FakeAnalyser();
    const assembled = assemble(analyser);
    features = assembled.features;
    const { document } = await openText(MODEL);
    const [one, other] = await Promise.all([
      assembled.analyses.analyse(document),
      assembled.analyses.analyse(document),
    ]);
    assert.ok(one);
    assert.equal(one, other);
    assert.equal(assembled.analyses.latest(document), one);
    await delay(A_WHILE_MS);
    assert.equal(asked(analyser, document), 1);
  });

  it('does no work for a file without a model', async () => {
    const analyser = new FakeAnalyser();
    ({ features } = assemble(analyser));
    const editors = [
      await openText('export const answer = 42;\n'),
      await openText('{"name": "not a model"}', 'json'),
      await openText(MODEL, 'txt'),
    ];
    await delay(A_WHILE_MS);
    assert.deepEqual(
      editors.map(({ document }) => asked(analyser, document)),
      [0, 0, 0],
    );
  });

  it('frees what it keeps when a document closes', async () => {
    const analyser = new FakeAnalyser();
    ({ features } = assemble(analyser));
    const { document } = await openText(MODEL);
    await eventually(
      () => asked(analyser, document),
      (times) => times > 0,
      'the document is asked about',
    );
    await closeEverything();
    await eventually(
      () => analyser.closed,
      (closed) => closed.includes(document.uri.toString()),
      'the analyser is told',
    );
  });

  it('leaves nothing behind when it ends', async () => {
    const analyser = new FakeAnalyser();
    const assembled = assemble(analyser);
    const editor = await openText(MODEL);
    await eventually(
      () => shown(editor.document),
      (found) => found.length === 1,
      'the document is reported',
    );
    await type(editor);
    assembled.features.dispose();
    assert.equal(analyser.disposed, true);
    assert.deepEqual(shown(editor.document), []);
    const times = analyser.asked.length;
    await type(editor);
    await openText(MODEL);
    await delay(A_WHILE_MS);
    assert.equal(analyser.asked.length, times, 'no timer and no listener is left');
  });
});
