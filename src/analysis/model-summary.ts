import type { Finding } from '../advice/finding.ts';
import { rememberedPrediction } from '../advice/remembered-prediction.ts';
import { hasKernel } from '../advice/structure.ts';
import { PREDICTED_LAYERS } from '../advice/thresholds.ts';
import type { Analysis } from '../analyser.ts';
import { type Layer, type ModelGraph, parameterCount } from '../model/graph.ts';
import type { LayerStatistics } from '../model/statistics.ts';
import type { Span } from '../model/text.ts';
import { type ProvenFixes, provenFixes, type SafeFixes, safeFixes } from './safe-fixes.ts';

/** One model of a file in a line. */
export interface ModelSummary {
  /** Index of its graph in the reading. */
  readonly index: number;
  readonly name: string;
  readonly place: Span;
  /** Inputs apart. */
  readonly layers: number;
  readonly parameters: number;
  /** How many findings fix-all would mend. */
  readonly fixes: number;
}

/** Second moments over the hidden layers, by mean-field theory; null where nothing can be told. */
export interface ModelRatios {
  /** E[a²] behind the last hidden layer, of 1 that enters. */
  readonly signal: number | null;
  /** E[g²] behind the first hidden layer, of that behind the last one. */
  readonly gradient: number | null;
}

/** Every model of a document; layers that no model takes up are none. */
export function modelSummaries(analysis: Analysis): ModelSummary[] {
  return analysis.reading.graphs.flatMap((graph, index) => {
    if (graph.kind === 'loose' || graph.layers.length === 0) return [];
    return [
      {
        index,
        name: graph.name,
        place: graph.span,
        layers: graph.layers.filter(({ operation }) => operation.kind !== 'input').length,
        parameters: graph.layers.reduce((sum, layer) => sum + parameterCount(layer), 0),
        fixes: modelFixes(analysis, index).fixes.length,
      },
    ];
  });
}

/** What there is to fix in one model. */
export function modelFixes(analysis: Analysis, index: number): SafeFixes {
  return safeFixes(analysis.reading, findingsOf(analysis, index));
}

/** What fix-all does to one model. */
export function provenModelFixes(analysis: Analysis, index: number): ProvenFixes {
  return provenFixes(analysis, findingsOf(analysis, index));
}

function findingsOf({ findings }: Analysis, index: number): Finding[] {
  return findings.filter(({ graph }) => graph.index === index);
}

/** Output layers are left out: softmax and the like squash on purpose. */
export function modelRatios(graph: ModelGraph): ModelRatios {
  const hidden = graph.kind === 'loose' || graph.layers.length > PREDICTED_LAYERS ? [] : hiddenLayers(graph);
  const [first, last] = [hidden[0], hidden.at(-1)];
  if (first === undefined || last === undefined) return { signal: null, gradient: null };
  const byId = new Map(rememberedPrediction(graph).map((one) => [one.id, one]));
  const [ahead, behind] = [byId.get(first.id), byId.get(last.id)];
  return {
    signal: told(behind?.forward.secondMoment),
    gradient: first === last ? null : gradientRatio(ahead, behind),
  };
}

/** The layers with kernels whose outputs meet a further one, in the order of the signal. */
function hiddenLayers({ layers }: ModelGraph): Layer[] {
  return layers.filter(hasKernel).slice(0, -1);
}

function gradientRatio(ahead: LayerStatistics | undefined, behind: LayerStatistics | undefined): number | null {
  const reference = behind?.backward.secondMoment ?? 0;
  return reference > 0 ? told((ahead?.backward.secondMoment ?? Number.NaN) / reference) : null;
}

function told(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
