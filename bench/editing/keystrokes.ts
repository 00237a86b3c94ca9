import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { randomFrom } from '../../test/builders/random.ts';
import type { Observation } from '../../test/host/observed/observation.ts';
import { line, processor, type Taken } from './times.ts';

export interface Peer {
  readonly name: string;
  readonly seen: Observation;
}

const KEYS = 24;
/** Keys before those that count: the code becomes warm, as it is in an editor that is open for hours. Even: Enter comes first. */
const WARM_UP = 10;
/** Places of unseen edits before those that count. */
const WARM_UP_PLACES = 8;
/** Edits at one place. */
const REPEATED = 3;
/** Fresh diagnostics, beyond the debounce. */
const TARGET_MS = 50;
const PATIENCE_MS = 60_000;
const QUIET_MS = 1000;

/**
 * Keys struck in the window: an Enter somewhere, then a Backspace. All diagnostics below move, so that fresh ones are told
 * from old ones by their last line. Ours beyond the debounce, then ours and the editor's own from the change on.
 */
export async function* keystrokes(document: vscode.TextDocument, ours: Observation, peer: Peer): AsyncIterable<string> {
  const editor = await vscode.window.showTextDocument(document);
  await settled(document);
  const debounce = debounceOf(document);
  const random = randomFrom(1);
  const [beyond, own, theirs]: [Taken[][], Taken[][], Taken[][]] = [[], [], []];
  let entered = 0;
  for (let key = -WARM_UP; key < KEYS; key++) {
    const last = lastLine(ofSource(document, 'init-lens'));
    const isEnter = key % 2 === 0;
    if (isEnter) entered = random(last);
    // The editor indents behind an Enter: Backspace has to begin at the line's start to join it.
    const at = new vscode.Position(isEnter ? entered : entered + 1, 0);
    editor.selection = new vscode.Selection(at, at);
    const moved = isEnter ? 1 : -1;
    const change = changed(document);
    const [we, they] = [fresh(ours, document), fresh(peer.seen, document)];
    const theirLast = lastLine(theirsOf(document));
    await vscode.commands.executeCommand(isEnter ? 'type' : 'deleteLeft', { text: '\n' });
    const start = await change;
    const [set, theirSet] = await Promise.all([
      we.wait((shown) => lastLine(shown) === last + moved),
      they.wait((shown) => lastLine(shown) === theirLast + moved),
    ]);
    if (key < 0) continue;
    const since = (end: Taken): Taken => ({
      elapsed: end.elapsed - start.elapsed,
      processor: end.processor - start.processor,
    });
    const mine = since(set);
    own.push([mine]);
    beyond.push([{ ...mine, elapsed: mine.elapsed - debounce }]);
    theirs.push([since(theirSet)]);
  }
  yield line(`a key struck to fresh diagnostics, beyond the debounce of ${debounce} ms`, beyond, TARGET_MS);
  yield line('  the same with the debounce', own, null);
  yield line(`  ${peer.name} diagnostics of the same keys`, theirs, null);
}

/**
 * Edits of a document that no editor shows: nobody asks for ghost text or a light bulb meanwhile, so that all of the reading
 * comes after the debounce. A digit somewhere becomes another one, and again another one.
 */
export async function* unseenEdits(document: vscode.TextDocument, ours: Observation): AsyncIterable<string> {
  const random = randomFrom(2);
  const times: Taken[][] = [];
  for (let place = -WARM_UP_PLACES; place < KEYS / REPEATED; place++) {
    const at = digitAfter(document, random(document.getText().length - 200));
    const each: Taken[] = [];
    const original = digitAt(document, at);
    for (let time = 0; time < REPEATED; time++) {
      each.push(await unseenEdit(document, ours, at, 1 + (digitAt(document, at) % 9)));
    }
    // Layers of other names would leave no model to find something in.
    await unseenEdit(document, ours, at, original);
    if (place >= 0) times.push(each);
  }
  yield line('an edit that nothing else asks about to fresh diagnostics, beyond the debounce', times, TARGET_MS);
}

function digitAfter(document: vscode.TextDocument, offset: number): number {
  const after = document.getText().slice(offset).search(/[0-9]/);
  return after === -1 ? digitAfter(document, 0) : offset + after;
}

function digitAt(document: vscode.TextDocument, at: number): number {
  return Number(document.getText()[at]);
}

async function unseenEdit(document: vscode.TextDocument, ours: Observation, at: number, digit: number): Promise<Taken> {
  const change = changed(document);
  const set = fresh(ours, document);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(at), document.positionAt(at + 1)), String(digit));
  await vscode.workspace.applyEdit(edit);
  const [start, end] = await Promise.all([change, set.wait(() => true)]);
  return {
    elapsed: end.elapsed - start.elapsed - debounceOf(document),
    processor: end.processor - start.processor,
  };
}

function debounceOf(document: vscode.TextDocument): number {
  return vscode.workspace.getConfiguration('initLens', document).get<number>('debounce') ?? Number.NaN;
}

/** When the host hears of the document's next change. */
export function changed(document: vscode.TextDocument): Promise<Taken> {
  return new Promise((resolve) => {
    const listener = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document || change.contentChanges.length === 0) return;
      listener.dispose();
      resolve({ elapsed: performance.now(), processor: processor() });
    });
  });
}

/** Hears at once of diagnostics that an extension hands to the editor, and of when it did. */
function fresh(seen: Observation, document: vscode.TextDocument) {
  const uri = document.uri.toString();
  const heard: { shown: readonly unknown[]; at: Taken }[] = [];
  let look = () => {};
  seen.onDiagnostics = (of, shown, at) => {
    if (of !== uri) return;
    heard.push({ shown, at: { elapsed: at, processor: processor() } });
    look();
  };
  const wait = (wanted: (shown: readonly unknown[]) => boolean): Promise<Taken> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('No fresh diagnostics came.')), PATIENCE_MS);
      look = () => {
        const found = heard.find(({ shown }) => wanted(shown));
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found.at);
      };
      look();
    });
  return { wait };
}

/** Until both show what they find in the text as it is. */
async function settled(document: vscode.TextDocument): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (ofSource(document, 'init-lens').length === 0 || theirsOf(document).length === 0) {
    if (Date.now() > end) throw new Error('Nothing is reported in a file that has mistakes for both.');
    await delay(QUIET_MS);
  }
  await delay(QUIET_MS);
}

function ofSource(document: vscode.TextDocument, source: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((one) => one.source === source);
}

function theirsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((one) => one.source !== 'init-lens');
}

function lastLine(shown: readonly unknown[]): number {
  return Math.max(...shown.map((one) => (one instanceof vscode.Diagnostic ? one.range.start.line : -1)));
}
