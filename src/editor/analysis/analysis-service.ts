import * as vscode from 'vscode';
import type { Analyser, Analysis, DocumentText } from '../../analyser.ts';
import { type Language, languageOfPath } from '../../language.ts';
import type { Assumed } from '../../protocol.ts';
import { type SkipReason, skipReason } from '../documents/candidates.ts';
import { documentText, languageOf } from '../documents/documents.ts';
import { languageIdOfPath, openLanguageId } from '../documents/language-ids.ts';
import { type FoundProject, ProjectFiles } from '../settings/project-files.ts';
import { type EditorSettings, readSettings } from '../settings/settings.ts';

/** Why a document has no analysis. `unsupported`: another language or a scheme that is left out. */
export type NoAnalysis = SkipReason | 'unsupported' | 'disabled' | 'excluded';

export interface AnalysedDocument {
  readonly document: vscode.TextDocument;
  /** Of the version that the document has when the event fires; null if it was not analysed. */
  readonly analysis: Analysis | null;
}

interface Kept {
  /** Two documents can follow one another under one address. */
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly promise: Promise<Analysis | null>;
  /** The result once it is there. */
  analysis: Analysis | null;
}

/** Whether a version of a document is analysed. */
interface Tried {
  readonly version: number;
  readonly language: Language;
  readonly maxLength: number;
  readonly reason: SkipReason | null;
}

/** How a document was read. */
interface Read {
  readonly name: string;
  readonly milliseconds: number;
  /** Whether nothing of the document was kept. */
  readonly isFirst: boolean;
}

/** One analysis of each document version, shared by every feature and the panel. */
export class AnalysisService implements vscode.Disposable {
  readonly #kept = new Map<string, Kept>();
  /** Of open documents, with the project file that they were made with. */
  readonly #settings = new Map<string, { readonly settings: EditorSettings; readonly project: FoundProject | null }>();
  /** Every feature asks about each version of every document, and at each move of the cursor: its text is looked through once. */
  readonly #tried = new WeakMap<vscode.TextDocument, Tried>();
  /** What is still to be told of analyses whose findings nobody has asked for. */
  readonly #unjudged = new WeakMap<Analysis, Read>();
  readonly #analysed = new vscode.EventEmitter<AnalysedDocument>();
  readonly #analyser: Analyser;
  readonly #log: vscode.LogOutputChannel;
  /** What was complained about, so that it is said once and not of each file. */
  readonly #complaints = new Set<string>();
  readonly projects: ProjectFiles;

  /** Fires after each pause in typing, when a document opens, and when settings change; see `watchDocuments`. */
  readonly onDidAnalyse = this.#analysed.event;

  constructor(analyser: Analyser, log: vscode.LogOutputChannel) {
    this.#analyser = analyser;
    this.#log = log;
    this.projects = new ProjectFiles(log);
  }

