import type { Finding } from '../advice/finding.ts';
import { activationLabel } from '../advice/initializer-fixes.ts';
import { RULES } from '../advice/rules/index.ts';
import type { Analysis } from '../analyser.ts';
import { dialects } from '../dialects/index.ts';
import type { ChangedKernels, ModelFinding } from '../model/diagnosis.ts';
import { allLayers, type Layer, type LayerId, type ModelGraph, type Weight } from '../model/graph.ts';

/**
 * The kernels that the recommended scheme of a graph changes, grouped by what is written for them (or is the default) and by
 * the activation that their output meets: candidates for the cause of what is wrong with the model.
 */
export function changedKernels(analysis: Pick<Analysis, 'scheme' | 'reading'>, graph: ModelGraph): ChangedKernels[] {
  const recommended = analysis.scheme(graph, 'recommended');
  const layers = new Map(allLayers(graph).map((layer) => [layer.id, layer]));
  const groups = new Map<string, ChangedKernels>();
  for (const { layer: id, role, initializer } of recommended?.replacements ?? []) {
    const layer = layers.get(id);
    const weight = layer?.weights.find((candidate) => candidate.role === role);
    if (layer === undefined || weight === undefined) continue;
    if (JSON.stringify(weight.initializer.spec) === JSON.stringify(initializer.spec)) continue;
    const about = describe(analysis, graph, layer, weight);
    const key = JSON.stringify(about);
    groups.set(key, { ...about, kernels: [...(groups.get(key)?.kernels ?? []), { layer: id, role }] });
  }
  return [...groups.values()];
}

function describe(
  { reading }: Pick<Analysis, 'reading'>,
  graph: ModelGraph,
  layer: Layer,
  weight: Weight,
): Omit<ChangedKernels, 'kernels'> {
  const { spec, explicit } = weight.initializer;
  const activation = activationLabel({ graph, layer, weight });
  return {
    initializer: unquoted(reading.spell(graph, spec) ?? spec.name),
    defaultOf: explicit ? null : dialects[graph.dialect].label,
    activation: activation === 'linear' ? null : activation,
  };
}

/** A sentence names `heUniform` without the quotes that a file needs. */
function unquoted(written: string): string {
  return written.replace(/^(['"`])([^'"`]*)\1/, '$2');
}

/**
 * What the Problems view says about a graph, in the order of the text; of a call that several models share it says it once,
 * and it concerns them all.
 * @param lineOf 1-based line of an offset into the document.
 */
export function modelFindings(
  { findings, reading }: Pick<Analysis, 'findings' | 'reading'>,
  index: number,
  lineOf: (offset: number) => number,
): ModelFinding[] {
  const graph = reading.graphs[index];
  if (graph === undefined) return [];
  return findings.flatMap((finding) => {
    const { rule, severity, message, span } = finding;
    const layers = layersOf(graph, finding);
    const own = finding.graph.index === index ? outerLayer(graph, finding.layer) : undefined;
    const layer = own ?? layers[0];
    if (layer === undefined) return [];
    const title = RULES.find(({ id }) => id === rule)?.title ?? rule;
    return [{ rule, title, severity, message, layer, layers, line: lineOf(span.start) }];
  });
}

/** The graph's own layers that the finding's call makes, or that hold one which it makes. */
function layersOf(graph: ModelGraph, { site }: Finding): LayerId[] {
  return graph.layers
    .filter((layer) => allLayers({ layers: [layer] }).some((part) => part.site === site))
    .map(({ id }) => id);
}

function outerLayer(graph: ModelGraph, id: LayerId): LayerId | undefined {
  return graph.layers.find((layer) => allLayers({ layers: [layer] }).some((part) => part.id === id))?.id;
}
