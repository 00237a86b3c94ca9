import { advise } from '../advice/advise.ts';
import { type Alternative, alternativesFor } from '../advice/alternatives.ts';
import { type Explanation, explain } from '../advice/explain/explain.ts';
import type { Finding } from '../advice/finding.ts';
import { type Recommendation, recommend } from '../advice/recommendation.ts';
import { schemeFor } from '../advice/schemes.ts';
import { readSuppressions } from '../advice/suppressions.ts';
import { PREDICTED_LAYERS } from '../advice/thresholds.ts';
import type { Analysis, DocumentText, Settings } from '../analyser.ts';
import { dialects } from '../dialects/index.ts';
import type { Reading } from '../frontends/frontend.ts';
import { surfaceOf } from '../frontends/surface.ts';
import { type Layer, type LayerId, layerById, type ModelGraph, type Weight, type WeightRole } from '../model/graph.ts';
import type { Scheme } from '../model/scheme.ts';
import type { LayerStatistics } from '../model/statistics.ts';
import type { TextEdit } from '../model/text.ts';
import { predict } from '../theory/predict.ts';
import { LimitedReading } from './limited-reading.ts';
import { MendedReading } from './mended-reading.ts';
import { mergeFindings } from './merge-findings.ts';
import { provenFixes } from './safe-fixes.ts';
import { ImportedSuppressions, withPlace } from './written-elsewhere.ts';

/** Milliseconds for advice on one document, after reading it; graphs that come later get none. */
const ADVICE_BUDGET = 3000;

/** What goes with a reading. */
interface Around {
  readonly now: () => number;
  /** Texts by URI of the files that the document imports. */
  readonly imports?: ReadonlyMap<string, string> | undefined;
  /** Reads another text in the document's place. */
  readonly readAgain: (text: string) => Reading;
  /** The document with white space for what is no code, at the same offsets. */
  readonly code?: string;
}

/**
 * Everything that a reading says, each part when it is first asked for: ghost text needs no findings, and comes at every
 * keystroke.
 */
export function analyseReading(document: DocumentText, reading: Reading, settings: Settings, around: Around): Analysis {
  return new LazyAnalysis(document, reading, settings, around);
}

/**
 * A class, as are readings: an object literal with a getter gets a hidden class of its own, and with it V8 keeps what the
 * getter closes over until it next collects old objects. The readings of all keystrokes since then would be copied around.
 */
class LazyAnalysis implements Analysis {
  readonly document: DocumentText;
  readonly reading: Reading;
  readonly #settings: Settings;
  readonly #predictions = new Map<ModelGraph, readonly LayerStatistics[]>();
  readonly #mended: MendedReading;
  readonly #judge: () => Judgement;

  constructor(document: DocumentText, reading: Reading, settings: Settings, around: Around) {
    this.document = document;
    this.#settings = settings;
    this.#judge = once(() => judged(document, reading, settings, around));
    this.reading = new LimitedReading(reading, () => this.#judge().limits);
    this.#mended = new MendedReading(document.text, reading, around.readAgain);
  }

  get findings(): readonly Finding[] {
    return this.#judge().findings;
  }

  prediction(graph: ModelGraph): readonly LayerStatistics[] {
    const prediction = this.#predictions.get(graph) ?? predict(graph, { input: 'normal' });
    this.#predictions.set(graph, prediction);
    return prediction;
  }

  recommendation(graph: ModelGraph, id: LayerId, role: WeightRole): Recommendation | null {
    const found = weightOf(graph, id, role);
    return found && recommend(graph, found.layer, found.weight, dialects[graph.dialect], this.#settings);
  }

  alternatives(graph: ModelGraph, id: LayerId, role: WeightRole): readonly Alternative[] {
    const found = weightOf(graph, id, role);
    if (found === null) return [];
    return alternativesFor({ graph, ...found, dialect: dialects[graph.dialect], settings: this.#settings });
  }

  explanation(graph: ModelGraph, id: LayerId, role: WeightRole): Explanation | null {
    const found = weightOf(graph, id, role);
    if (found === null) return null;
    const spell: Parameters<typeof explain>[0]['spell'] = (initializer) => this.reading.spell(graph, initializer);
    const context = { graph, dialect: dialects[graph.dialect], spell };
    return explain(context, this.#settings, found.layer, found.weight);
  }

  scheme(graph: ModelGraph, id: string): Scheme | null {
    return schemeFor(graph, id, dialects[graph.dialect], this.#settings);
  }

  fixAllEdits(): readonly TextEdit[] {
    return provenFixes(this).edits;
  }

  keepsLayers(edits: readonly TextEdit[]): boolean {
    return this.#mended.keepsLayers(edits);
  }
}

function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | null = null;
  return () => {
    found ??= { value: find() };
    return found.value;
  };
}

function weightOf(graph: ModelGraph, id: LayerId, role: WeightRole): { layer: Layer; weight: Weight } | null {
  const layer = layerById(graph, id);
  const weight = layer?.weights.find((candidate) => candidate.role === role);
  return layer === undefined || weight === undefined ? null : { layer, weight };
}

interface Judgement {
  readonly findings: readonly Finding[];
  readonly limits: readonly string[];
}

function judged(
  document: DocumentText,
  reading: Reading,
  settings: Settings,
  { now, imports = new Map(), code = document.text }: Around,
): Judgement {
  const deadline = now() + ADVICE_BUDGET;
  const limits: string[] = [];
  const found: Finding[] = [];
  for (const [index, graph] of reading.graphs.entries()) {
    if (now() > deadline) {
      limits.push('The file holds too many models to judge them all in time: the later ones are read, but not judged.');
      break;
    }
    if (graph.layers.length > PREDICTED_LAYERS) {
      limits.push(
        `The model ${graph.name} has more than ${PREDICTED_LAYERS} layers: what its initialisers do to the signal is not judged.`,
      );
    }
    const dialect = dialects[graph.dialect];
    const spell: Parameters<typeof advise>[0]['spell'] = (initializer) => reading.spell(graph, initializer);
    found.push(...advise({ graph, index, dialect, surface: surfaceOf(graph), spell }, settings));
  }
  return { findings: mergeFindings(worthSaying(code, reading, found, imports), reading, settings), limits };
}

/** Without what comments silence, and what is said about a string that is still being typed. */
function worthSaying(
  text: string,
  reading: Reading,
  findings: readonly Finding[],
  imports: ReadonlyMap<string, string>,
): Finding[] {
  const suppressions = readSuppressions(text);
  const imported = new ImportedSuppressions(imports);
  return findings.flatMap((finding) => {
    const { rule, graph, layer, span, message } = finding;
    if (isOpenString(text.slice(span.start, span.end))) return [];
    const of = reading.graphs[graph.index];
    const source = of === undefined ? undefined : layerById(of, layer)?.source;
    const places = [span.start, source?.call.start ?? span.start];
    if (of !== undefined && reading.silences(of, layer, rule)) return [];
    if (places.some((offset) => suppressions.silences(rule, offset))) return [];
    const elsewhere = source?.elsewhere ?? null;
    if (elsewhere === null) return [finding];
    return imported.silence(rule, elsewhere) ? [] : [{ ...finding, message: withPlace(message, elsewhere) }];
  });
}

/** A quote that opens and none that closes; more may follow a closed string (`'relu' as any`). */
function isOpenString(written: string): boolean {
  return /^(['"`])(?!(?:\\.|(?!\1)[^\\])*\1)/s.test(written);
}
