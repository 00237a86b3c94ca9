import type { Alternative } from './advice/alternatives.ts';
import type { Explanation } from './advice/explain/explain.ts';
import type { Finding } from './advice/finding.ts';
import type { Recommendation } from './advice/recommendation.ts';
import type { AdviceSettings } from './advice/settings.ts';
import { analyseReading } from './analysis/analyse-reading.ts';
import { ImportedFiles } from './analysis/imported-files.ts';
import { withLimits } from './analysis/limited-reading.ts';
import type { Reading, ReadingOptions } from './frontends/frontend.ts';
import { mayHoldModel } from './frontends/may-hold-model.ts';
import { NOTHING_READ } from './frontends/nothing-read.ts';
import { isJson, readUnits } from './frontends/read-units.ts';
import { sameFile } from './frontends/script/module-uris.ts';
import { loadScriptParser, type ScriptParser } from './frontends/script/parser.ts';
import { ScriptReader } from './frontends/script/read-script.ts';
import { unitsOf } from './frontends/units.ts';
import type { Language } from './language.ts';
import type { LayerId, ModelGraph, WeightRole } from './model/graph.ts';
import type { Scheme } from './model/scheme.ts';
import type { LayerStatistics } from './model/statistics.ts';
import type { TextEdit } from './model/text.ts';

/** What the core needs from outside. */
export interface Environment {
  /** Bytes of a WebAssembly file that the build puts into `dist/wasm/` (`web-tree-sitter.wasm`, `tree-sitter-tsx.wasm`, ...). */
  loadWasm(name: string): Promise<Uint8Array>;
  /** Text of a file that a document imports, by URI; null if there is none or it is no text. */
  readFile(uri: string): Promise<string | null>;
  /** Milliseconds on a monotonic clock. */
  now(): number;
}

export interface DocumentText {
  readonly uri: string;
  readonly language: Language;
  readonly version: number;
  readonly text: string;
}

export type Settings = ReadingOptions & AdviceSettings;

/**
 * Everything that one version of a document says; made once, read by every feature. Findings, and the limits of judging them,
 * are found on first use.
 */
export interface Analysis {
  readonly document: DocumentText;
  readonly reading: Reading;
  readonly findings: readonly Finding[];
  /** Mean-field prediction of a graph of this reading, computed on first use. */
  prediction(graph: ModelGraph): readonly LayerStatistics[];
  /** What to set a weight's initialiser to, with the reason; null where nothing is to be said. */
  recommendation(graph: ModelGraph, layer: LayerId, role: WeightRole): Recommendation | null;
  /** Initialisers that suit a weight, best first; empty where none is established. */
  alternatives(graph: ModelGraph, layer: LayerId, role: WeightRole): readonly Alternative[];
  /** The numbers behind the advice on a weight; null if the layer has none of that role. */
  explanation(graph: ModelGraph, layer: LayerId, role: WeightRole): Explanation | null;
  /** `current`, `recommended` or an initialiser's canonical name, resolved by the graph's dialect; null for another name. */
  scheme(graph: ModelGraph, id: string): Scheme | null;
  /** Edits of every preferred safe fix, overlaps left out, so that they can be applied at once; none where `keepsLayers` denies it. */
  fixAllEdits(): readonly TextEdit[];
  /**
   * Whether the edited text is read with the same layers, shapes and weights: reads it, once for the same edits. Where a
   * budget ended either reading there is nothing to compare, and the answer is yes.
   */
  keepsLayers(edits: readonly TextEdit[]): boolean;
}

/** Reads, predicts and advises on documents; one object serves an editor, the panel or a command line. */
export interface Analyser {
  /** Reads or re-reads a document version; the last result of the same version and settings is kept. */
  analyse(document: DocumentText, settings: Settings): Promise<Analysis>;
  /**
   * Notes that a file changed, appeared or went: analyses that looked for it as an import are not kept any longer.
   * Without being told, a change is seen at the next analysis after some seconds.
   * @returns URIs of the documents whose analyses those were.
   */
  fileChanged(uri: string): readonly string[];
  /** Frees what is kept for a document. */
  close(uri: string): void;
  dispose(): void;
}

/** An analyser that keeps each document's last analysis and loads the script parser when a file first needs it. */
export function createAnalyser(environment: Environment): Analyser {
  return new KeepingAnalyser(environment);
}

interface Kept {
  readonly document: DocumentText;
  readonly settings: string;
  readonly analysis: Promise<Analysis>;
  /** URIs of the files that it imports or would import if they were there; filled while it is being read. */
  readonly lookedFor: ReadonlySet<string>;
}

