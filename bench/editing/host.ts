import { loadavg } from 'node:os';
import * as vscode from 'vscode';
import { OURS, observe } from '../../test/host/observed/observe.ts';
import { activation, firstFindings } from './activation.ts';
import { answers } from './answers.ts';
import { keystrokes, unseenEdits } from './keystrokes.ts';
import { JSON_MODEL, SCRIPT, written } from './subjects.ts';

const PEERS = {
  typescript: /\/typescript-language-features\/dist\/extension\.js$/,
  json: /\/json-language-features\/client\/dist\/node\/jsonClientMain\.js$/,
};

/** The host script gives up on a window that it hears nothing from. */
const HEARTBEAT_MS = 20_000;

/** Runs in an extension host over the packed extension, which nothing has activated yet. */
export async function run(): Promise<void> {
  const ours = observe(OURS);
  const typescript = { name: 'TypeScript’s own', seen: observe(PEERS.typescript) };
  const json = { name: 'JSON’s own', seen: observe(PEERS.json) };
  print(await activation());
  print(await firstFindings(SCRIPT, ours));
  if (process.env.INIT_LENS_BENCH === 'activation') return;
  const alive = setInterval(() => console.log('Still measuring.'), HEARTBEAT_MS);
  for (const [subject, peer] of [
    [SCRIPT, typescript],
    [JSON_MODEL, json],
  ] as const) {
    print(`${subject.name}; machine's load ${(loadavg()[0] ?? Number.NaN).toFixed(1)}`);
    const document = await vscode.workspace.openTextDocument(await written(subject));
    const parts = [
      unseenEdits(document, ours),
      answers(document, subject, ours, peer),
      keystrokes(document, ours, peer),
    ];
    for await (const told of all(parts)) print(`  ${told}`);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  clearInterval(alive);
  for (const { where, what } of ours.failures) print(`failed: ${where}: ${what}`);
}

/** Each part begins when the one before has ended: they measure. */
async function* all(parts: readonly AsyncIterable<string>[]): AsyncIterable<string> {
  for (const part of parts) yield* part;
}

/** The bar tells the host script that this is for the terminal. */
function print(told: string): void {
  console.log(`│ ${told}`);
}
