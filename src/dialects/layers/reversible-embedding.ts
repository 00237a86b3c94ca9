import { size } from '../../model/shape.ts';
import type { LayerBody, LayerReader } from '../layer-reader.ts';
import { embedding } from './embedding.ts';

/** An embedding that can also lead back to logits: by its own table, or by one of its own, [outputDim, inputDim]. */
export function reversibleEmbedding(layer: LayerReader): LayerBody {
  const body = embedding(layer);
  const tied = layer.options.boolean('tieWeights', true);
  layer.options.accept('reverseDtype', 'logitSoftCap');
  const [table] = body.weights;
  if (tied || table === undefined) return body;
  const shape = [...table.shape].reverse();
  const [features = 1, tokens = 1] = shape;
  const back = layer.fixedWeight({
    role: 'embedding',
    shape,
    trueFans: { in: size(features), out: size(tokens) },
    fallback: table.initializer.spec,
  });
  return { ...body, weights: [table, layer.initializedAs(back, table)] };
}
