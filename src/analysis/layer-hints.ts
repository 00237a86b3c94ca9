import { passingThrough } from '../advice/explain/passing.ts';
import { figure } from '../advice/figure.ts';
import type { Analysis } from '../analyser.ts';
import { isImplicit } from '../frontends/same-site.ts';
import { surfaceOf } from '../frontends/surface.ts';
import { isKernel, type Layer, type ModelGraph, type SiteId, type Weight } from '../model/graph.ts';
import type { Shape } from '../model/shape.ts';
import type { Span, TextEdit } from '../model/text.ts';

/** What the text of a layer leaves unsaid, to be shown within it. */
export type LayerHint =
  /** The initialiser that a kernel gets because none is written. */
  | {
      readonly kind: 'default';
      readonly offset: number;
      readonly label: string;
      readonly graph: ModelGraph;
      readonly layer: Layer;
      readonly weight: Weight;
      /** Write it out. */
      readonly edits: readonly TextEdit[];
    }
  /** The shape that leaves the layer, and the factor on the signal. */
  | { readonly kind: 'flow'; readonly offset: number; readonly label: string; readonly tooltip: string };

/** A layer with the graph that it stands in; one written call makes several of them where it is repeated. */
interface Made {
  readonly graph: ModelGraph;
  readonly layer: Layer;
}

/**
 * The hints of the calls that begin or end within a span, in no particular order.
 * @param isMeant leaves out what stands elsewhere: null for all.
 */
export function layerHints(analysis: Analysis, within: Span, isMeant: ((site: SiteId) => boolean) | null): LayerHint[] {
  const written = [...bySite(analysis.reading.graphs, within)].filter(([site]) => isMeant?.(site) !== false);
  return written.flatMap(([, made]) => [...defaultHints(analysis, made), ...flowHints(made)]);
}

/** Parts apart from the flow: what a wrapper makes of them is the layer's. */
function bySite(graphs: readonly ModelGraph[], within: Span): ReadonlyMap<SiteId, readonly Made[]> {
  const sites = new Map<SiteId, Made[]>();
  const note = (graph: ModelGraph, layer: Layer) => {
    const { call, elsewhere } = layer.source;
    const isNear = call.start <= within.end && call.end >= within.start;
    if (isNear && elsewhere === null && !isImplicit(layer)) {
      const made = sites.get(layer.site);
      if (made === undefined) sites.set(layer.site, [{ graph, layer }]);
      else made.push({ graph, layer });
    }
    for (const part of layer.parts) note(graph, part);
  };
  for (const graph of graphs) for (const layer of graph.layers) note(graph, layer);
  return sites;
}

function defaultHints({ reading }: Analysis, [made]: readonly Made[]): LayerHint[] {
  if (made === undefined || !made.layer.trainable) return [];
  const { graph, layer } = made;
  const silent = layer.weights.filter(({ role, initializer }) => isKernel(role) && !initializer.explicit);
  const options = new Map(silent.map((weight) => [weight.option, weight]));
  return [...options.values()].flatMap((weight): LayerHint[] => {
    const { spec } = weight.initializer;
    const fix = { kind: 'setInitializer', layer: layer.id, role: weight.role, initializer: spec, seed: null } as const;
    const spelled = reading.spell(graph, spec);
    const edits = spelled === null ? null : reading.edits(graph, fix);
    const at = edits?.at(-1);
    if (edits === null || at === undefined || spelled === null) return [];
    const offset = at.start === at.end ? at.start : layer.source.name.end;
    return [{ kind: 'default', offset, label: `${weight.option}: ${spelled}`, graph, layer, weight, edits }];
  });
}

function flowHints(made: readonly Made[]): LayerHint[] {
  const whole = made.filter(({ graph, layer }) => isInside(graph, layer));
  const [first] = whole;
  if (first === undefined) return [];
  const shapes = distinct(
    whole.flatMap(({ layer }) => (layer.outputShape === null ? [] : [shapeText(layer.outputShape)])),
  );
  const flows = whole.flatMap((one) => flowOf(one) ?? []);
  const factors = distinct(flows.map(({ factor }) => factor)).sort((a, b) => a - b);
  const parts = [
    ...ends(shapes).map((text) => `→ ${text}`),
    ...ends(distinct(factors.map(figure))).map((text) => `signal × ${text}`),
  ];
  if (parts.length === 0) return [];
  const { name, call } = first.layer.source;
  const offset = surfaceOf(first.graph) === 'json' ? name.end : call.end;
  const tooltip = [
    shapes.length === 0 ? '' : 'The shape that leaves the layer, without the batch.',
    ...flows.slice(0, 1).map(said),
  ];
  return [{ kind: 'flow', offset, label: parts.join(' · '), tooltip: tooltip.filter((text) => text !== '').join(' ') }];
}

/** Where something flows: a layer of a model, its inputs apart. */
function isInside(graph: ModelGraph, layer: Layer): boolean {
  return graph.kind !== 'loose' && layer.operation.kind !== 'input' && graph.layers.includes(layer);
}

interface Flow {
  readonly arrives: number;
  readonly leaves: number;
  readonly factor: number;
}

/** Null where the layer leaves the signal as it is, or ends the model: an output squashes on purpose. */
function flowOf({ graph, layer }: Made): Flow | null {
  if (graph.outputs.includes(layer.id)) return null;
  const signal = passingThrough(graph, layer)?.signal;
  if (signal === undefined || !(signal.arrives > 0) || !Number.isFinite(signal.leaves)) return null;
  const factor = signal.leaves / signal.arrives;
  return figure(factor) === '1' ? null : { ...signal, factor };
}

function said({ arrives, leaves }: Flow): string {
  return `Predicted: E[a²] ${figure(arrives)} arrives, ${figure(leaves)} leaves.`;
}

/** One text for what is the same, the two ends of what is not. */
function ends(texts: readonly string[]): string[] {
  const [first, last] = [texts[0], texts.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [texts.length === 1 ? first : `${first} … ${last}`];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** Sizes that are assumed are marked. */
export function shapeText(shape: Shape): string {
  if (shape.length === 0) return '1';
  return shape.map((size) => (typeof size === 'number' ? `${size}` : `~${size.assumed}`)).join(' × ');
}
