import { advise } from '../advice/advise.ts';
import { alternativesFor } from '../advice/alternatives.ts';
import { explain } from '../advice/explain/explain.ts';
import type { Finding } from '../advice/finding.ts';
import { recommend } from '../advice/recommendation.ts';
import { schemeFor } from '../advice/schemes.ts';
import { readSuppressions } from '../advice/suppressions.ts';
import { PREDICTED_LAYERS } from '../advice/thresholds.ts';
import type { Analysis, DocumentText, Settings } from '../analyser.ts';
import { dialects } from '../dialects/index.ts';
import type { Reading } from '../frontends/frontend.ts';
import { surfaceOf } from '../frontends/surface.ts';
import { type Layer, type LayerId, layerById, type ModelGraph, type Weight, type WeightRole } from '../model/graph.ts';
import type { LayerStatistics } from '../model/statistics.ts';
import { predict } from '../theory/predict.ts';
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
  readonly readAgain?: (text: string) => Reading;
  /** The document with white space for what is no code, at the same offsets. */
  readonly code?: string;
}

/**
 * Everything that a reading says, each part when it is first asked for: ghost text needs no findings, and comes at every
 * keystroke.
 */
export function analyseReading(document: DocumentText, reading: Reading, settings: Settings, around: Around): Analysis {
  let judged: ReturnType<typeof findingsIn> | null = null;
  const judge = () => {
    judged ??= findingsIn(document, reading, settings, around);
    return judged;
  };
  const predictions = new Map<ModelGraph, readonly LayerStatistics[]>();
  const mended = new MendedReading(document.text, reading, around.readAgain ?? (() => reading));
  const analysis: Analysis = {
    document,
    reading: withLateLimits(reading, () => judge().limits),
    get findings() {
      return judge().findings;
    },
    prediction(graph) {
      const prediction = predictions.get(graph) ?? predict(graph, { input: 'normal' });
      predictions.set(graph, prediction);
      return prediction;
    },
    recommendation(graph, id, role) {
      const found = weightOf(graph, id, role);
      return found === null ? null : recommend(graph, found.layer, found.weight, dialects[graph.dialect], settings);
    },
    alternatives(graph, id, role) {
      const found = weightOf(graph, id, role);
      return found === null ? [] : alternativesFor({ graph, ...found, dialect: dialects[graph.dialect], settings });
    },
    explanation(graph, id, role) {
      const found = weightOf(graph, id, role);
      if (found === null) return null;
      const spell: Parameters<typeof explain>[0]['spell'] = (initializer) => reading.spell(graph, initializer);
      return explain({ graph, dialect: dialects[graph.dialect], spell }, settings, found.layer, found.weight);
    },
    scheme: (graph, id) => schemeFor(graph, id, dialects[graph.dialect], settings),
    fixAllEdits: () => provenFixes(analysis).edits,
    keepsLayers: (edits) => mended.keepsLayers(edits),
  };
  return analysis;
}

function weightOf(graph: ModelGraph, id: LayerId, role: WeightRole): { layer: Layer; weight: Weight } | null {
  const layer = layerById(graph, id);
  const weight = layer?.weights.find((candidate) => candidate.role === role);
  return layer === undefined || weight === undefined ? null : { layer, weight };
}

function findingsIn(
  document: DocumentText,
  reading: Reading,
  settings: Settings,
  { now, imports = new Map(), code = document.text }: Around,
) {
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

/** The reading with more to say about what was left out. */
export function withLimits(reading: Reading, limits: readonly string[]): Reading {
  return withLateLimits(reading, () => limits);
}

/** The same where it is found out only when somebody asks. */
function withLateLimits(reading: Reading, more: () => readonly string[]): Reading {
  return {
    graphs: reading.graphs,
    get limits() {
      return [...reading.limits, ...more()];
    },
    silences: (graph, layer, rule) => reading.silences(graph, layer, rule),
    edits: (graph, fix) => reading.edits(graph, fix),
    spell: (graph, initializer) => reading.spell(graph, initializer),
    positionAt: (offset) => reading.positionAt(offset),
    optionInsertion: (offset, role, initializer) => reading.optionInsertion(offset, role, initializer),
    extraction: (value) => reading.extraction(value),
    valueAt: (offset) => reading.valueAt(offset),
    write: (place, value) => reading.write(place, value),
  };
}