/** The script parser and what reads with it. */
interface Scripts {
  readonly parser: ScriptParser;
  readonly reader: ScriptReader;
}

class KeepingAnalyser implements Analyser {
  private readonly environment: Environment;
  private readonly kept = new Map<string, Kept>();
  private readonly imports: ImportedFiles;
  private scripts: Promise<Scripts> | null = null;
  private disposed = false;

  constructor(environment: Environment) {
    this.environment = environment;
    this.imports = new ImportedFiles((uri) => environment.readFile(uri), environment.now);
  }

  analyse(document: DocumentText, settings: Settings): Promise<Analysis> {
    if (this.disposed) return Promise.reject(new Error('The analyser is disposed: nothing can be analysed any more.'));
    const { uri, version, text, language } = document;
    const key = JSON.stringify(settings);
    const known = this.kept.get(uri);
    const isCurrent = known?.document.version === version && known.document.language === language;
    if (isCurrent && known.settings === key && known.document.text === text) return known.analysis;
    const lookedFor = new Set<string>();
    const analysis = this.read(document, settings, lookedFor);
    const kept = { document, settings: key, analysis, lookedFor };
    this.kept.set(uri, kept);
    // A failure is not kept, so that the next call tries again.
    analysis.catch(() => {
      if (this.kept.get(uri) === kept) this.kept.delete(uri);
    });
    return analysis;
  }

  fileChanged(uri: string): readonly string[] {
    this.imports.changed(uri);
    const dependent = [...this.kept].filter(([, { lookedFor }]) => [...lookedFor].some((file) => sameFile(file, uri)));
    for (const [document] of dependent) this.kept.delete(document);
    return dependent.map(([document]) => document);
  }

  close(uri: string): void {
    this.kept.delete(uri);
    this.scripts?.then(
      ({ reader }) => {
        // It may have been opened again meanwhile.
        if (!this.kept.has(uri)) reader.forget(uri);
      },
      () => undefined,
    );
  }

  dispose(): void {
    this.disposed = true;
    this.kept.clear();
    this.imports.forgetAll();
    // Who waits for the parser hears of a failure; here there is only nothing to free.
    this.scripts?.then(
      ({ parser, reader }) => {
        reader.dispose();
        parser.dispose();
      },
      () => undefined,
    );
    this.scripts = null;
  }

  private async read(document: DocumentText, settings: Settings, lookedFor: Set<string>): Promise<Analysis> {
    const { uri, text, language } = document;
    const { now } = this.environment;
    if (!mayHoldModel(text, language)) {
      return analyseReading(document, NOTHING_READ, settings, { now, readAgain: () => NOTHING_READ });
    }
    const units = unitsOf(text, language);
    const scripts = units.units.find((unit) => !isJson(unit));
    if (scripts === undefined) {
      const reading = readUnits(units, settings, now, () => NOTHING_READ);
      const readAgain = (edited: string) => readUnits(unitsOf(edited, language), settings, now, () => NOTHING_READ);
      return analyseReading(document, reading, settings, { now, readAgain, code: units.code });
    }
    const [{ parser, reader }, { texts, limit }] = await Promise.all([
      this.loadScripts(),
      this.imports.collect(uri, scripts.text, lookedFor),
    ]);
    if (this.disposed) throw new Error('The analyser was disposed while the file was being read.');
    const reading = readUnits(units, settings, now, (unit) => reader.readUnit(uri, unit, settings, texts));
    if (!this.kept.has(uri)) reader.forget(uri);
    const readAgain = (edited: string) => {
      // With nothing kept of the document, so that its next version is parsed from its own.
      const once = new ScriptReader(parser, now);
      try {
        return readUnits(unitsOf(edited, language), settings, now, (unit) => once.readUnit(uri, unit, settings, texts));
      } finally {
        once.dispose();
      }
    };
    const said = limit === null || reading.graphs.length === 0 ? reading : withLimits(reading, [limit]);
    return analyseReading(document, said, settings, { now, readAgain, imports: texts, code: units.code });
  }

  private loadScripts(): Promise<Scripts> {
    this.scripts ??= loadScriptParser(this.environment.loadWasm).then(
      (parser) => ({ parser, reader: new ScriptReader(parser, this.environment.now) }),
      (error: unknown) => {
        this.scripts = null;
        throw error;
      },
    );
    return this.scripts;
  }
}
