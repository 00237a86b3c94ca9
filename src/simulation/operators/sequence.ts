import { methodOf, type Operator, type Tensor, type Work } from '../operator.ts';
import { fillInSlices } from '../slices.ts';

/** Two operators in a row through a tensor between them; the weight gradient is the later one's that has any. */
export function inSequence(first: Operator, middle: Tensor, second: Operator): Operator {
  return {
    method: methodOf([first, second]),
    *draw(streams): Work {
      yield* first.draw(streams) ?? [];
      yield* second.draw(streams) ?? [];
    },
    *forward(): Work {
      yield* first.forward() ?? [];
      yield* second.forward() ?? [];
    },
    *backward(): Work {
      yield* fillInSlices(middle.gradient, 0);
      yield* second.backward() ?? [];
      yield* first.backward() ?? [];
    },
    weightGradient: () => second.weightGradient() ?? first.weightGradient(),
  };
}
