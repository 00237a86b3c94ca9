import { type Dimension, type Shape, size } from '../../../model/shape.ts';
import { ASSUMED_FEATURES } from '../../assumptions.ts';
import type { LayerBody, LayerReader } from '../../layer-reader.ts';
import { projection } from './projections.ts';

/** Vaswani et al. 2017: query, key and value projected to heads, and the heads' outputs projected back. */
export function multiHeadAttention(layer: LayerReader): LayerBody {
  const { options } = layer;
  const heads = options.dimension('numHeads', null);
  const keyDim = options.dimension('keyDim', null);
  const valueDim = options.entry('valueDim') === null ? keyDim : options.dimension('valueDim', null);
  options.accept('attentionAxes');
  return attend(layer, { heads, keyValueHeads: heads, keyDim, valueDim, output: readOutputShape(layer) });
}

/** Ainslie et al. 2023: several query heads share one head of key and value. */
export function groupedQueryAttention(layer: LayerReader): LayerBody {
  const { options } = layer;
  const headDim = options.dimension('headDim', null);
  const heads = options.dimension('numQueryHeads', null);
  const keyValueHeads = options.dimension('numKeyValueHeads', null);
  return attend(layer, { heads, keyValueHeads, keyDim: headDim, valueDim: headDim, output: null });
}

interface Heads {
  readonly heads: Dimension;
  readonly keyValueHeads: Dimension;
  readonly keyDim: Dimension;
  readonly valueDim: Dimension;
  /** What replaces the query's features; null if nothing does. */
  readonly output: Shape | null;
}

function attend(layer: LayerReader, { heads, keyValueHeads, keyDim, valueDim, output }: Heads): LayerBody {
  const { options } = layer;
  options.accept('flashAttention', 'seed', 'activityRegularizer');
  const useBias = options.boolean('useBias', true);
  const dropout = options.number('dropout', 0);
  const query = featuresOf(layer, 0, 'queryShape', ASSUMED_FEATURES);
  const value = featuresOf(layer, 1, 'valueShape', query);
  const key = featuresOf(layer, 2, 'keyShape', value);
  const leaving = output ?? [query];
  const weights = [
    ...projection(layer, 'query', [query], [heads, keyDim], useBias),
    ...projection(layer, 'key', [key], [keyValueHeads, keyDim], useBias),
    ...projection(layer, 'value', [value], [keyValueHeads, valueDim], useBias),
    ...projection(layer, 'attentionOutput', [heads, valueDim], leaving, useBias),
  ];
  const operation = {
    kind: 'multiHeadAttention',
    heads: size(heads),
    keyValueHeads: size(keyValueHeads),
    keyDim: size(keyDim),
    valueDim: size(valueDim),
    useBias,
    dropout,
  } as const;
  const outputShape = layer.input === null ? null : [...layer.input.slice(0, -1), ...leaving];
  const scores = scoresOf(layer, heads);
  return { ...layer.body(operation, outputShape), weights, ...(scores === null ? {} : { furtherShape: scores }) };
}

/** What leaves besides, if asked for: how much each position of the query attends to each of the key, by head. */
function scoresOf({ inputs, options }: LayerReader, heads: Dimension): Shape | null {
  const [query, value = query] = inputs;
  if (!query || !value) return null;
  const axes = options.value('attentionAxes');
  // Attention along some positions only keeps the others where they are.
  if (axes?.kind === 'list' && axes.items.length < query.length - 1) return null;
  return [heads, ...query.slice(0, -1), ...value.slice(0, -1)];
}

/**
 * Features of the query (input 0), value (1) or key (2). Where an input is missing it is what the file says that the
 * layer was built with (Keras 2 writes that), else another one's: attention to itself, keys that are the values.
 */
function featuresOf(layer: LayerReader, input: number, builtWith: string, otherwise: Dimension): Dimension {
  const built = layer.options.value(builtWith);
  const last = built?.kind === 'list' ? built.items.at(-1) : undefined;
  return layer.inputs[input]?.at(-1) ?? (last?.kind === 'number' ? last.value : otherwise);
}

/** One size or several; null if none is written. */
function readOutputShape({ options }: LayerReader): Shape | null {
  const value = options.value('outputShape');
  if (value === null) return null;
  const items = value.kind === 'list' ? value.items : [value];
  return items.map((item) => options.readDimension(item, 'outputShape', null));
}
