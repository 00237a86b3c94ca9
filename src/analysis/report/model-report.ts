import { activationLabel } from '../../advice/initializer-fixes.ts';
import { rememberedPrediction } from '../../advice/remembered-prediction.ts';
import { PREDICTED_LAYERS } from '../../advice/thresholds.ts';
import type { Analysis } from '../../analyser.ts';
import { dialects } from '../../dialects/index.ts';
import type { ModelFinding } from '../../model/diagnosis.ts';
import { allLayers, isKernel, type Layer, type ModelGraph, type Weight, type WeightRole } from '../../model/graph.ts';
import { lineAt, lineStarts } from '../../model/lines.ts';
import { applyScheme } from '../../model/scheme.ts';
import { modelFindings } from '../diagnosis.ts';
import { shapeText } from '../layer-hints.ts';
import { type ModelRatios, type ModelSummary, modelRatios, modelSummaries } from '../model-summary.ts';

/** What reports say of one model, before any words are chosen. */
export interface ModelReport extends Omit<ModelSummary, 'place' | 'fixes'> {
  /** 1-based line where the model begins. */
  readonly line: number;
  /** The framework and the version whose behaviour is assumed. */
  readonly framework: string;
  /** As the file stands. */
  readonly ratios: ModelRatios;
  /** With the recommended initialiser in every kernel. */
  readonly recommendedRatios: ModelRatios;
  /** How many findings fix-all would mend. */
  readonly safeFixes: number;
  readonly findings: readonly ModelFinding[];
  /** In topological order, the input first. */
  readonly rows: readonly LayerRow[];
  /** Sentences about what could not be read, and what was assumed for it. */
  readonly notes: readonly string[];
}

/** One layer as a table shows it. */
export interface LayerRow {
  readonly name: string;
  readonly line: number;
  /** What it computes, in the vocabulary of `Operation`. */
  readonly kind: string;
  /** Without the batch; `~` before a size that is assumed; null if it cannot be told. */
  readonly shape: string | null;
  /** The nonlinearity that its output meets; null for none. */
  readonly activation: string | null;
  readonly kernels: readonly KernelRow[];
  /** E[a²] of its output and E[g²] of the gradient there, by mean-field theory, of 1 that enters; null if not predicted. */
  readonly signal: number | null;
  readonly gradient: number | null;
}

/** A kernel's initialiser. */
export interface KernelRow {
  readonly role: WeightRole;
  /** As the file writes it, or would write the default. */
  readonly written: string;
  /** False for a framework's default. */
  readonly explicit: boolean;
  /** What to write in its place; null where nothing is to be said, or it stands there already. */
  readonly recommended: string | null;
}

/** A report of every model in the document, in the order of the text. */
export function modelReports(analysis: Analysis): ModelReport[] {
  const starts = lineStarts(analysis.document.text);
  const lineOf = (offset: number) => lineAt(starts, offset) + 1;
  return modelSummaries(analysis).flatMap(({ place, fixes, ...summary }) => {
    const graph = analysis.reading.graphs[summary.index];
    if (graph === undefined) return [];
    const recommended = analysis.scheme(graph, 'recommended');
    return [
      {
        ...summary,
        line: lineOf(place.start),
        framework: `${dialects[graph.dialect].label} ${graph.frameworkVersion}`,
        ratios: modelRatios(graph),
        recommendedRatios: modelRatios(recommended === null ? graph : applyScheme(graph, recommended)),
        safeFixes: fixes,
        findings: modelFindings(analysis, summary.index, lineOf),
        rows: layerRows(analysis, graph, lineOf),
        notes: notesOf(graph),
      },
    ];
  });
}

function layerRows(analysis: Analysis, graph: ModelGraph, lineOf: (offset: number) => number): LayerRow[] {
  const isPredicted = graph.layers.length <= PREDICTED_LAYERS;
  const statistics = isPredicted ? rememberedPrediction(graph) : [];
  return graph.layers.map((layer, i) => ({
    name: layer.name,
    line: lineOf(layer.source.call.start),
    kind: layer.operation.kind,
    shape: layer.outputShape === null ? null : shapeText(layer.outputShape),
    activation: activationOf(graph, layer),
    kernels: kernelRows(analysis, graph, layer),
    signal: statistics[i]?.forward.secondMoment ?? null,
    gradient: statistics[i]?.backward.secondMoment ?? null,
  }));
}

/** Of what multiplies the signal, what it meets behind the layer; of an activation layer, itself. */
function activationOf(graph: ModelGraph, layer: Layer): string | null {
  const kernel = kernelsOf(layer)[0];
  if (kernel !== undefined) {
    const label = activationLabel({ graph, ...kernel });
    return label === 'linear' ? null : label;
  }
  const { own } = layer.activation;
  if (own === null || own.name === 'linear') return null;
  return own.name === 'custom' || own.name === 'unknown' ? own.written : own.name;
}

/** The layer's kernels, and those of the parts that it is made of. */
function kernelsOf(layer: Layer): { layer: Layer; weight: Weight }[] {
  if (layer.sharesWeightsOf !== null) return [];
  return allLayers({ layers: [layer] }).flatMap((part) =>
    part.weights.filter(({ role }) => isKernel(role)).map((weight) => ({ layer: part, weight })),
  );
}

function kernelRows(analysis: Analysis, graph: ModelGraph, whole: Layer): KernelRow[] {
  const { reading } = analysis;
  return kernelsOf(whole).map(({ layer, weight: { role, initializer } }) => {
    const { spec, explicit } = initializer;
    const written = reading.spell(graph, spec) ?? spec.name;
    const proper = analysis.recommendation(graph, layer.id, role);
    const better = proper === null ? null : (reading.spell(graph, proper.initializer) ?? proper.initializer.name);
    return { role, written: plain(written), explicit, recommended: better === written ? null : plain(better) };
  });
}

/** A table names `heUniform` without the quotes that a file needs. */
function plain(written: string): string;
function plain(written: string | null): string | null;
function plain(written: string | null): string | null {
  return written === null ? null : written.replace(/^(['"`])([^'"`]*)\1$/, '$2');
}

function notesOf(graph: ModelGraph): string[] {
  const trained = graph.trained === null ? [] : [graph.trained];
  return [...graph.incompleteBecause, ...graph.unknowns.map(({ what }) => what), ...trained];
}
