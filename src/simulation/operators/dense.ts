import type { Layer } from '../../model/graph.ts';
import { count, findWeight, type Operator, type Tensor } from '../operator.ts';
import { isCheaperUndrawn, kernelLaw } from '../undrawn/kernel-law.ts';
import { undrawnDense } from '../undrawn/undrawn-dense.ts';
import { drawnDense } from './drawn-dense.ts';

/** By what costs less, or one way wherever it is possible. */
export type KernelChoice = 'cheaper' | 'drawn' | 'undrawn';

/**
 * y = x W + b over the last dimension. The kernel is not drawn where that is less work and nothing else sees it: a
 * written seed gives other layers the same one, and a shared layer meets more than one batch.
 */
export function dense(layer: Layer, input: Tensor, output: Tensor, choice: KernelChoice): Operator {
  const initializer = findWeight(layer, 'kernel')?.initializer;
  if (choice === 'drawn' || initializer === undefined || initializer.seed !== null) {
    return drawnDense(layer, input, output);
  }
  const fanIn = input.shape.at(-1) ?? 1;
  const units = output.shape.at(-1) ?? 1;
  const rows = (input.batch * count(input.shape)) / fanIn;
  const law = kernelLaw(initializer.sampled, fanIn, units);
  const isUndrawn = law !== null && (choice === 'undrawn' || isCheaperUndrawn(law, rows, fanIn, units));
  return isUndrawn ? undrawnDense(layer, law, input, output) : drawnDense(layer, input, output);
}
