import * as vscode from 'vscode';

/** Milliseconds that the cursor rests before anybody is told: who holds an arrow key passes many layers. */
const REST = 120;

/** Tells where the cursor of a document comes to rest, in whatever editor shows it. */
export class CursorLink implements vscode.Disposable {
  readonly #subscriptions: vscode.Disposable;
  readonly #onRest: (offset: number) => void;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /**
   * @param isFollowed whether the document is the one in question.
   * @param onRest gets the cursor's offset into that document.
   */
  constructor(isFollowed: (document: vscode.TextDocument) => boolean, onRest: (offset: number) => void) {
    this.#onRest = onRest;
    const moved = (editor: vscode.TextEditor | undefined) => {
      if (editor !== undefined && isFollowed(editor.document)) this.#wait(editor);
    };
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => moved(textEditor)),
      vscode.window.onDidChangeActiveTextEditor(moved),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#stop();
  }

  #wait(editor: vscode.TextEditor): void {
    this.#stop();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#onRest(editor.document.offsetAt(editor.selection.active));
    }, REST);
  }

  #stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Where the cursor stands in an editor of the document; null where none shows it. */
export function cursorIn(document: vscode.TextDocument): number | null {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = [activeTextEditor, ...visibleTextEditors].find((each) => each?.document === document);
  return editor === undefined ? null : document.offsetAt(editor.selection.active);
}
