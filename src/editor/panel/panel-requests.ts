import * as vscode from 'vscode';
import { explained } from '../../advice/explain/explain.ts';
import { explanationSheet, type Sheet } from '../../advice/explain/render.ts';
import type { Analysis } from '../../analyser.ts';
import { writtenChange } from '../../analysis/what-if.ts';
import { type LayerId, layerById, type ModelGraph } from '../../model/graph.ts';
import type { ChangeRequest, HostToPanel, PanelToHost, WeightSheet } from '../../protocol.ts';
import { archiveOf } from '../documents/archives.ts';
import { rangeOf } from '../documents/positions.ts';
import { saveFile } from '../documents/saved-file.ts';
import { compareWithRecommended } from '../fixes/preview-documents.ts';
import type { FollowedDocument } from './followed-document.ts';
import { applyEdits, applyRecommended, previewMessage } from './panel-changes.ts';
import { graphIndex } from './panel-document.ts';
import { Trial } from './panel-what-if.ts';
import { Refusal } from './refusal.ts';

type Of<Type extends PanelToHost['type']> = Extract<PanelToHost, { type: Type }>;

/** What the page asks about the model that it shows. */
export type ModelRequest = Exclude<PanelToHost, Of<'ready' | 'assume' | 'pin'>>;

/** Carries out what a panel's page asks for; what cannot be done is refused with a sentence for the user. */
export class PanelRequests {
  readonly #followed: FollowedDocument;
  readonly #post: (message: HostToPanel) => Promise<void>;
  readonly #trial = new Trial();

  /** @param post sends the page what comes before the answer to a request. */
  constructor(followed: FollowedDocument, post: (message: HostToPanel) => Promise<void>) {
    this.#followed = followed;
    this.#post = post;
  }

  /** Another model is shown, or the page begins anew: nothing is tried on it. */
  endTrial(): void {
    this.#trial.end();
  }

  carryOut(request: ModelRequest): Promise<void> {
    switch (request.type) {
      case 'try':
        return this.#try(request);
      case 'write':
        return this.#write(request);
      case 'reveal':
        return this.#reveal(request);
      case 'explain':
        return this.#explain(request);
      case 'save':
        return this.#save(request);
      case 'copy':
        return Promise.resolve(vscode.env.clipboard.writeText(request.text));
      case 'goToLine':
        return this.#goToLine(request);
      case 'preview':
        return this.#preview(request);
      case 'diff':
        return this.#compare(request);
      case 'apply':
        return this.#apply(request);
    }
  }

  async #try({ model, whatIf }: Of<'try'>): Promise<void> {
    const { document, analysis } = await this.#followed.analysed();
    const graph = modelOf(analysis, model);
    await this.#post(this.#trial.start(document, analysis, { model, graph, whatIf }));
  }

  async #write({ model, whatIf, documentVersion }: Of<'write'>): Promise<void> {
    const { document, analysis } = await this.#followed.analysed();
    const change = writtenChange(analysis, modelOf(analysis, model), whatIf);
    await applyEdits(document, documentVersion, change?.edits ?? []);
  }

  async #reveal(request: Of<'reveal'>): Promise<void> {
    const { document, layer } = await this.#layerOf(request);
    await vscode.window.showTextDocument(document, {
      viewColumn: columnOf(document),
      selection: rangeOf(document, layer.source.name),
    });
  }

  async #explain(request: Of<'explain'>): Promise<void> {
    const { document, analysis, graph, layer } = await this.#layerOf(request);
    const weights = [layer, ...layer.parts].flatMap((part) =>
      explained(part).flatMap(({ role }) => analysis.explanation(graph, part.id, role) ?? []),
    );
    await this.#post({
      type: 'explanation',
      version: 1,
      documentVersion: document.version,
      model: request.model,
      layer: layer.id,
      weights: weights.map((explanation) => weightSheet(explanationSheet(explanation))),
    });
  }

  async #layerOf({ model, layer: id }: { readonly model: number; readonly layer: LayerId }) {
    const { document, analysis } = await this.#followed.analysed();
    const written = analysis.reading.graphs[graphIndex(analysis, model)];
    const graph = written === undefined ? undefined : this.#trial.graphOf(analysis, model, written);
    const layer = graph === undefined ? undefined : layerById(graph, id);
    if (graph === undefined || layer === undefined) {
      throw new Refusal(vscode.l10n.t('The layer {0} is not in the file any more.', id));
    }
    return { document, analysis, graph, layer };
  }

  async #preview(request: ChangeRequest): Promise<void> {
    await this.#post(previewMessage({ ...request, ...(await this.#followed.analysed()) }));
  }

  async #apply(request: ChangeRequest): Promise<void> {
    await applyRecommended({ ...request, ...(await this.#followed.analysed()) });
  }

  async #compare({ model }: ChangeRequest): Promise<void> {
    const { document } = await this.#followed.analysed();
    if (archiveOf(document.uri) !== null) throw new Refusal(vscode.l10n.t('An archive cannot be changed here.'));
    const { assume } = this.#followed;
    await compareWithRecommended({ document: document.uri.toString(), model, assume }, columnOf(document));
  }

  async #goToLine({ line }: Of<'goToLine'>): Promise<void> {
    const { document } = await this.#followed.analysed();
    const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(Math.min(line, document.lineCount) - 1);
    const selection = new vscode.Range(range.start.translate(0, firstNonWhitespaceCharacterIndex), range.end);
    await vscode.window.showTextDocument(document, { viewColumn: columnOf(document), selection });
  }

  async #save({ fileName, content }: Of<'save'>): Promise<void> {
    const followed = this.#followed.document;
    if (followed === null) throw new Refusal(vscode.l10n.t('The panel follows no file.'));
    const saved = await saveFile(archiveOf(followed.uri) ?? followed.uri, fileName, content);
    if (saved === null) return;
    const open = vscode.l10n.t('Open');
    const name = vscode.workspace.asRelativePath(saved);
    // Nothing waits for the message to be closed.
    void vscode.window.showInformationMessage(vscode.l10n.t('Saved {0}.', name), open).then((chosen) => {
      if (chosen === open) void vscode.commands.executeCommand('vscode.open', saved);
    });
  }
}

function modelOf(analysis: Analysis, model: number): ModelGraph {
  const graph = analysis.reading.graphs[graphIndex(analysis, model)];
  if (graph === undefined) throw new Refusal(vscode.l10n.t('The model is not in the file any more.'));
  return graph;
}

function weightSheet({ name, about, columns, rows, notes, reasons }: Sheet): WeightSheet {
  return {
    title: `${name}: ${about}`,
    columns,
    rows: rows.map(({ head, cells }) => [head, ...cells]),
    notes: [...reasons, ...notes],
  };
}

/** The editor column that shows the document already, else the first one, so that the panel is not covered. */
function columnOf(document: vscode.TextDocument): vscode.ViewColumn {
  const editor = vscode.window.visibleTextEditors.find((visible) => visible.document === document);
  return editor?.viewColumn ?? vscode.ViewColumn.One;
}
