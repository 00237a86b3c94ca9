import * as vscode from 'vscode';
import { randomFrom } from '../../test/builders/random.ts';
import type { Observation } from '../../test/host/observed/observation.ts';
import { changed, type Peer } from './keystrokes.ts';
import type { Subject } from './subjects.ts';
import { line, type Taken, taken } from './times.ts';

/** Layers typed into; each time every character of the subject's text is a keystroke. */
const LAYERS = 8;
const WARM_UP = 4;
const OPEN_LAYERS = 2;
/** Times that the same is done at one place. */
const REPEATED = 3;
/** Cursor positions at which one unchanged version is asked. */
const PLACES = 100;
/** A peer's server takes long for each. */
const PEER_TIMES = 8;
const TARGET_MS = 10;
const LINES_IN_SIGHT = 60;

type Ask = (position: vscode.Position) => Promise<Taken>;

/**
 * What the editor asks the extension as one types, asked here: ghost text at each character typed into a layer's options, which
 * makes the last reading stale; then at many places of one version, which is read. The others directly after an edit, too.
 */
export async function* answers(
  document: vscode.TextDocument,
  subject: Subject,
  ours: Observation,
  peer: Peer,
): AsyncIterable<string> {
  const random = randomFrom(3);
  const asks = asksFor(document, ours);
  const typed: Taken[][] = [];
  for (let layer = -WARM_UP; layer < LAYERS; layer++) {
    const start = placeAfter(document, subject.typed.after, random);
    const runs: Taken[][] = [];
    for (let run = 0; run < REPEATED; run++) runs.push(await typing(document, subject, start, true, asks.ghost));
    if (layer >= 0) typed.push(...together(runs));
  }
  const open: Taken[][] = [];
  for (let layer = 0; layer < OPEN_LAYERS; layer++) {
    const start = placeAfter(document, subject.typed.after, random);
    open.push(...(await typing(document, subject, start, false, asks.ghost)).map((one) => [one]));
  }
  const still: Taken[][] = [];
  for (let place = 0; place < PLACES; place++) {
    const position = document.positionAt(random(document.getText().length));
    const times: Taken[] = [];
    for (let run = 0; run < REPEATED; run++) times.push(await asks.ghost(position));
    still.push(times);
  }
  yield line('ghost text after each character typed into layers, reading included', typed, TARGET_MS);
  yield line('  the same where the editor closes no quotes, which the parser has to make sense of', open, null);
  yield line(`ghost text at ${PLACES} places of one version`, still, TARGET_MS);
  await setting('inlayHints', 'on');
  for (const name of ['completions', 'hover', 'inlay', 'actions', 'lens'] as const) {
    yield line(`${NAMES[name]} after an edit`, await afterEdits(document, subject, random, asks[name], LAYERS), null);
  }
  await setting('inlayHints', undefined);
  const theirs = asksFor(document, peer.seen);
  for (const name of ['completions', 'hover'] as const) {
    const times = await afterEdits(document, subject, random, theirs[name], PEER_TIMES);
    yield line(`  ${peer.name} ${NAMES[name]} after an edit`, times, null);
  }
}

const NAMES = {
  completions: 'completions',
  hover: 'hovers',
  inlay: `inlay hints of ${LINES_IN_SIGHT} lines`,
  actions: 'light bulb at the cursor',
  lens: 'code lenses, resolved',
} as const;

