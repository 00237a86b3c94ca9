import { size } from '../../model/shape.ts';
import type { LayerBody, LayerReader } from '../layer-reader.ts';
import { lowRankFactors } from './low-rank.ts';

/** y = x W + b over the last dimension; W: [in, units]. */
export function dense(layer: LayerReader): LayerBody {
  const units = layer.options.dimension('units', null);
  const useBias = layer.options.boolean('useBias', true);
  layer.options.accept('quantizationConfig');
  const input = layer.inputOfAnyRank();
  const features = input.at(-1) ?? 1;
  const kernel = layer.weight({
    role: 'kernel',
    shape: [features, units],
    trueFans: { in: size(features), out: size(units) },
    fallback: layer.framework.defaults.kernel,
  });
  const weights = [...layer.withBias([kernel], useBias, units), ...lowRankFactors(layer, kernel)];
  return layer.weighted({ kind: 'dense', units: size(units), useBias }, [...input.slice(0, -1), units], weights);
}
