import type { LayerDeclaration } from '../dialects/declaration.ts';
import type { LayerId, LayerSource, ModelGraph, SiteId, Unknown } from '../model/graph.ts';
import type { Shape } from '../model/shape.ts';
import type { Span } from '../model/text.ts';

/** A model as a frontend has read it: which calls or objects feed which, before any dialect has a say. */
export interface GraphPlan {
  readonly name: string;
  readonly kind: ModelGraph['kind'];
  readonly span: Span;
  /** In any order. */
  readonly layers: readonly PlannedLayer[];
  /** Keys that stand among the layers' inputs for what enters from outside and no layer makes; none if left out. */
  readonly entering?: readonly number[];
  /** Keys of the layers whose outputs leave the model; null: those that feed no other. */
  readonly outputs: readonly number[] | null;
  /** Sentences about what could not be read. */
  readonly gaps: readonly string[];
  readonly unknowns: readonly Unknown[];
  readonly trained: string | null;
}

export interface PlannedLayer {
  /** Unique within the plan. */
  readonly key: number;
  readonly site: SiteId;
  readonly declaration: LayerDeclaration;
  readonly source: LayerSource;
  /** Keys of the layers that feed it, in the order of the call; null for one that could not be read. */
  readonly inputs: readonly (number | null)[];
  /** Which output of each of `inputs` enters, counted from 0; the first of all where this is left out. */
  readonly inputTensors?: readonly number[];
  /** What the file itself says leaves the layer, by output; used where the dialect cannot tell. */
  readonly statedShapes?: readonly (Shape | null)[];
  /** Key of the first use of the same layer, where this is a further one; null for a first or only use. */
  readonly sharedWith: number | null;
  /** Names of the nested models that it stands in, outermost first. */
  readonly scope: readonly string[];
  /** Its id in the graph, where that is settled already; numbered with the others if left out. */
  readonly id?: LayerId | null;
}

/** What could be put in topological order, and how many layers could not (they wait for one another). */
export function inOrder(layers: readonly PlannedLayer[]): { ordered: PlannedLayer[]; circular: PlannedLayer[] } {
  const keys = new Set(layers.map((layer) => layer.key));
  const waiting = new Map<number, number>();
  const consumers = new Map<number, PlannedLayer[]>();
  for (const layer of layers) {
    const inputs = layer.inputs.filter((key): key is number => key !== null && keys.has(key));
    waiting.set(layer.key, inputs.length);
    for (const input of inputs) {
      const known = consumers.get(input);
      if (known === undefined) consumers.set(input, [layer]);
      else known.push(layer);
    }
  }
  const ordered: PlannedLayer[] = layers.filter((layer) => waiting.get(layer.key) === 0);
  for (let at = 0; at < ordered.length; at++) {
    for (const consumer of consumers.get(ordered[at]?.key ?? -1) ?? []) {
      const left = (waiting.get(consumer.key) ?? 0) - 1;
      waiting.set(consumer.key, left);
      if (left === 0) ordered.push(consumer);
    }
  }
  return { ordered, circular: layers.filter((layer) => (waiting.get(layer.key) ?? 0) > 0) };
}
