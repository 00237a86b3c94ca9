import { size } from '../../model/shape.ts';
import type { LayerBody, LayerReader } from '../layer-reader.ts';
import { lowRankFactors } from './low-rank.ts';

/** Default range of both frameworks. */
const LIMIT = 0.05;

/** A row of a table for each integer: [...] to [..., outputDim]; the table: [inputDim, outputDim]. */
export function embedding(layer: LayerReader): LayerBody {
  const { options } = layer;
  const inputDim = options.dimension('inputDim', null);
  const outputDim = options.dimension('outputDim', null);
  const maskZero = options.boolean('maskZero', false);
  options.accept('activityRegularizer', 'sparse', 'useOneHotMatmul', 'quantizationConfig');
  const table = layer.weight({
    role: 'embedding',
    shape: [inputDim, outputDim],
    // An output is one number of the table, whatever its length.
    trueFans: { in: 1, out: size(outputDim) },
    fallback: { name: 'randomUniform', low: -LIMIT, high: LIMIT },
  });
  const operation = { kind: 'embedding', inputDim: size(inputDim), outputDim: size(outputDim), maskZero } as const;
  const outputShape = layer.input === null ? null : [...layer.input, outputDim];
  return { ...layer.body(operation, outputShape), weights: [table, ...lowRankFactors(layer, table)] };
}
