import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { explain } from '../../../src/advice/explain/explain.ts';
import { DEFAULT_ADVICE_SETTINGS } from '../../../src/advice/settings.ts';
import type { Analyser, Analysis, DocumentText, Settings } from '../../../src/analyser.ts';
import { dialects } from '../../../src/dialects/index.ts';
import { AnalysisService } from '../../../src/editor/analysis/analysis-service.ts';
import { PanelSession } from '../../../src/editor/panel/panel-session.ts';
import { layerById, type ModelGraph } from '../../../src/model/graph.ts';
import type { HostToPanel } from '../../../src/protocol.ts';
import { sequential } from '../../builders/graph.ts';
import { dense } from '../../builders/layers.ts';
import { constant, heUniform } from '../../builders/samplers.ts';
import { FakePanel } from '../fake-panel.ts';
import { closeEverything, cursorAt, eventually, openText } from '../workbench.ts';

const MODEL = "import * as tf from '@tensorflow/tfjs';\nconst model = tf.sequential();\nmodel.add(DENSE);\n";
const WRITTEN = 'DENSE';
/** With it the layer's weights are infinite. */
const INFINITE = '// Infinity\n';
/** With it the model has many layers. */
const DEEP = '// Deep\n';
/** With it the model is called what would be markup. */
const HOSTILE = '// Hostile\n';
const HOSTILE_NAME = `"><img src=x onerror="alert(1)"></script><script>alert('1')</script>`;

/** Reads one dense layer at the text's marker, of a size that has to be assumed, and recommends to replace that marker. */
function analysis(document: DocumentText, { assume }: Settings): Analysis {
  const start = document.text.indexOf(WRITTEN);
  const span = { start, end: start + WRITTEN.length };
  const sampler = document.text.includes(INFINITE) ? constant(Number.POSITIVE_INFINITY) : heUniform;
  const layers = document.text.includes(DEEP) ? 200 : 1;
  const bare = sequential(
    [4],
    Array.from({ length: layers }, () => dense(2, sampler)),
  );
  const graph: ModelGraph = {
    ...bare,
    name: document.text.includes(HOSTILE) ? HOSTILE_NAME : bare.name,
    kind: 'sequential',
    unknowns: [{ name: 'units', span, what: 'The size is not known.', assumed: assume.units ?? 2 }],
    layers: bare.layers.map((layer) => ({
      ...layer,
      // Nobody wrote the input: it stands at the place of the layer that implies it.
      operation: layer.operation.kind === 'input' ? { ...layer.operation, implicit: true } : layer.operation,
      source: { call: span, name: span, options: {}, elsewhere: null },
    })),
  };
  const fix = { kind: 'removeOption', layer: '1', option: 'seed' } as const;
  return {
    document,
    reading: {
      graphs: start < 0 ? [] : [graph],
      limits: [],
      silences: () => false,
      edits: () => [{ ...span, text: 'FIXED' }],
      spell: () => null,
      positionAt: () => null,
      optionInsertion: () => null,
      extraction: () => null,
      valueAt: () => null,
      write: () => null,
    },
    findings: [
      {
        rule: 'unknown-name',
        severity: 'warning',
        message: 'A finding.',
        graph: { index: 0, name: 'model' },
        layer: '1',
        site: '1',
        weight: 'kernel',
        span,
        fixes: [{ title: 'Mend it', preferred: true, safe: true, fix }],
      },
    ],
    prediction: () => [],
    recommendation: () => null,
    alternatives: () => [],
    explanation: (read, id, role) => {
      const layer = layerById(read, id);
      const weight = layer?.weights.find((each) => each.role === role);
      if (layer === undefined || weight === undefined) return null;
      return explain(
        { graph: read, dialect: dialects[read.dialect], spell: () => null },
        DEFAULT_ADVICE_SETTINGS,
        layer,
        weight,
      );
    },
    scheme: (_graph, id) => ({ id, replacements: [] }),
    fixAllEdits: () => [],
    keepsLayers: () => true,
  };
}

const ANALYSER: Analyser = {
  analyse: async (document, settings) => analysis(document, settings),
  fileChanged: () => [],
  close: () => undefined,
  dispose: () => undefined,
};

function assemble(document: vscode.TextDocument | null, log: vscode.LogOutputChannel) {
  const analyses = new AnalysisService(ANALYSER, log);
  const panel = new FakePanel();
  const session = new PanelSession(panel, installed(), analyses, document, log);
  return { panel, analyses, session, all: vscode.Disposable.from(session, analyses) };
}

function installed(): vscode.Uri {
  const extension = vscode.extensions.getExtension('init-lens.init-lens');
  assert.ok(extension, 'the extension is installed');
  return extension.extensionUri;
}

/** A page with no picture in it: its body begins with its texts. */
const WITHOUT_PICTURE = /<body>\s*<script/;