  /** What holds for a file; before `projects.load` without what its project says. */
  settings(uri: vscode.Uri): EditorSettings {
    const key = uri.toString();
    const project = this.projects.of(uri);
    const known = this.#settings.get(key);
    if (known?.project === project) return known.settings;
    const openLanguage = openLanguageId(uri);
    const resource = { uri, languageId: openLanguage ?? languageIdOfPath(uri.path), project };
    const settings = readSettings(resource, (message) => this.#complain(message));
    // Only these are forgotten, when they close.
    if (openLanguage !== null) this.#settings.set(key, { settings, project });
    return settings;
  }

  /** Why a document is not analysed as the user types; null if it is. */
  whyNot(document: vscode.TextDocument): NoAnalysis | null {
    const language = languageOf(document);
    if (language === null) return 'unsupported';
    const { enable, excluded, maxLength } = this.settings(document.uri);
    if (!enable) return 'disabled';
    if (excluded) return 'excluded';
    const { version } = document;
    const known = this.#tried.get(document);
    if (known?.version === version && known.language === language && known.maxLength === maxLength) return known.reason;
    const reason = skipReason(document.getText(), language, maxLength);
    this.#tried.set(document, { version, language, maxLength, reason });
    return reason;
  }

  /**
   * The analysis of the document as it is now; null if it is not analysed, fails (the log says how), or the document
   * changed meanwhile.
   * @param asked the user asked for this document: its size does not matter.
   */
  async analyse(document: vscode.TextDocument, asked = false): Promise<Analysis | null> {
    return this.#judged(await this.read(document, asked));
  }

  /** The same for who looks at no findings: they are not judged yet, which takes as long again as reading. */
  async read(document: vscode.TextDocument, asked = false): Promise<Analysis | null> {
    if (!this.projects.isLoaded(document.uri)) {
      // A file without a model asks nothing of the disk.
      if (this.whyNot(document) === 'noModel') return null;
      await this.projects.load(document.uri);
    }
    const why = this.whyNot(document);
    const language = languageOf(document);
    if (language === null || (why !== null && !(asked && why === 'tooLarge'))) return null;
    const { version } = document;
    const { promise } = this.#current(document) ?? this.#start(document, language);
    const analysis = await promise;
    return document.isClosed || document.version !== version ? null : analysis;
  }

  /** The analysis with numbers for unknowns that hold for the asker alone; null as for `analyse`. */
  async analyseAssuming(document: vscode.TextDocument, assume: Assumed): Promise<Analysis | null> {
    const language = languageOf(document);
    if (Object.keys(assume).length === 0 || language === null) return this.analyse(document, true);
    await this.projects.load(document.uri);
    const why = this.whyNot(document);
    if (why === 'disabled' || why === 'excluded') return null;
    const { version } = document;
    const settings = this.settings(document.uri);
    const assuming = { ...settings.analysis, assume: { ...settings.analysis.assume, ...assume } };
    // Under an address of its own, so that it and the analysis of all others do not drive each other out.
    const text = { ...documentText(document, language), uri: assumingAddress(document.uri) };
    const analysis = this.#judged(await this.#run(text, { ...settings, analysis: assuming }));
    return document.isClosed || document.version !== version ? null : analysis;
  }

  /** Analyses the text of a file that no editor has open; nothing is kept. Null if it is switched off there, or fails. */
  async analyseFile(uri: vscode.Uri, text: string): Promise<Analysis | null> {
    const language = languageOfPath(uri.path);
    await this.projects.load(uri);
    const settings = this.settings(uri);
    if (language === null || !settings.enable || settings.excluded) return null;
    const key = uri.toString();
    try {
      return this.#judged(await this.#run({ uri: key, language, version: 0, text }, settings));
    } finally {
      this.#analyser.close(key);
    }
  }

  /** The analysis of the document as it is now if it is there already. */
  latest(document: vscode.TextDocument): Analysis | null {
    return this.#judged(this.#current(document)?.analysis ?? null);
  }

  /** Analyses the document and tells every feature. */
  async refresh(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const analysis = await this.analyse(document);
    if (!document.isClosed && document.version === version) this.#analysed.fire({ document, analysis });
  }

  /** Tells every feature about an analysis that the user asked for. */
  publish(document: vscode.TextDocument, analysis: Analysis): void {
    this.#analysed.fire({ document, analysis });
  }

  /**
   * Notes that a file, open or not, changed, appeared or went.
   * @returns the open documents that import it, whose analyses no longer hold.
   */
  fileChanged(uri: vscode.Uri): readonly vscode.TextDocument[] {
    const dependent = new Set(this.#analyser.fileChanged(uri.toString()));
    for (const key of dependent) this.#kept.delete(key);
    return vscode.workspace.textDocuments.filter((document) => dependent.has(document.uri.toString()));
  }

  /** Drops what is kept for a document. */
  forget(uri: vscode.Uri): void {
    const key = uri.toString();
    this.#kept.delete(key);
    this.#settings.delete(key);
    this.#analyser.close(key);
    this.#analyser.close(assumingAddress(uri));
  }

  /** Settings changed: what is kept no longer holds. */
  forgetAll(): void {
    for (const key of this.#kept.keys()) this.#analyser.close(key);
    this.#kept.clear();
    this.#settings.clear();
    this.#complaints.clear();
  }

  dispose(): void {
    this.forgetAll();
    this.#analysed.dispose();
    this.projects.dispose();
    this.#analyser.dispose();
  }

  #complain(message: string): void {
    if (this.#complaints.has(message)) return;
    this.#complaints.add(message);
    this.#log.warn(message);
  }

  #current(document: vscode.TextDocument): Kept | null {
    const kept = this.#kept.get(document.uri.toString());
    return kept?.document === document && kept.version === document.version ? kept : null;
  }

  #start(document: vscode.TextDocument, language: Language): Kept {
    const key = document.uri.toString();
    const promise = this.#run(documentText(document, language), this.settings(document.uri));
    const kept: Kept = { document, version: document.version, promise, analysis: null };
    this.#kept.set(key, kept);
    void promise.then((analysis) => {
      kept.analysis = analysis;
      // A failure is not kept, so that the next look tries again.
      if (analysis === null && this.#kept.get(key) === kept) this.#kept.delete(key);
    });
    return kept;
  }

  /** Never rejects: a failure is logged and gives null. */
  async #run(document: DocumentText, settings: EditorSettings): Promise<Analysis | null> {
    const name = vscode.workspace.asRelativePath(vscode.Uri.parse(document.uri));
    const isFirst = !this.#kept.has(document.uri);
    const started = performance.now();
    try {
      const analysis = await this.#analyser.analyse(document, settings.analysis);
      this.#unjudged.set(analysis, { name, milliseconds: performance.now() - started, isFirst });
      return analysis;
    } catch (error) {
      this.#log.error(`${name} could not be analysed.`, error);
      return null;
    }
  }

  /** The analysis with its findings; null if finding them fails. */
  #judged(analysis: Analysis | null): Analysis | null {
    const read = analysis === null ? undefined : this.#unjudged.get(analysis);
    if (analysis === null || read === undefined) return analysis;
    const started = performance.now();
    try {
      const { findings, reading } = analysis;
      const milliseconds = read.milliseconds + performance.now() - started;
      this.#report({ findings, reading }, { ...read, milliseconds });
      this.#unjudged.delete(analysis);
      return analysis;
    } catch (error) {
      this.#log.error(`${read.name} could not be analysed.`, error);
      return null;
    }
  }

  /** Every file is in the log once; that it is read again with each edit is for those who ask for more. */
  #report({ reading, findings }: Pick<Analysis, 'reading' | 'findings'>, { name, milliseconds, isFirst }: Read): void {
    const line = `${name}: ${reading.graphs.length} models, ${findings.length} findings, ${milliseconds.toFixed(1)} ms`;
    if (isFirst) this.#log.info(line);
    else this.#log.debug(line);
    for (const limit of reading.limits) this.#log.warn(`${name}: ${limit}`);
  }
}

function assumingAddress(uri: vscode.Uri): string {
  return `${uri.toString()}#assuming`;
}
