import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import type { Assumed, HostToPanel } from '../../protocol.ts';
import type { AnalysisService } from '../analysis/analysis-service.ts';
import { explanation } from '../analysis/asked-analysis.ts';
import { archiveOf, shownName } from '../documents/archives.ts';
import { documentMessage, isSoonTold } from './panel-document.ts';
import { Refusal } from './refusal.ts';

/** A document with what was found in it. */
export interface Analysed {
  readonly document: vscode.TextDocument;
  readonly analysis: Analysis;
}

/** The document that a panel is about, as its user assumes it to be. */
export class FollowedDocument {
  readonly #analyses: AnalysisService;
  #document: vscode.TextDocument | null;
  /** What the panel's user assumes of this document. */
  assume: Assumed = {};
  /** How many analyses its page was told about. */
  #readings = 0;
  /** The last message about an analysis: a panel asks for it when it comes into sight again. */
  #told: { readonly analysis: Analysis; readonly message: HostToPanel } | null = null;

  constructor(analyses: AnalysisService, document: vscode.TextDocument | null) {
    this.#analyses = analyses;
    this.#document = document;
  }

  /** Null as long as the panel is about none. */
  get document(): vscode.TextDocument | null {
    return this.#document;
  }

  /** Whether it is about this document, open or not. */
  is(document: vscode.TextDocument): boolean {
    return this.#document?.uri.toString() === document.uri.toString();
  }

  /** @returns whether it is another file: what was assumed of the one before says nothing of it. */
  follow(document: vscode.TextDocument): boolean {
    const isAnother = !this.is(document);
    if (isAnother) this.assume = {};
    this.#document = document;
    return isAnother;
  }

  /** Whether its analysis is there, and its models so small that a page need not be loaded before they can be told. */
  get isSmall(): boolean {
    const analysis = this.#document === null ? null : this.#analyses.latest(this.#document);
    return analysis !== null && isSoonTold(analysis);
  }

  /** The message about the document as it is now; null if it changed meanwhile: its next analysis is on the way. */
  async message(): Promise<HostToPanel | null> {
    const document = await this.#reopened();
    if (document === null)
      return unavailable(vscode.l10n.t('Open a model file and run “Show Signal Propagation” on it.'));
    const name = shownName(document.uri);
    if (document.isClosed) return unavailable(vscode.l10n.t('{0} was closed. Open it to go on following it.', name));
    const why = this.#analyses.whyNot(document);
    if (why !== null && why !== 'tooLarge') return unavailable(`${name}: ${explanation(why)}`);
    const { version } = document;
    const analysis = await this.#analyses.analyseAssuming(document, this.assume);
    if (document !== this.#document || document.isClosed || document.version !== version) return null;
    return analysis === null
      ? unavailable(vscode.l10n.t('{0} could not be analysed. “Init Lens: Show Output” says more.', name))
      : this.#messageOn(document, analysis);
  }

  #messageOn(document: vscode.TextDocument, analysis: Analysis): HostToPanel {
    if (this.#told?.analysis !== analysis) {
      this.#told = { analysis, message: documentMessage(document, analysis, this.#readings++) };
    }
    return this.#told.message;
  }

  /** Null where another document is followed meanwhile, or nothing can be said of it. */
  async analysisOf(document: vscode.TextDocument): Promise<Analysis | null> {
    const analysis = await this.#analyses.analyseAssuming(document, this.assume);
    return document === this.#document ? analysis : null;
  }

  /** For a request about it; refused with a sentence for the user where there is nothing to say. */
  async analysed(): Promise<Analysed> {
    const document = await this.#opened();
    const analysis = await this.#analyses.analyseAssuming(document, this.assume);
    if (analysis === null) throw new Refusal(vscode.l10n.t('The file is being edited: try again in a moment.'));
    return { document, analysis };
  }

  /** A closed file is read anew: its layers can still be shown and mended. */
  async #opened(): Promise<vscode.TextDocument> {
    const followed = this.#document;
    if (followed === null) throw new Refusal(vscode.l10n.t('The panel follows no file.'));
    const document = followed.isClosed ? await vscode.workspace.openTextDocument(followed.uri) : followed;
    this.#document = document;
    return document;
  }

  /** A document that stands for an archive is made anew if the host dropped it. */
  async #reopened(): Promise<vscode.TextDocument | null> {
    const document = this.#document;
    if (document === null || !document.isClosed || archiveOf(document.uri) === null) return document;
    const again = await vscode.workspace.openTextDocument(document.uri).then(
      (opened) => opened,
      () => document,
    );
    if (document === this.#document) this.#document = again;
    return again;
  }
}

function unavailable(message: string): HostToPanel {
  return { type: 'unavailable', version: 1, message };
}
