import type { Layer, LayerId } from '../../model/graph.ts';
import type { PlanView } from '../plan-view.ts';

/**
 * A part of the graph that one tensor enters and one leaves: a layer, or a block of layers between where the signal
 * branches and where it comes together again.
 */
export interface Step {
  /** In the graph's order. */
  readonly layers: readonly Layer[];
  /** Whose output enters. */
  readonly entry: LayerId;
  /** Whose output leaves; the last of `layers`. */
  readonly exit: Layer;
}

/** Straight stretches of steps: from every input on, and within blocks that are no residual ones. */
export function stretches(view: PlanView): Step[][] {
  const walker = new Walker(view);
  const starts = view.graph.layers.filter(({ inputs }) => inputs.length === 0);
  return starts.flatMap(({ id }) => walker.from(id));
}

/** A sum of its branches, of which each is a whole. */
export function isResidual({ layers, exit }: Step): boolean {
  return layers.length > 1 && exit.operation.kind === 'add';
}

class Walker {
  readonly #view: PlanView;
  readonly #order: ReadonlyMap<LayerId, number>;
  /** The nearest layer that everything from a layer to the outputs goes through; null if there is none. */
  readonly #after: ReadonlyMap<LayerId, LayerId | null>;

  constructor(view: PlanView) {
    this.#view = view;
    this.#order = new Map(view.graph.layers.map(({ id }, index) => [id, index]));
    this.#after = meetingPoints(view);
  }

  /** The stretch behind a layer, and those within its blocks. */
  from(start: LayerId, end: LayerId | null = null): Step[][] {
    const steps: Step[] = [];
    const inner: Step[][] = [];
    for (let at = start; ; ) {
      const step = this.#step(at, end);
      if (step === null) break;
      steps.push(step);
      if (step.layers.length > 1 && !isResidual(step)) inner.push(...this.#within(step));
      at = step.exit.id;
    }
    return [steps, ...inner];
  }

  #within({ entry, exit }: Step): Step[][] {
    const branches = (this.#view.consumers.get(entry) ?? []).filter(({ id }) => id !== exit.id);
    return branches.flatMap((branch) => {
      const stretch = this.from(branch.id, exit.id);
      const [first, ...rest] = stretch;
      const isFedByOne = new Set(branch.inputs).size === 1;
      if (!isFedByOne || first === undefined) return stretch;
      return [[{ layers: [branch], entry, exit: branch }, ...first], ...rest];
    });
  }

  /** What follows a layer up to the next one that everything passes; null where the stretch ends. */
  #step(entry: LayerId, end: LayerId | null): Step | null {
    const exit = this.#view.layer(this.#after.get(entry) ?? '');
    if (exit === null || exit.id === end) return null;
    const layers = this.#between(entry, exit.id);
    return layers === null ? null : { layers, entry, exit };
  }

  /** Null if something else enters on the way. */
  #between(entry: LayerId, exit: LayerId): Layer[] | null {
    const found = new Map<LayerId, Layer>();
    const open = [exit];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const layer = this.#view.layer(id);
      if (layer === null || found.has(id)) continue;
      if (layer.inputs.length === 0) return null;
      found.set(id, layer);
      open.push(...layer.inputs.filter((input) => input !== entry));
    }
    const place = ({ id }: Layer) => this.#order.get(id) ?? 0;
    return [...found.values()].sort((a, b) => place(a) - place(b));
  }
}

/** Immediate post-dominators (Cooper, Harvey and Kennedy 2001); one pass will do where nothing goes round in circles. */
function meetingPoints({ graph, consumers }: PlanView): Map<LayerId, LayerId | null> {
  const order = new Map(graph.layers.map(({ id }, index) => [id, index]));
  const after = new Map<LayerId, LayerId | null>();
  const outputs = new Set(graph.outputs);
  const meet = (a: LayerId | null, b: LayerId | null): LayerId | null => {
    let [left, right] = [a, b];
    while (left !== right) {
      if (left === null || right === null) return null;
      if ((order.get(left) ?? 0) < (order.get(right) ?? 0)) left = after.get(left) ?? null;
      else right = after.get(right) ?? null;
    }
    return left;
  };
  for (const { id } of [...graph.layers].reverse()) {
    const [first, ...others] = (consumers.get(id) ?? []).map((consumer): LayerId | null => consumer.id);
    after.set(id, first === undefined || outputs.has(id) ? null : others.reduce(meet, first));
  }
  return after;
}
