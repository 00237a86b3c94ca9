import { allLayers, isKernel, type Layer, type LayerId, type ModelGraph, type SiteId } from '../model/graph.ts';
import { leavingActivation, partPlaces, repeated } from './parts.ts';
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
  /** Number of hidden kernels, without normalisation between them, on the longest path through the layer. */
  depth(layer: Layer): number;
}

const known = new WeakMap<ModelGraph, Structure>();

/** Graphs never change, so a graph's structure is found once. */
export function structureOf(graph: ModelGraph): Structure {
  const found = known.get(graph) ?? findStructure(graph);
  known.set(graph, found);
  return found;
}

export function hasKernel(layer: Layer): boolean {
  return layer.weights.some((weight) => isKernel(weight.role)) || layer.parts.some(hasKernel);
}

/** Whether the layer gives every signal the same scale. */
export function isNormalisation(layer: Layer): boolean {
  return NORMALISATIONS.includes(repeated(layer).operation.kind);
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
  const places = partPlaces(graph);
  const consumers = (layer: Layer): readonly Layer[] => {
    const place = places.get(layer.id);
    if (place === undefined) return consumersOf.get(layer.id) ?? [];
    return place.next === null ? consumers(place.outer) : [place.next];
  };
  const outermost = (layer: Layer): Layer => {
    const place = places.get(layer.id);
    return place === undefined ? layer : outermost(place.outer);
  };
  const feedsPart = (layer: Layer): boolean => {
    const place = places.get(layer.id);
    return place !== undefined && (place.next !== null || feedsPart(place.outer));
  };
  const inputs = (layer: Layer) => layer.inputs.flatMap((id) => byId.get(id) ?? []);

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
  const above = chainLengths(graph.layers, inputs, counts);
  const below = chainLengths([...graph.layers].reverse(), consumers, counts);
  const length = (lengths: ReadonlyMap<LayerId, number>, layer: Layer) => lengths.get(layer.id) ?? 0;
  return {
    consumers,
    inputs,
    sameCall: (layer) => bySite.get(layer.site) ?? [layer],
    isHidden: (layer) => feedsPart(layer) || hidden.has(outermost(layer).id),
    isNormalised: (layer) => !feedsPart(layer) && normalised.has(outermost(layer).id),
    depth: (layer) => {
      const whole = outermost(layer);
      return counts(whole) ? length(above, whole) + length(below, whole) - 1 : 0;
    },
  };
}

type Kind = Layer['operation']['kind'];

const NORMALISATIONS: readonly Kind[] = [
  'batchNormalization',
  'layerNormalization',
  'groupNormalization',
  'rmsNormalization',
  'unitNormalization',
];

/** Whether what enters the layer is normalised there, or passes as it is and is normalised further on. */
function evensOut(
  layer: Layer,
  behind: ReadonlySet<LayerId>,
  behindJoined: ReadonlySet<LayerId>,
  kinds: readonly Kind[],
): boolean {
  const { kind } = repeated(layer).operation;
  if (kinds.includes(kind)) return true;
  if (kind === 'concatenate') return behindJoined.has(layer.id);
  return KEEPS_SCALE.includes(kind) && behind.has(layer.id);
}

/** Twice the input gives twice the output. */
const KEEPS_SCALE: readonly Kind[] = [
  'activation',
  'pooling',
  'globalPooling',
  'dropout',
  'gaussianDropout',
  'reshape',
  'flatten',
  'zeroPadding',
  'permute',
  'repeatVector',
  'upSampling',
  'cropping',
  'masking',
];

/** Twice the kernel gives twice the output. */
function isHomogeneous(layer: Layer): boolean {
  if (GATED.includes(repeated(layer).operation.kind)) return false;
  const name = leavingActivation(layer)?.name ?? 'linear';
  return name === 'linear' || name === 'relu' || name === 'leakyRelu' || name === 'prelu';
}

/** Layers whose output is no multiple of their kernels: gates and softmax stand in between. */
const GATED: readonly Kind[] = [
  'recurrent',
  'recurrentCell',
  'rnn',
  'bidirectional',
  'attention',
  'multiHeadAttention',
];

/** Longest chain of counted layers that ends at each layer; a normalisation or a state begins a new one. `layers` in walking order. */
function chainLengths(
  layers: readonly Layer[],
  before: (layer: Layer) => readonly Layer[],
  counts: (layer: Layer) => boolean,
): Map<LayerId, number> {
  const lengths = new Map<LayerId, number>();
  for (const layer of layers) {
    const longest = Math.max(0, ...before(layer).map(({ id }) => lengths.get(id) ?? 0));
    // A state is squashed anew at every step: what comes in too large does not leave so.
    const restarts = isNormalisation(layer) || GATED.includes(repeated(layer).operation.kind);
    lengths.set(layer.id, restarts ? 0 : longest + (counts(layer) ? 1 : 0));
  }
  return lengths;
}
