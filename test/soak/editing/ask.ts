import * as vscode from 'vscode';
import { isCallable } from '../../host/observed/callbacks.ts';
import type { Observation } from '../../host/observed/observation.ts';

/** Calls our own providers of a kind, the token put behind the second argument or where it belongs; failures are noted and thrown. */
export async function ask(
  seen: Observation,
  by: string,
  method: string,
  [document, place, context]: readonly [vscode.TextDocument, vscode.Position | vscode.Range, unknown],
): Promise<unknown[][]> {
  const { token } = new vscode.CancellationTokenSource();
  // Completions alone have the token before the context.
  const args = by === 'registerCompletionItemProvider' ? [token, context] : [context, token];
  return Promise.all(
    (seen.providers.get(by) ?? []).map(async ({ provider }) => {
      const call: unknown = Reflect.get(provider, method);
      const answer: unknown = isCallable(call) ? await Reflect.apply(call, provider, [document, place, ...args]) : [];
      return Array.isArray(answer) ? answer : [];
    }),
  );
}