function asksFor(document: vscode.TextDocument, seen: Observation) {
  const none = new vscode.CancellationTokenSource().token;
  const ask = (by: string, method: string, args: (position: vscode.Position) => unknown[]): Ask => {
    return (position) => taken(() => asked(document, seen, by, method, args(position)));
  };
  const here = (position: vscode.Position) => new vscode.Range(position, position);
  const lens = async () => {
    const found = await asked(document, seen, 'registerCodeLensProvider', 'provideCodeLenses', [document, none]);
    for (const one of found.flat())
      await asked(document, seen, 'registerCodeLensProvider', 'resolveCodeLens', [one, none]);
  };
  return {
    ghost: ask('registerInlineCompletionItemProvider', 'provideInlineCompletionItems', (position) => [
      document,
      position,
      { triggerKind: vscode.InlineCompletionTriggerKind.Automatic, selectedCompletionInfo: undefined },
      none,
    ]),
    completions: ask('registerCompletionItemProvider', 'provideCompletionItems', (position) => [
      document,
      position,
      none,
      { triggerKind: vscode.CompletionTriggerKind.Invoke, triggerCharacter: undefined },
    ]),
    hover: ask('registerHoverProvider', 'provideHover', (position) => [document, position, none]),
    inlay: ask('registerInlayHintsProvider', 'provideInlayHints', ({ line: first }) => [
      document,
      document.validateRange(new vscode.Range(first - LINES_IN_SIGHT / 2, 0, first + LINES_IN_SIGHT / 2, 0)),
      none,
    ]),
    actions: ask('registerCodeActionsProvider', 'provideCodeActions', (position) => [
      document,
      here(position),
      { diagnostics: [], only: undefined, triggerKind: vscode.CodeActionTriggerKind.Automatic },
      none,
    ]),
    lens: (_: vscode.Position) => taken(lens),
  };
}

/** The answers of every provider of the kind that is for such a document. */
function asked(
  document: vscode.TextDocument,
  seen: Observation,
  by: string,
  method: string,
  args: readonly unknown[],
): Promise<unknown[]> {
  const providers = (seen.providers.get(by) ?? []).filter(({ selector }) => isFor(document, selector));
  return Promise.all(
    providers.map(async ({ provider }) => {
      const call: unknown = Reflect.get(provider, method);
      return typeof call === 'function' ? Reflect.apply(call, provider, args) : null;
    }),
  );
}

function isFor(document: vscode.TextDocument, selector: unknown): boolean {
  const filters: unknown[] = Array.isArray(selector) ? selector : [selector];
  return filters.some((filter) => {
    const language: unknown = typeof filter === 'object' && filter !== null ? Reflect.get(filter, 'language') : filter;
    return language === document.languageId;
  });
}

/** Types the subject's text into a layer, character by character, asks after each, and takes it out again. */
async function typing(
  document: vscode.TextDocument,
  { typed }: Subject,
  start: number,
  closesQuotes: boolean,
  ask: Ask,
): Promise<Taken[]> {
  const before = document.getText().length;
  const times: Taken[] = [];
  for (const [i, character] of [...typed.text].entries()) {
    const isPaired = closesQuotes && /['"]/.test(character);
    // What the editor put behind a quote is typed over, which changes nothing.
    const isClosing = isPaired && document.getText().startsWith(character, start + i);
    if (!isClosing) await replace(document, start + i, 0, isPaired ? character + character : character);
    times.push(await ask(document.positionAt(start + i + 1)));
  }
  const left = document.getText().length - before;
  await replace(document, start, left, '');
  return times;
}

/** Asks directly after a space typed or taken away again. */
async function afterEdits(
  document: vscode.TextDocument,
  { typed }: Subject,
  random: (below: number) => number,
  ask: Ask,
  places: number,
): Promise<Taken[][]> {
  const result: Taken[][] = [];
  for (let i = 0; i < places; i++) {
    const at = placeAfter(document, typed.after, random);
    const times: Taken[] = [];
    for (let run = 0; run < REPEATED; run++) {
      await replace(document, at, 0, ' ');
      times.push(await ask(document.positionAt(at - 2)));
      await replace(document, at, 1, '');
    }
    result.push(times);
  }
  return result;
}

/** The times of each character, from runs over all of them. */
function together(runs: readonly (readonly Taken[])[]): Taken[][] {
  return (runs[0] ?? []).map((_, i) => runs.flatMap((run) => run[i] ?? []));
}

function placeAfter(document: vscode.TextDocument, text: string, random: (below: number) => number): number {
  const parts = document.getText().split(text);
  const before = parts.slice(0, 1 + random(parts.length - 1));
  return before.join(text).length + text.length;
}

/** Until the host hears of the change: the answer to the edit itself can come long after, when the text has been read already. */
async function replace(document: vscode.TextDocument, start: number, length: number, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(start + length)), text);
  const change = changed(document);
  const applied = vscode.workspace.applyEdit(edit).then((isApplied) => {
    if (!isApplied) throw new Error('The editor refused an edit.');
  });
  await Promise.race([change, applied.then(() => change)]);
}

async function setting(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('initLens').update(name, value, vscode.ConfigurationTarget.Global);
}
