import { type Explanation, explained } from '../advice/explain/explain.ts';
import type { Finding } from '../advice/finding.ts';
import type { Analysis } from '../analyser.ts';
import { type LayerId, layerById, type ModelGraph, type Weight } from '../model/graph.ts';
import type { Span } from '../model/text.ts';

/** What a place in a document has to say about the weights that are written there. */
export interface ExplainedPlace {
  readonly graph: ModelGraph;
  readonly layer: LayerId;
  /** The layer's name, or the option's value. */
  readonly span: Span;
  readonly explanations: readonly Explanation[];
  /** What is found wrong with the layer's call. */
  readonly findings: readonly Finding[];
}

/**
 * On a layer's name all its kernels are explained, on an initialiser's value the weight that it sets, on an activation the
 * kernels in front of it. Null elsewhere.
 */
export function explainedAt(analysis: Analysis, offset: number): ExplainedPlace | null {
  const at = analysis.reading.positionAt(offset);
  if (at === null) return null;
  const { graph, where, option } = at;
  const layer = layerById(graph, at.layer);
  if (layer === undefined || (where !== 'name' && where !== 'value')) return null;
  const isMeant = (weight: Weight) => option === null || option === 'activation' || option === weight.option;
  const explanations = explained(layer)
    .filter(isMeant)
    .flatMap(({ role }) => analysis.explanation(graph, layer.id, role) ?? []);
  const span = option === null ? layer.source.name : layer.source.options[option]?.value;
  if (span === undefined || explanations.length === 0) return null;
  const findings = analysis.findings.filter(({ site }) => site === layer.site);
  return { graph, layer: layer.id, span, explanations, findings };
}