/** Sends a request and waits for its answer. */
async function ask<R extends { readonly id: number }>(panel: FakePanel, request: R): Promise<string | null> {
  panel.send(request);
  const answer = await eventually(
    () => panel.posted.find((message) => message?.type === 'answer' && message.id === request.id),
    (found) => found !== undefined,
    'the request is answered',
  );
  assert.ok(answer?.type === 'answer');
  return answer.error;
}

/** The last message that is no answer; where the cursor is comes behind every document. */
function last(panel: FakePanel, withCursor = false): HostToPanel {
  const message = panel.posted
    .filter((each) => each?.type !== 'answer' && (withCursor || each?.type !== 'cursor'))
    .at(-1);
  assert.ok(message, 'something readable was sent');
  return message;
}

describe('the panel, from the extension’s side', () => {
  let all: vscode.Disposable | undefined;
  let log: vscode.LogOutputChannel;
  before(() => {
    log = vscode.window.createOutputChannel('The panel under test', { log: true });
  });
  after(() => log.dispose());
  afterEach(async () => {
    all?.dispose();
    await closeEverything();
  });

  async function open(text = MODEL) {
    const { document } = await openText(text);
    const assembled = assemble(document, log);
    all = assembled.all;
    return { document, ...assembled };
  }

  const apply = (id: number, documentVersion: number) => ({ type: 'apply', version: 1, id, documentVersion, model: 0 });

  it('sends the document’s models when the page is ready', async () => {
    const { panel, document } = await open();
    assert.equal(await ask(panel, { type: 'ready', version: 1, id: 1, assume: {} }), null);
    const message = last(panel);
    assert.ok(message.type === 'document');
    assert.equal(message.documentUri, document.uri.toString());
    const [model] = message.models;
    assert.deepEqual(
      model?.schemes.slice(0, 2).map(({ id }) => id),
      ['current', 'recommended'],
    );
    assert.deepEqual(model?.lines, { input: 3, '1': 3 });
    assert.deepEqual(model?.recommendations, ['Mend it (line 3)']);
  });

  it('comes with what theory says as a picture, and with nothing else of the document, where its models are few', async () => {
    const { panel, session, analyses, document } = await open();
    await analyses.analyse(document);
    session.wantedModel = 0;
    await session.load(true);
    assert.match(panel.webview.html, /<body>\s*<div class="glance" inert="">.*<h1>Signal propagation<\/h1>/);
    assert.ok(!panel.webview.html.includes(document.uri.toString()));
    assert.equal(panel.posted.length, 0);
    // The page asks, and hears of the same reading with what theory says, and of the model that was asked for.
    await ask(panel, { type: 'ready', version: 1, id: 1, assume: {} });
    const told = panel.posted.filter((message) => message?.type === 'document' || message?.type === 'show');
    const [first] = told;
    assert.ok(first?.type === 'document');
    assert.equal(first.reading, 0);
    assert.deepEqual(Object.keys(first.models[0]?.predicted ?? {}), ['current', 'recommended']);
    assert.deepEqual(told.slice(1), [{ type: 'show', version: 1, model: 0 }]);
  });

  it('is written in a later task: what the editor is asked for in this one leaves first', async () => {
    const { panel, session, all: opened } = assemble(null, log);
    all = opened;
    const loaded = session.load(true);
    for (let turn = 0; turn < 1000; turn++) await Promise.resolve();
    assert.equal(panel.webview.html, '');
    await loaded;
    assert.match(panel.webview.html, /^<!DOCTYPE html>/);
  });

  it('comes without it where it is restored, where nothing was read yet, or where they are many', async () => {
    const restored = await open();
    await restored.analyses.analyse(restored.document);
    await restored.session.load(false);
    assert.match(restored.panel.webview.html, WITHOUT_PICTURE);
    restored.all.dispose();
    const unread = await open();
    await unread.session.load(true);
    assert.match(unread.panel.webview.html, WITHOUT_PICTURE);
    unread.all.dispose();
    const { panel, session, analyses, document } = await open(MODEL + DEEP);
    await analyses.analyse(document);
    await session.load(true);
    assert.match(panel.webview.html, WITHOUT_PICTURE);
  });

  it('puts nothing of the file into the page that could be markup', async () => {
    const { panel, session, analyses, document } = await open(MODEL + HOSTILE);
    await analyses.analyse(document);
    await session.load(true);
    const { html } = panel.webview;
    assert.match(html, /<div class="glance"/);
    assert.ok(!html.includes('<img'));
    assert.equal(html.match(/<script/g)?.length, 2);
    await ask(panel, { type: 'ready', version: 1, id: 1, assume: {} });
    const message = last(panel);
    assert.ok(message.type === 'document');
    assert.equal(message.models[0]?.graph.name, HOSTILE_NAME);
  });

  it('sends what theory says with the first reading, while the page has no theory of its own', async () => {
    const { panel, document, analyses } = await open();
    await ask(panel, { type: 'ready', version: 1, id: 1, assume: {} });
    const told = () => {
      const message = last(panel);
      assert.ok(message.type === 'document');
      return [message.reading, Object.keys(message.models[0]?.predicted ?? {})];
    };
    assert.deepEqual(told(), [0, ['current', 'recommended']]);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '\n');
    await vscode.workspace.applyEdit(edit);
    await analyses.refresh(document);
    await eventually(told, ([reading]) => reading === 1, 'the edit is told');
    assert.deepEqual(told(), [1, []]);
  });

  it('says of a model with an infinite number that it is not drawn, since no message carries it', async () => {
    const { panel } = await open(MODEL + INFINITE);
    await ask(panel, { type: 'ready', version: 1, id: 1, assume: {} });
    const message = last(panel);
    assert.ok(message.type === 'document');
    assert.deepEqual(message.models, []);
    assert.match(message.notes.join('\n'), /gives a number that is infinite/);
  });

  it('sends them again after an edit, and when it comes into view again', async () => {
    const { panel, document, analyses } = await open();
    await ask(panel, { type: 'ready', version: 1, id: 1, assume: {} });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '\n');
    await vscode.workspace.applyEdit(edit);
    await analyses.refresh(document);
    await eventually(
      () => last(panel),
      (message) => message.type === 'document' && message.models[0]?.lines['1'] === 4,
      'the layer has moved down',
    );
    const before = panel.posted.length;
    // A click into the page, or out of it, is a change of state too, and must not start a cancelled run again.
    panel.turn(true);
    panel.turn(false);
    panel.turn(true);
    await eventually(
      () => panel.posted.slice(before).map((message) => message?.type),
      // The cursor's own message about the edit, which waits for it to rest, may come first.
      (types) => types.filter((type) => type === 'document').length === 1 && types.at(-1) === 'cursor',
      'what was lost while hidden is sent again',
    );
  });

  it('reads the document with what its user assumes, and lets nobody else hear of it', async () => {
    const { panel, document, analyses } = await open();
    const assumed = (graph: ModelGraph | undefined) => graph?.unknowns[0]?.assumed;
    const shown = () => {
      const message = last(panel);
      return message.type === 'document' ? assumed(message.models[0]?.graph) : null;
    };
    await ask(panel, { type: 'ready', version: 1, id: 1, assume: {} });
    assert.equal(shown(), 2);
    assert.equal(await ask(panel, { type: 'assume', version: 1, id: 2, assume: { units: 12 } }), null);
    assert.equal(shown(), 12);
    assert.equal(assumed((await analyses.analyse(document))?.reading.graphs[0]), 2);
  });

  it('tells the numbers behind a layer’s weights before it answers', async () => {
    const { panel, document } = await open();
    const request = { type: 'explain', version: 1, id: 1, documentVersion: document.version, model: 0, layer: '1' };
    assert.equal(await ask(panel, request), null);
    const message = last(panel);
    assert.ok(message.type === 'explanation');
    assert.deepEqual(
      { layer: message.layer, model: message.model, documentVersion: message.documentVersion },
      { layer: '1', model: 0, documentVersion: document.version },
    );
    const [kernel] = message.weights;
    assert.match(kernel?.title ?? '', /kernel 4 × 2/);
    assert.ok(kernel?.notes.includes('Fan-in 4, fan-out 2.'));
    const gone = await ask(panel, { ...request, id: 2, layer: 'gone' });
    assert.equal(gone, 'The layer gone is not in the file any more.');
  });

  it('puts a summary on the clipboard', async () => {
    const { panel } = await open();
    assert.equal(await ask(panel, { type: 'copy', version: 1, id: 1, text: '### A summary' }), null);
    assert.equal(await vscode.env.clipboard.readText(), '### A summary');
  });

  it('shows a layer in the editor', async () => {
    const { panel, document } = await open();
    const show = (id: number, layer: string) =>
      ask(panel, { type: 'reveal', version: 1, id, documentVersion: document.version, model: 0, layer });
    assert.equal(await show(2, '1'), null);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document, document);
    assert.equal(document.getText(editor?.selection), WRITTEN);
    assert.match((await show(3, 'gone')) ?? '', /gone/);
  });

  it('applies what it recommends as one step for undo', async () => {
    const { panel, document } = await open();
    assert.equal(await ask(panel, apply(2, document.version)), null);
    assert.match(document.getText(), /FIXED/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), MODEL);
  });

  it('tells which lines that would change, and changes nothing', async () => {
    const { panel, document } = await open();
    const request = { type: 'preview', version: 1, id: 2, documentVersion: document.version, model: 0 };
    assert.equal(await ask(panel, request), null);
    const message = last(panel);
    assert.ok(message.type === 'preview');
    const written = message.hunks.map(({ before, after }) =>
      [before, after].map((lines) => lines.map(({ line, pieces }) => [line, ...pieces.map(({ text }) => text)])),
    );
    assert.deepEqual(written, [[[[3, 'model.add(', WRITTEN, ');']], [[3, 'model.add(', 'FIXED', ');']]]]);
    assert.equal(document.getText(), MODEL);
    assert.match((await ask(panel, { ...request, id: 3, documentVersion: document.version - 1 })) ?? '', /changed/);
  });

  it('opens what would change in the editor’s own comparison', async () => {
    const { panel, document } = await open();
    const request = { type: 'diff', version: 1, id: 2, documentVersion: document.version, model: 0 };
    assert.equal(await ask(panel, request), null);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.equal(input.original.toString(), document.uri.toString());
  });

  it('tells which layers the cursor is on, once it rests', async () => {
    const { panel, document } = await open();
    await ask(panel, { type: 'ready', version: 1, id: 1, assume: {} });
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    const places = () => {
      const message = last(panel, true);
      return message.type === 'cursor' ? message.places : null;
    };
    const moveTo = (offset: number, wanted: readonly object[]) => {
      cursorAt(editor, offset);
      return eventually(places, (found) => JSON.stringify(found) === JSON.stringify(wanted), 'the panel is told');
    };
    await moveTo(0, []);
    await moveTo(document.getText().indexOf('model.add'), [{ model: 0, layers: ['1'] }]);
    await moveTo(document.getText().indexOf('const'), []);
  });

  it('goes to a line', async () => {
    const { panel, document } = await open();
    assert.equal(
      await ask(panel, { type: 'goToLine', version: 1, id: 2, documentVersion: document.version, line: 3 }),
      null,
    );
    assert.equal(vscode.window.activeTextEditor?.selection.start.line, 2);
    assert.equal(
      await ask(panel, { type: 'goToLine', version: 1, id: 3, documentVersion: document.version, line: 999 }),
      null,
    );
  });

  it('names its file on its tab, in brackets while it is pinned to it', async () => {
    const { panel, session, document } = await open();
    const name = document.uri.path;
    assert.equal(panel.title, `Signal Propagation: ${name}`);
    await ask(panel, { type: 'pin', version: 1, id: 2, isPinned: true });
    assert.equal(panel.title, `[Signal Propagation: ${name}]`);
    assert.ok(session.isPinned);
    await ask(panel, { type: 'pin', version: 1, id: 3, isPinned: false });
    assert.equal(panel.title, `Signal Propagation: ${name}`);
  });

  it('applies nothing to a version that the page has not seen', async () => {
    const { panel, document } = await open();
    assert.match((await ask(panel, apply(2, document.version - 1))) ?? '', /changed/);
    assert.equal(document.getText(), MODEL);
  });

  it('answers a request that it cannot read, and ignores what is none', async () => {
    const { panel } = await open();
    panel.send('nonsense');
    assert.match((await ask(panel, { type: 'teleport', version: 1, id: 9 })) ?? '', /cannot read/);
  });

  it('says what to do when there is no file or it was closed', async () => {
    const { panel, document } = await open();
    await closeEverything();
    await eventually(
      () => panel.posted.at(-1),
      (message) => document.isClosed && message?.type === 'unavailable' && /closed/.test(message.message),
      'the panel is told',
    );
    const without = assemble(null, log);
    await ask(without.panel, { type: 'ready', version: 1, id: 1, assume: {} });
    const message = last(without.panel);
    assert.ok(message.type === 'unavailable' && /Open a model file/.test(message.message));
    without.all.dispose();
  });

  it('lets the page read its own folder only, and run nothing but its own script', async () => {
    const { panel, session } = await open();
    await session.load(true);
    const { html, options } = panel.webview;
    assert.deepEqual(options.localResourceRoots?.map(String), [
      vscode.Uri.joinPath(installed(), 'dist', 'webview').toString(),
    ]);
    const nonce = /<script nonce="([0-9a-f]{32})"/.exec(html)?.[1];
    assert.ok(nonce);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    assert.equal(
      policy,
      `default-src 'none'; style-src https://package.example 'nonce-${nonce}'; script-src 'nonce-${nonce}' 'wasm-unsafe-eval'; worker-src blob:; connect-src https://package.example; img-src data: blob: https://package.example`,
    );
  });

  it('sends nothing once it is gone', async () => {
    const { panel, analyses, session, document } = await open();
    session.dispose();
    panel.send({ type: 'ready', version: 1, id: 1, assume: {} });
    await analyses.refresh(document);
    assert.deepEqual(panel.posted, []);
  });
});
