import { type Operator, simpleOperator, type Tensor } from '../../operator.ts';
import { ScaledDotProduct } from './scaled-dot-product.ts';

/**
 * Luong's attention: scores are plain products of query and key; a learnt scale starts at 1.
 * @param inputs query, then value, then key, each positions x features.
 */
export function dotAttention(inputs: readonly [Tensor, ...Tensor[]], output: Tensor): Operator {
  const [query] = inputs;
  const value = inputs[1] ?? query;
  const key = inputs[2] ?? value;
  const attention = new ScaledDotProduct(
    {
      batch: query.batch,
      queries: query.shape[0] ?? 1,
      keys: value.shape[0] ?? 1,
      heads: 1,
      keyValueHeads: 1,
      keyDim: query.shape[1] ?? 1,
      valueDim: value.shape[1] ?? 1,
    },
    output.memory,
  );
  return simpleOperator(
    () => attention.forward(1, query.value, key.value, value.value, output.value),
    () => {
      const gradients = [query.gradient, key.gradient, value.gradient] as const;
      return attention.backward(1, [query.value, key.value, value.value], output.gradient, gradients);
    },
  );
}
