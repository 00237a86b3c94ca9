import type { Activation } from '../model/activation.ts';
import { allLayers, isKernel, type Layer, type LayerId, type ModelGraph, type SiteId } from '../model/graph.ts';
import { Notes } from '../model/notes.ts';
import { PartPlaces } from './parts.ts';
import { blocksInARow, type ResidualBlock, residualBlocks } from './residual-blocks.ts';
import { evensOut, isHomogeneous, NORMALISATIONS, restartsScale } from './scale-flow.ts';
import { hasScale } from './scale-matters.ts';

/** What the place of a layer, or of a part of one, means for its initialisers. */
export interface Structure {
  consumers(layer: Layer): readonly Layer[];
  inputs(layer: Layer): readonly Layer[];
  /** The layers that the same written call makes, the layer itself included. */
  sameCall(layer: Layer): readonly Layer[];
  /** Whether another kernel follows on some path: the layer is not the last one. */
  isHidden(layer: Layer): boolean;
  /** Whether every path normalises the output before its scale can matter: the kernel's scale is then free. */
  isNormalised(layer: Layer): boolean;
  /**
   * Number of hidden kernels, without normalisation between them, on the longest path through the layer; beside a residual
   * branch that it does not stand in, the path takes the shortcut.
   */
  depth(layer: Layer): number;
  /** The residual branch that the layer's kernel ends; null if it ends none, or a lone one. */
  branch(layer: Layer): ResidualBranch | null;
}

export interface ResidualBranch {
  /** Number of blocks in a row without normalisation; at least 2. */
  readonly blocks: number;
  /** The nonlinearity between the kernel and the sum; null for none. */
  readonly activation: Activation | null;
}

const known = new Notes<ModelGraph, Structure>();

/** Graphs never change, so a graph's structure is found once. */
export function structureOf(graph: ModelGraph): Structure {
  return known.of(graph, findStructure);
}

export function hasKernel(layer: Layer): boolean {
  return layer.weights.some((weight) => isKernel(weight.role)) || layer.parts.some(hasKernel);
}

function findStructure(graph: ModelGraph): Structure {
  const byId = new Map(graph.layers.map((layer) => [layer.id, layer]));
  const consumersOf = new Map<LayerId, Layer[]>(graph.layers.map((layer) => [layer.id, []]));
  for (const layer of graph.layers) for (const id of new Set(layer.inputs)) consumersOf.get(id)?.push(layer);
  const bySite = new Map<SiteId, Layer[]>();
  for (const layer of allLayers(graph)) {
    const made = bySite.get(layer.site);
    if (made === undefined) bySite.set(layer.site, [layer]);
    else made.push(layer);
  }
  const blocks = residualBlocks(graph.layers);
  const branches = findBranches(graph.layers, blocks);
  const places = new PartPlaces(graph.layers);
  const whole = (layer: Layer) => places.outermost(layer);
  const consumers = (layer: Layer): readonly Layer[] => {
    const above = places.above(layer);
    return above === null ? (consumersOf.get(whole(layer).id) ?? []) : [above];
  };
  const feeding = new Map<Layer, readonly Layer[]>();
  const inputs = (layer: Layer) => {
    const known = feeding.get(layer) ?? layer.inputs.flatMap((id) => byId.get(id) ?? []);
    feeding.set(layer, known);
    return known;
  };

  const hidden = new Set<LayerId>();
  const normalised = new Set<LayerId>();
  const perChannel = new Set<LayerId>();
  for (const layer of [...graph.layers].reverse()) {
    const next = consumers(layer);
    if (next.some((consumer) => hasKernel(consumer) || hidden.has(consumer.id))) hidden.add(layer.id);
    if (next.length === 0 || !isHomogeneous(layer)) continue;
    // Side by side, branches of different scale are only evened out channel by channel.
    if (next.every((consumer) => evensOut(consumer, perChannel, perChannel, ['batchNormalization']))) {
      perChannel.add(layer.id);
    }
    if (next.every((consumer) => evensOut(consumer, normalised, perChannel, NORMALISATIONS))) normalised.add(layer.id);
  }

  const counts = (layer: Layer) => hasScale(layer) && hidden.has(layer.id) && !normalised.has(layer.id);
  const forks = new Set(blocks.map(({ fork }) => fork));
  const above = chainLengths(graph.layers, inputs, counts, ({ operation }) => operation.kind === 'add');
  const below = chainLengths([...graph.layers].reverse(), consumers, counts, (layer) => forks.has(layer));
  const length = (lengths: ReadonlyMap<LayerId, number>, layer: Layer) => lengths.get(layer.id) ?? 0;
  return {
    consumers,
    inputs,
    sameCall: (layer) => bySite.get(layer.site) ?? [layer],
    isHidden: (layer) => places.above(layer) !== null || hidden.has(whole(layer).id),
    isNormalised: (layer) => places.above(layer) === null && normalised.has(whole(layer).id),
    depth: (layer) => (counts(whole(layer)) ? length(above, whole(layer)) + length(below, whole(layer)) - 1 : 0),
    branch: (layer) => branches.get(whole(layer).id) ?? null,
  };
}

function findBranches(layers: readonly Layer[], blocks: readonly ResidualBlock[]): Map<LayerId, ResidualBranch> {
  const inARow = blocksInARow(layers, blocks);
  const branches = new Map<LayerId, ResidualBranch>();
  for (const { sum, ends } of blocks) {
    const count = inARow.get(sum.id) ?? 1;
    if (count === 1) continue;
    for (const { layer, activation } of ends) branches.set(layer.id, { blocks: count, activation });
  }
  return branches;
}

/**
 * Longest chain of counted layers that ends at each layer; a normalisation or a state begins a new one. Where `adds` says
 * so signals (or gradients) are summed, and what one way loses the shortest one still brings: it counts in place of the
 * longest. `layers` in walking order.
 */
function chainLengths(
  layers: readonly Layer[],
  before: (layer: Layer) => readonly Layer[],
  counts: (layer: Layer) => boolean,
  adds: (layer: Layer) => boolean,
): Map<LayerId, number> {
  const lengths = new Map<LayerId, number>();
  for (const layer of layers) {
    const entering = before(layer).map(({ id }) => lengths.get(id) ?? 0);
    const length = entering.length === 0 ? 0 : adds(layer) ? Math.min(...entering) : Math.max(...entering);
    lengths.set(layer.id, restartsScale(layer) ? 0 : length + (counts(layer) ? 1 : 0));
  }
  return lengths;
}
