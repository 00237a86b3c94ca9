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
  const { useBias, dropout } = readCommon(layer);
  options.accept('attentionAxes');
  const query = featuresOf(layer, 0, 'queryShape');
  const value = featuresOf(layer, 1, 'valueShape');
  const key = layer.inputs.length > 2 || layer.inputs.length === 0 ? featuresOf(layer, 2, 'keyShape') : value;
  const output = readOutputShape(layer) ?? [query];
  const weights = [
    ...projection(layer, 'query', [query], [heads, keyDim], useBias),
    ...projection(layer, 'key', [key], [heads, keyDim], useBias),
    ...projection(layer, 'value', [value], [heads, valueDim], useBias),
    ...projection(layer, 'attentionOutput', [heads, valueDim], output, useBias),
  ];
  const operation = {
    kind: 'multiHeadAttention',
    heads: size(heads),
    keyValueHeads: size(heads),
    keyDim: size(keyDim),
    valueDim: size(valueDim),
    useBias,
    dropout,
  } as const;
  return { ...layer.body(operation, withFeatures(layer.input, output)), weights };
}

/** Ainslie et al. 2023: several query heads share one head of key and value. */
export function groupedQueryAttention(layer: LayerReader): LayerBody {
  const { options } = layer;
  const headDim = options.dimension('headDim', null);
  const heads = options.dimension('numQueryHeads', null);
  const shared = options.dimension('numKeyValueHeads', null);
  const { useBias, dropout } = readCommon(layer);
  const query = featuresOf(layer, 0, 'queryShape');
  const value = featuresOf(layer, 1, 'valueShape');
  const key = layer.inputs.length > 2 ? featuresOf(layer, 2, 'keyShape') : value;
  const weights = [
    ...projection(layer, 'query', [query], [heads, headDim], useBias),
    ...projection(layer, 'key', [key], [shared, headDim], useBias),
    ...projection(layer, 'value', [value], [shared, headDim], useBias),
    ...projection(layer, 'attentionOutput', [heads, headDim], [query], useBias),
  ];
  const operation = {
    kind: 'multiHeadAttention',
    heads: size(heads),
    keyValueHeads: size(shared),
    keyDim: size(headDim),
    valueDim: size(headDim),
    useBias,
    dropout,
  } as const;
  return { ...layer.body(operation, layer.input), weights };
}

function readCommon({ options }: LayerReader): { useBias: boolean; dropout: number } {
  options.accept('flashAttention', 'seed', 'activityRegularizer');
  return { useBias: options.boolean('useBias', true), dropout: options.number('dropout', 0) };
}

/**
 * Features of the query (input 0), value (1) or key (2). Where an input is missing it is what the file says that the
 * layer was built with (Keras 2 writes that, batch included), else the query's own: attention to itself.
 */
function featuresOf(layer: LayerReader, input: number, option: string): Dimension {
  const built = layer.options.value(option);
  const entering = layer.inputs[input]?.at(-1);
  if (entering !== undefined) return entering;
  const last = built?.kind === 'list' ? built.items.at(-1) : undefined;
  if (last?.kind === 'number') return last.value;
  return layer.input?.at(-1) ?? ASSUMED_FEATURES;
}

/** One size or several, which replace the query's features; null if none is written. */
function readOutputShape({ options }: LayerReader): Shape | null {
  const value = options.value('outputShape');
  if (value === null) return null;
  const items = value.kind === 'list' ? value.items : [value];
  return items.map((item) => options.readDimension(item, 'outputShape', null));
}

function withFeatures(query: Shape | null, features: Shape): Shape | null {
  return query === null ? null : [...query.slice(0, -1), ...features];
}
