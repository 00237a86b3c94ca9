import * as vscode from 'vscode';
import { type HostToPanel, parseHostToPanel } from '../../src/protocol.ts';

/** A webview panel without a page: what the extension posts is kept, what the page would send is fired. */
export class FakePanel implements vscode.WebviewPanel {
  readonly viewType = 'initLens.signalPropagation';
  readonly options: vscode.WebviewPanelOptions = {};
  readonly viewColumn = vscode.ViewColumn.Two;
  readonly active = true;
  title = '';
  visible = true;
  /** Everything posted, as the page reads it; null for what it could not read. */
  readonly posted: (HostToPanel | null)[] = [];
  readonly #received = new vscode.EventEmitter<unknown>();
  readonly #changedState = new vscode.EventEmitter<vscode.WebviewPanelOnDidChangeViewStateEvent>();
  readonly #disposed = new vscode.EventEmitter<void>();
  readonly onDidChangeViewState = this.#changedState.event;
  readonly onDidDispose = this.#disposed.event;

  readonly webview: vscode.Webview = {
    options: {},
    html: '',
    cspSource: 'https://package.example',
    onDidReceiveMessage: this.#received.event,
    postMessage: async (message: unknown) => {
      this.posted.push(parseHostToPanel(JSON.parse(JSON.stringify(message))));
      return true;
    },
    asWebviewUri: (uri) => uri.with({ scheme: 'https', authority: 'package.example' }),
  };

  send(message: unknown): void {
    this.#received.fire(message);
  }

  turn(visible: boolean): void {
    this.visible = visible;
    this.#changedState.fire({ webviewPanel: this });
  }

  reveal(): void {
    this.turn(true);
  }

  dispose(): void {
    this.#disposed.fire();
  }
}
