import * as vscode from 'vscode';
import type { Finding } from '../../advice/finding.ts';
import type { Reading } from '../../frontends/frontend.ts';
import { outputActivation } from '../../model/effective-activation.ts';
import { allLayers, type Layer, layerById, type ModelGraph } from '../../model/graph.ts';
import type { Span } from '../../model/text.ts';

export interface RelatedPlace {
  readonly span: Span;
  /** A few words for the Problems panel. */
  readonly message: string;
}

/** Places elsewhere in the file without which a finding cannot be understood where it is shown. */
export function relatedPlaces(reading: Reading, finding: Finding): RelatedPlace[] {
  const graph = reading.graphs[finding.graph.index];
  const layer = graph === undefined ? undefined : layerById(graph, finding.layer);
  if (graph === undefined || layer === undefined) return [];
  return [...userOfSharedValue(layer, finding.span), ...activationLayer(graph, layer)];
}

/** The layer, where the finding is shown at a value that is built outside its call. */
function userOfSharedValue(layer: Layer, shown: Span): RelatedPlace[] {
  const { call, name } = layer.source;
  if (call.start <= shown.start && shown.end <= call.end) return [];
  return [{ span: name, message: vscode.l10n.t('The layer “{0}” uses it here.', layer.name) }];
}

/** The following layer that gives the effective activation, where the layer's own is linear. */
function activationLayer(graph: ModelGraph, layer: Layer): RelatedPlace[] {
  const { effective } = layer.activation;
  const own = outputActivation({ operation: layer.operation, ownActivation: layer.activation.own });
  if (effective === null || effective.name === 'linear' || own?.name === effective.name) return [];
  const whole = graph.layers.find((candidate) => allLayers({ layers: [candidate] }).includes(layer)) ?? layer;
  const seen = new Set([whole.id]);
  // Layers stand in topological order: one pass meets what follows, nearest first.
  for (const next of graph.layers) {
    if (!next.inputs.some((input) => seen.has(input))) continue;
    if (next.activation.own?.name === effective.name) {
      return [
        { span: next.source.name, message: vscode.l10n.t('Its output meets the activation {0} here.', effective.name) },
      ];
    }
    seen.add(next.id);
  }
  return [];
}
