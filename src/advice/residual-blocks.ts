import type { Activation } from '../model/activation.ts';
import type { Layer, LayerId } from '../model/graph.ts';
import { leavingActivation, repeated } from './parts.ts';
import { isNormalisation, restartsScale } from './scale-flow.ts';
import { hasScale } from './scale-matters.ts';

/** A sum of a shortcut and of branches with more kernels, all of one layer's output, nothing normalised on the way. */
export interface ResidualBlock {
  /** Whose output goes both ways. */
  readonly fork: Layer;
  readonly sum: Layer;
  /** The layers whose kernels set the size of what is added. */
  readonly ends: readonly BranchEnd[];
}

export interface BranchEnd {
  readonly layer: Layer;
  /** The nonlinearity on the way to the sum; null for none. */
  readonly activation: Activation | null;
}

/** Every block, in the order of its sums. `layers` in topological order. */
export function residualBlocks(layers: readonly Layer[]): ResidualBlock[] {
  const order = new Map(layers.map(({ id }, i) => [id, i]));
  return layers.flatMap((layer) => (layer.operation.kind === 'add' ? (blockAt(layer, layers, order) ?? []) : []));
}

/**
 * How many blocks stand in a row with each sum, itself included: what comes out of one goes into the next without being
 * normalised on the way.
 */
export function blocksInARow(layers: readonly Layer[], blocks: readonly ResidualBlock[]): Map<LayerId, number> {
  const bySum = new Map(blocks.map((block) => [block.sum.id, block]));
  const above = new Map<LayerId, number>();
  for (const layer of layers) {
    const entering = restartsScale(layer) ? 0 : Math.max(0, ...layer.inputs.map((id) => above.get(id) ?? 0));
    const fork = bySum.get(layer.id)?.fork.id;
    above.set(layer.id, fork === undefined ? entering : Math.max(entering, 1 + (above.get(fork) ?? 0)));
  }
  const below = new Map<LayerId, number>();
  const raise = (id: LayerId, count: number) => below.set(id, Math.max(below.get(id) ?? 0, count));
  for (const layer of [...layers].reverse()) {
    const behind = below.get(layer.id) ?? 0;
    if (!restartsScale(layer)) for (const id of layer.inputs) raise(id, behind);
    const fork = bySum.get(layer.id)?.fork.id;
    if (fork !== undefined) raise(fork, behind + 1);
  }
  return new Map(blocks.map(({ sum }) => [sum.id, (above.get(sum.id) ?? 0) + (below.get(sum.id) ?? 0)]));
}

/** Null where the sum's inputs have no common origin, no shortcut, or a size of their own (normalised, gated, rescaled). */
function blockAt(sum: Layer, layers: readonly Layer[], order: ReadonlyMap<LayerId, number>): ResidualBlock | null {
  if (new Set(sum.inputs).size < 2) return null;
  const paths = pathsToFork(sum, layers, order);
  if (paths === null) return null;
  const shortest = Math.min(...paths.kernels);
  const branches = sum.inputs.filter((_, i) => (paths.kernels[i] ?? 0) > shortest);
  const byId = (id: LayerId) => layers[order.get(id) ?? -1];
  const ends = branches.map((id) => branchEnds(byId(id), paths.fork, byId));
  if (ends.length === 0 || ends.some((found) => found === null)) return null;
  return { fork: paths.fork, sum, ends: ends.flatMap((found) => found ?? []) };
}

interface Paths {
  readonly fork: Layer;
  /** Most kernels on a path from the fork to each input of the sum. */
  readonly kernels: readonly number[];
}

/**
 * Walks back from all inputs of the sum at once, the latest layer first: the first one that all of them lead to is the
 * fork. Null where there is none, or where something is normalised before it.
 */
function pathsToFork(sum: Layer, layers: readonly Layer[], order: ReadonlyMap<LayerId, number>): Paths | null {
  // For each layer that was come by: by input of the sum, the most kernels behind it; null where that input does not lead here.
  const met = new Map<number, (number | null)[]>();
  const meet = (id: LayerId, input: number, kernels: number) => {
    const index = order.get(id);
    if (index === undefined) return;
    const counts = met.get(index) ?? sum.inputs.map(() => null);
    counts[input] = Math.max(counts[input] ?? 0, kernels);
    met.set(index, counts);
  };
  sum.inputs.forEach((id, input) => {
    meet(id, input, 0);
  });
  for (let index = (order.get(sum.id) ?? 0) - 1; index >= 0; index--) {
    const counts = met.get(index);
    const layer = layers[index];
    if (counts === undefined || layer === undefined) continue;
    const kernels = counts.filter((count) => count !== null);
    if (kernels.length === counts.length) return { fork: layer, kernels };
    if (isNormalisation(layer)) return null;
    counts.forEach((count, input) => {
      if (count === null) return;
      for (const id of layer.inputs) meet(id, input, count + (hasScale(layer) ? 1 : 0));
    });
  }
  return null;
}

type Kind = Layer['operation']['kind'];

/** What leaves these is as large as what enters. Not among them: gates and factors, with which a branch is scaled down. */
const PASSING: readonly Kind[] = [
  'activation',
  'dropout',
  'gaussianDropout',
  'gaussianNoise',
  'pooling',
  'globalPooling',
  'reshape',
  'flatten',
  'permute',
  'zeroPadding',
  'cropping',
  'upSampling',
  'concatenate',
];

/** The last kernels on the way to the sum; null where something else sets the size of what is added. */
function branchEnds(
  last: Layer | undefined,
  fork: Layer,
  byId: (id: LayerId) => Layer | undefined,
): BranchEnd[] | null {
  const ends: BranchEnd[] = [];
  const seen = new Set<LayerId>();
  const pending: { layer: Layer | undefined; behind: Activation | null }[] = [{ layer: last, behind: null }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { layer, behind } = at;
    if (layer === undefined || layer === fork) return null;
    if (seen.has(layer.id)) continue;
    seen.add(layer.id);
    const own = leavingActivation(layer);
    const activation = own !== null && own.name !== 'linear' ? own : behind;
    if (hasScale(layer)) ends.push({ layer, activation });
    else if (!PASSING.includes(repeated(layer).operation.kind) || layer.inputs.length === 0) return null;
    else pending.push(...layer.inputs.map((id) => ({ layer: byId(id), behind: activation })));
  }
  return ends;
}
