import type { ConfigEntry, ConfigValue } from '../../dialects/declaration.ts';
import type { Layer, ModelGraph } from '../../model/graph.ts';
import { contains } from '../../model/text.ts';
import type { GraphPlan } from '../graph-plan.ts';
import { layerAt } from '../layer-at.ts';

/**
 * The models of a script, each made of its plan when somebody first asks for it: ghost text comes at every keystroke and needs
 * the one at the cursor.
 */
export class ScriptModels {
  private readonly plans: readonly GraphPlan[];
  private readonly make: (plan: GraphPlan) => ModelGraph;
  private readonly made = new Map<GraphPlan, ModelGraph>();
  private distinct: readonly ModelGraph[] | null = null;

  /** @param plans in the order of the file. */
  constructor(plans: readonly GraphPlan[], make: (plan: GraphPlan) => ModelGraph) {
    this.plans = plans;
    this.make = make;
  }

  /** All of them, in the order of the file. */
  get graphs(): readonly ModelGraph[] {
    this.distinct ??= distinctGraphs(this.plans.map((plan) => this.graphOf(plan)));
    return this.distinct;
  }

  /** As `layerAt` of all graphs: of what stands at the same place twice the first one counts either way. */
  layerAt(offset: number): { graph: ModelGraph; layer: Layer } | null {
    const near = this.plans.filter((plan) => isWrittenAround(plan, offset));
    return layerAt(
      near.map((plan) => this.graphOf(plan)),
      offset,
    );
  }

  private graphOf(plan: GraphPlan): ModelGraph {
    const graph = this.made.get(plan) ?? this.make(plan);
    this.made.set(plan, graph);
    return graph;
  }
}

/** Whether the call of one of the plan's layers holds the offset, or of a layer inside one's options. */
function isWrittenAround({ layers }: GraphPlan, offset: number): boolean {
  return layers.some(
    ({ source, declaration }) => contains(source.call, offset) || isWithin(declaration.options, offset),
  );
}

function isWithin(entries: readonly ConfigEntry[], offset: number): boolean {
  return entries.some(({ value }) => makesLayerAround(value, offset));
}

/** A layer inside another one's options may be written anywhere in the file. */
function makesLayerAround(value: ConfigValue, offset: number): boolean {
  switch (value.kind) {
    case 'list':
      return value.items.some((item) => makesLayerAround(item, offset));
    case 'object':
      return isWithin(value.entries, offset);
    case 'construction': {
      const call = value.written?.source.call;
      return (call !== undefined && contains(call, offset)) || isWithin(value.options?.entries ?? [], offset);
    }
    default:
      return false;
  }
}

/** A function that is called twice with the same values makes the same model twice; one of them is enough. */
function distinctGraphs(graphs: readonly ModelGraph[]): ModelGraph[] {
  const places = new Map<string, number>();
  for (const graph of graphs) places.set(placeOf(graph), (places.get(placeOf(graph)) ?? 0) + 1);
  const seen = new Set<string>();
  return graphs.filter((graph) => {
    // The text of a graph is long: it is written only where another one stands at the same place.
    if (places.get(placeOf(graph)) === 1) return true;
    const withoutObjects = JSON.stringify(graph, (key, value: unknown) => (key === 'object' ? undefined : value));
    if (seen.has(withoutObjects)) return false;
    seen.add(withoutObjects);
    return true;
  });
}

function placeOf({ span, name, layers }: ModelGraph): string {
  return `${span.start} ${layers.length} ${name}`;
}
