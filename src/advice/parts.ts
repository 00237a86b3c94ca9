import type { Activation } from '../model/activation.ts';
import { outputActivation } from '../model/effective-activation.ts';
import { isKernel, type Layer, type LayerId, type Weight } from '../model/graph.ts';

/** A part's place: the layer that it is a part of, and the part on top of it. */
interface PartPlace {
  readonly outer: Layer;
  /** Cells of an RNN stand on top of one another; null for the last of them, and for all other parts. */
  readonly next: Layer | null;
}

/** Where the parts of a graph's layers stand. */
export class PartPlaces {
  private readonly places = new Map<LayerId, PartPlace>();

  constructor(layers: readonly Layer[]) {
    for (const layer of layers) this.visit(layer);
  }

  /** The graph's layer that the part stands in; the layer itself if it is no part. */
  outermost(layer: Layer): Layer {
    const place = this.places.get(layer.id);
    return place === undefined ? layer : this.outermost(place.outer);
  }

  /** The part that takes what this one puts out; null where that leaves the graph's layer. */
  above(layer: Layer): Layer | null {
    const place = this.places.get(layer.id);
    return place === undefined ? null : (place.next ?? this.above(place.outer));
  }

  private visit(outer: Layer): void {
    outer.parts.forEach((part, i) => {
      const next = outer.operation.kind === 'rnn' ? (outer.parts[i + 1] ?? null) : null;
      this.places.set(part.id, { outer, next });
      this.visit(part);
    });
  }
}

/** Kernels that what enters the layer meets: its own but for the recurrent one, and those of the parts that it enters. */
export function enteringKernels(layer: Layer): Weight[] {
  const entered = layer.operation.kind === 'rnn' ? layer.parts.slice(0, 1) : layer.parts;
  const own = layer.weights.filter(({ role }) => isKernel(role) && role !== 'recurrent');
  return [...own, ...entered.flatMap(enteringKernels)];
}

/** The layer itself, or the one that it repeats over time. */
export function repeated(layer: Layer): Layer {
  const [inner] = layer.parts;
  return layer.operation.kind === 'timeDistributed' && inner !== undefined ? repeated(inner) : layer;
}

/** The nonlinearity of its own that the layer's output leaves through; null for none. */
export function leavingActivation(layer: Layer): Activation | null {
  const { operation, activation } = repeated(layer);
  return outputActivation({ operation, ownActivation: activation.own });
}
