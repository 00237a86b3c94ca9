import type { Weight, WeightRole } from '../../../model/graph.ts';
import { product, type Shape, size } from '../../../model/shape.ts';
import { ELEMENTWISE_FANS, type LayerReader } from '../../layer-reader.ts';

/**
 * A projection of attention with its bias; the kernel: [...from, ...to], the bias: [...to]. Its output sums over `from`,
 * and an input feeds all of `to`; the framework takes its fans from the kernel's last two dimensions, as for a
 * convolution.
 */
export function projection(layer: LayerReader, role: WeightRole, from: Shape, to: Shape, useBias: boolean): Weight[] {
  const kernel = layer.weight({
    role,
    shape: [...from, ...to],
    trueFans: { in: size(product(from)), out: size(product(to)) },
    fallback: layer.framework.defaults.kernel,
  });
  const bias = layer.weight({ role: 'bias', shape: to, trueFans: ELEMENTWISE_FANS, fallback: { name: 'zeros' } });
  return useBias ? [kernel, bias] : [kernel];
}
