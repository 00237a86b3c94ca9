import type { Layer } from '../../model/graph.ts';
import type { Operator, Tensor } from '../operator.ts';
import { dotProduct } from './dot.ts';
import { inOrder, like } from './parts.ts';
import { unitNormalization } from './scaled.ts';

/** Cosines: both inputs are divided by their lengths along the summed axes first. */
export function normalizedDotProduct(
  layer: Layer,
  axes: readonly [number, number],
  inputs: readonly [Tensor, Tensor],
  output: Tensor,
): Operator {
  const [x, y] = inputs;
  const [left, right] = [like(x), like(y)];
  return inOrder(
    [
      unitNormalization(layer, [axes[0]], x, left),
      unitNormalization(layer, [axes[1]], y, right),
      dotProduct(axes, [left, right], output),
    ],
    [left, right],
  );
}
