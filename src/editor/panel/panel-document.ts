import * as vscode from 'vscode';
import type { Analysis } from '../../analyser.ts';
import { changedKernels, modelFindings } from '../../analysis/diagnosis.ts';
import { earlyPredictions } from '../../analysis/early-predictions.ts';
import { layersAt } from '../../analysis/layers-at.ts';
import { modelFixes } from '../../analysis/model-summary.ts';
import type { SafeFixes } from '../../analysis/safe-fixes.ts';
import type { LayerId, ModelGraph } from '../../model/graph.ts';
import { lineStarts } from '../../model/lines.ts';
import { Notes } from '../../model/notes.ts';
import { COMPARED_INITIALIZERS, type Scheme } from '../../model/scheme.ts';
import { fitsJson } from '../../protocol/fits-json.ts';
import type { CursorMessage, DocumentMessage, PanelModel } from '../../protocol.ts';
import { archiveOf, shownName } from '../documents/archives.ts';

/** Larger models are neither drawn nor simulated: a page that predicts them does not answer for seconds. */
const MOST_LAYERS = 500;

/** Layers of all models together; those of a model up to this are predicted in advance. */
const SOON_TOLD = 100;

/**
 * What the panel is told about one version of a document.
 * @param reading how many analyses were told before: with the first, whose page is still being loaded, comes what theory says.
 */
export function documentMessage(document: vscode.TextDocument, analysis: Analysis, reading: number): DocumentMessage {
  const graphs = analysis.reading.graphs.map((graph, index) => ({ graph, index }));
  const models = graphs.filter(({ graph }) => isFollowed(graph));
  return {
    type: 'document',
    version: 1,
    reading,
    documentName: shownName(document.uri),
    documentUri: document.uri.toString(),
    documentVersion: document.version,
    models: models.map(({ graph, index }) => {
      const model = panelModel(document, analysis, graph, index);
      return reading === 0 ? { ...model, predicted: earlyPredictions(analysis, graph, model.schemes) } : model;
    }),
    notes: [
      ...readOnly(document),
      ...analysis.reading.limits,
      ...graphs.flatMap(({ graph }) => (isFollowed(graph) ? [] : leftOut(graph))),
    ],
  };
}

function readOnly(document: vscode.TextDocument): string[] {
  if (archiveOf(document.uri) === null) return [];
  return [
    vscode.l10n.t(
      '{0} is an archive, shown as it was saved: it cannot be changed here, only the code that its model is built from.',
      shownName(document.uri),
    ),
  ];
}

/** A sentence for the fixes that read alike, with the lines that they change. */
function recommendations(document: vscode.TextDocument, { fixes }: SafeFixes): string[] {
  const lines = new Map<string, string[]>();
  for (const { finding, title } of fixes) {
    const line = String(document.positionAt(finding.span.start).line + 1);
    lines.set(title, [...(lines.get(title) ?? []), line]);
  }
  const list = new Intl.ListFormat(vscode.env.language);
  return [...lines].map(([title, at]) =>
    at.length === 1
      ? vscode.l10n.t('{0} (line {1})', title, list.format(at))
      : vscode.l10n.t('{0} (lines {1})', title, list.format(at)),
  );
}

/** Which layers of the panel's models stand at an offset of the document. */
export function cursorMessage(document: vscode.TextDocument, analysis: Analysis, offset: number): CursorMessage {
  const followed = analysis.reading.graphs.filter(isFollowed);
  const found = layersAt(followed, offset, lineStarts(analysis.document.text));
  return {
    type: 'cursor',
    version: 1,
    documentVersion: document.version,
    places: found.map(({ graph, layers }) => ({ model: followed.indexOf(graph), layers })),
  };
}

/** Whether the panel has anything to show of a document. */
export function hasFollowedModel({ reading }: Analysis): boolean {
  return reading.graphs.some(isFollowed);
}

/** Whether telling the panel of all models takes a few milliseconds only. */
export function isSoonTold({ reading }: Analysis): boolean {
  return reading.graphs.reduce((layers, graph) => layers + graph.layers.length, 0) <= SOON_TOLD;
}

/** Index in the reading of a model that the panel knows by its index in the message. */
export function graphIndex(analysis: Analysis, model: number): number {
  const followed = analysis.reading.graphs.flatMap((graph, index) => (isFollowed(graph) ? [index] : []));
  return followed[model] ?? -1;
}

/** The other way round: the index in the message of a graph of the reading; null for one that the panel does not know. */
export function panelIndex({ reading }: Analysis, graph: number): number | null {
  const asked = reading.graphs[graph];
  return asked !== undefined && isFollowed(asked) ? reading.graphs.slice(0, graph).filter(isFollowed).length : null;
}

/** Layers without edges (`loose`) pass no signal from one to the next. */
function isFollowed(graph: ModelGraph): boolean {
  return graph.kind !== 'loose' && graph.layers.length > 0 && graph.layers.length <= MOST_LAYERS && canBeTold(graph);
}

const tellable = new Notes<ModelGraph, boolean>();

/** A file may give numbers that no message carries. */
function canBeTold(graph: ModelGraph): boolean {
  return tellable.of(graph, fitsJson);
}

function leftOut(graph: ModelGraph): string[] {
  const names = graph.layers.map((layer) => layer.name);
  if (names.length === 0) return [];
  if (names.length > MOST_LAYERS) {
    return [
      vscode.l10n.t(
        'The model {0} has {1} layers; models of up to {2} are drawn.',
        graph.name,
        names.length,
        MOST_LAYERS,
      ),
    ];
  }
  if (!canBeTold(graph)) {
    return [
      vscode.l10n.t(
        'The model {0} gives a number that is infinite or none at all (NaN): it is checked, but not drawn.',
        graph.name,
      ),
    ];
  }
  return [
    vscode.l10n.t(
      'Not part of any model that could be followed, so checked but not simulated: {0}. Put them into tf.sequential or tf.model.',
      new Intl.ListFormat(vscode.env.language).format(names),
    ),
  ];
}

/** Not what the framework refuses for one of the model's kernels: an identity matrix that is not square, say. */
function isPossible({ id, replacements }: Scheme): boolean {
  const isAlways = id === 'current' || id === 'recommended';
  return isAlways || replacements.every(({ initializer }) => initializer.sampled.family !== 'unknown');
}

function panelModel(document: vscode.TextDocument, analysis: Analysis, graph: ModelGraph, index: number): PanelModel {
  return {
    graph,
    schemes: schemesOf(analysis, graph),
    lines: linesOf(document, graph),
    recommendations: archiveOf(document.uri) === null ? recommendations(document, modelFixes(analysis, index)) : [],
    changes: changedKernels(analysis, graph),
    findings: modelFindings(analysis, index, (offset) => document.positionAt(offset).line + 1),
    predicted: {},
  };
}

/** Of a graph of the reading, or of one that was made of it: `current` first, `recommended` second. */
export function schemesOf(analysis: Analysis, graph: ModelGraph): Scheme[] {
  return ['current', 'recommended', ...COMPARED_INITIALIZERS]
    .flatMap((id) => analysis.scheme(graph, id) ?? [])
    .filter((scheme) => isPossible(scheme));
}

/** 1-based line of each layer's call. */
export function linesOf(document: vscode.TextDocument, graph: ModelGraph): Record<LayerId, number> {
  const lineOf = (offset: number) => document.positionAt(offset).line + 1;
  return Object.fromEntries(graph.layers.map((layer) => [layer.id, lineOf(layer.source.call.start)]));
}
