import type { Weight } from '../../../model/graph.ts';
import type { InitializerSpec } from '../../../model/initializer.ts';
import { type Shape, size } from '../../../model/shape.ts';
import { ASSUMED_FEATURES } from '../../assumptions.ts';
import { ELEMENTWISE_FANS, type LayerBody, type LayerReader } from '../../layer-reader.ts';

/** Luong's: scores are products of query and key, or sums of tanh with two learnt factors. */
export function attention(layer: LayerReader): LayerBody {
  const { options } = layer;
  const useScale = options.boolean('useScale', false);
  const score = options.choice('scoreMode', ['dot', 'concat'], 'dot');
  acceptOptions(layer);
  const factor = scale(layer, [], { name: 'ones' });
  const weights = [...(useScale ? [factor] : []), ...(score === 'concat' ? [factor] : [])];
  return { ...layer.body({ kind: 'attention', score, useScale }, outputShape(layer)), weights };
}

/** Bahdanau's: sums of tanh over the features, each with a factor of its own. */
export function additiveAttention(layer: LayerReader): LayerBody {
  const useScale = layer.options.boolean('useScale', true);
  acceptOptions(layer);
  const features = layer.input?.at(-1) ?? ASSUMED_FEATURES;
  const factors = scale(layer, [features], { name: 'glorotUniform' });
  const weights = useScale ? [{ ...factors, trueFans: { in: size(features), out: 1 } }] : [];
  return { ...layer.body({ kind: 'attention', score: 'concat', useScale }, outputShape(layer)), weights };
}

function acceptOptions({ options }: LayerReader): void {
  options.accept('dropout', 'seed', 'causal', 'scoreMode');
}

function scale(layer: LayerReader, shape: Shape, fallback: InitializerSpec): Weight {
  return layer.weight({ role: 'scale', shape, trueFans: ELEMENTWISE_FANS, fallback });
}

/** The query's positions with the value's features. */
function outputShape({ inputs: [query = null, value = query] }: LayerReader): Shape | null {
  const features = value?.at(-1);
  return query === null || features === undefined ? null : [...query.slice(0, -1), features];
}
