import { type Assembly, assemble, assemblyOf } from '../frontends/assemble.ts';
import type { GraphPlan, PlannedLayer } from '../frontends/graph-plan.ts';
import type { Layer, LayerId, ModelGraph } from '../model/graph.ts';
import { consumersOf } from './structure.ts';

/** A plan together with the graph that it makes: changes are chosen in the graph and made in the plan. */
export class PlanView {
  readonly graph: ModelGraph;
  /** Every layer with its id in the graph. */
  readonly plan: GraphPlan;
  readonly consumers: ReadonlyMap<LayerId, readonly Layer[]>;
  readonly #assembly: Assembly;
  readonly #layers: ReadonlyMap<LayerId, Layer>;
  readonly #planned: ReadonlyMap<LayerId, PlannedLayer>;

  private constructor(graph: ModelGraph, assembly: Assembly) {
    this.graph = graph;
    const layers = assembly.plan.layers.map((layer) => ({ ...layer, id: assembly.ids.get(layer.key) ?? null }));
    this.#assembly = assembly;
    this.plan = { ...assembly.plan, layers };
    this.consumers = consumersOf(graph);
    this.#layers = new Map(graph.layers.map((layer) => [layer.id, layer]));
    this.#planned = new Map(layers.map((layer) => [layer.id ?? '', layer]));
  }

  /** Null for a graph that no frontend made. */
  static of(graph: ModelGraph): PlanView | null {
    const assembly = assemblyOf(graph);
    return assembly === null ? null : new PlanView(graph, assembly);
  }

  get dialect(): Assembly['dialect'] {
    return this.#assembly.dialect;
  }

  get surface(): Assembly['surface'] {
    return this.#assembly.surface;
  }

  layer(id: LayerId): Layer | null {
    return this.#layers.get(id) ?? null;
  }

  /** Null for an input that nobody wrote. */
  planned(id: LayerId): PlannedLayer | null {
    return this.#planned.get(id) ?? null;
  }

  /** A key that no layer of the plan has; count up from it for more. */
  freeKey(): number {
    const { layers, entering = [] } = this.plan;
    return Math.max(0, ...layers.map(({ key }) => key), ...entering) + 1;
  }

  /** What the framework makes of other layers, with the ids that they have here. */
  with(layers: readonly PlannedLayer[], outputs: GraphPlan['outputs'] = this.plan.outputs): PlanView {
    const { dialect, surface, assume } = this.#assembly;
    const graph = assemble({ ...this.plan, layers, outputs }, dialect, surface, assume);
    const view = PlanView.of(graph);
    if (view === null) throw new Error('An assembled graph knows what it was made of.');
    return view;
  }
}
