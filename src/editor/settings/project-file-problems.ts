import * as vscode from 'vscode';
import { rangeOf } from '../documents/positions.ts';
import { SOURCE } from '../findings/finding-diagnostic.ts';
import type { FoundProject, ProjectFiles } from './project-files.ts';

/** The built-in extension that holds an open JSON file to its schema. */
const JSON_EXTENSION = 'vscode.json-language-features';

/** Shows in the Problems panel what is wrong with project files. */
export class ProjectFileProblems implements vscode.Disposable {
  readonly #projects: ProjectFiles;
  readonly #collection = vscode.languages.createDiagnosticCollection('init-lens-project-file');
  readonly #subscriptions: vscode.Disposable;

  constructor(projects: ProjectFiles) {
    this.#projects = projects;
    const show = () => this.#show();
    this.#subscriptions = vscode.Disposable.from(
      projects.onDidRead(show),
      vscode.workspace.onDidOpenTextDocument(show),
      vscode.workspace.onDidCloseTextDocument(show),
    );
    show();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#collection.dispose();
  }

  #show(): void {
    this.#collection.clear();
    for (const project of this.#projects.found) {
      if (!isMarkedByEditor(project)) this.#collection.set(project.uri, diagnostics(project));
    }
  }
}

function diagnostics({ problems, positions }: FoundProject): vscode.Diagnostic[] {
  return problems.map(({ message, span }) => {
    const diagnostic = new vscode.Diagnostic(rangeOf(positions, span), message, vscode.DiagnosticSeverity.Error);
    diagnostic.source = SOURCE;
    return diagnostic;
  });
}

/** While the file is open the editor itself marks the same places, by the schema: once is enough. */
function isMarkedByEditor({ uri }: FoundProject): boolean {
  return (
    vscode.extensions.getExtension(JSON_EXTENSION) !== undefined &&
    vscode.workspace.getConfiguration('json', uri).get('validate.enable') !== false &&
    vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())
  );
}
