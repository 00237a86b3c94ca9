import type { Finding } from './advice/finding.ts';
import type { Recommendation } from './advice/recommendation.ts';
import type { AdviceSettings } from './advice/settings.ts';
import type { Reading, ReadingOptions } from './frontends/frontend.ts';
import type { Language } from './language.ts';
import type { LayerId, ModelGraph, WeightRole } from './model/graph.ts';
import type { Scheme } from './model/scheme.ts';
import type { LayerStatistics } from './model/statistics.ts';
import type { TextEdit } from './model/text.ts';

/** What the core needs from outside. */
export interface Environment {
  /** Bytes of a WebAssembly file that the build puts into `dist/wasm/` (`web-tree-sitter.wasm`, `tree-sitter-tsx.wasm`, ...). */
  loadWasm(name: string): Promise<Uint8Array>;
  /** Text of a file that the document imports, by URI; null if there is none. */
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

/** Everything that one version of a document says; made once, read by every feature. */
export interface Analysis {
  readonly document: DocumentText;
  readonly reading: Reading;
  readonly findings: readonly Finding[];
  /** Mean-field prediction of a graph of this reading, computed on first use. */
  prediction(graph: ModelGraph): readonly LayerStatistics[];
  /** What to set a weight's initialiser to, with the reason; null where nothing is to be said. */
  recommendation(graph: ModelGraph, layer: LayerId, role: WeightRole): Recommendation | null;
  /** `current`, `recommended` or an initialiser's canonical name, resolved by the graph's dialect; null for another name. */
  scheme(graph: ModelGraph, id: string): Scheme | null;
  /** Edits of every preferred safe fix, overlaps left out, so that they can be applied at once. */
  fixAllEdits(): readonly TextEdit[];
}

/** Reads, predicts and advises on documents; one object serves an editor, the panel or a command line. */
export interface Analyser {
  /** Reads or re-reads a document version; the last result of the same version and settings is kept. */
  analyse(document: DocumentText, settings: Settings): Promise<Analysis>;
  /** Frees what is kept for a document. */
  close(uri: string): void;
  dispose(): void;
}
