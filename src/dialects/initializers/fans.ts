import type { Fans } from '../../model/initializer.ts';
import { type Dimension, sizes } from '../../model/shape.ts';

/**
 * Fans that both frameworks derive from a weight's shape alone: [..., in, out] with the leading dimensions as the
 * receptive field. What the layer really computes is not looked at: depthwise, transposed, strided and grouped
 * kernels get other fans than they have.
 */
export function kernelFans(shape: readonly Dimension[], otherwise: (count: number) => Fans): Fans {
  const dimensions = sizes(shape);
  const count = dimensions.reduce((a, b) => a * b, 1);
  const fanIn = dimensions.at(-2);
  const fanOut = dimensions.at(-1);
  if (fanIn === undefined || fanOut === undefined) return otherwise(count);
  const field = dimensions.slice(0, -2).reduce((a, b) => a * b, 1);
  return { in: field * fanIn, out: field * fanOut };
}
