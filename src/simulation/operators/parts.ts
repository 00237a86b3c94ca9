import type { Layer } from '../../model/graph.ts';
import { createTensor, methodOf, type Operator, type Tensor, type Work } from '../operator.ts';
import { fillInSlices } from '../slices.ts';

/** Makes the operator of a layer's part. */
export type MakePart<P> = (part: P, input: Tensor, output: Tensor) => Operator;

/** The operator with streams of its own: two parts of one layer are drawn independently. */
export function asPart({ id }: Pick<Layer, 'id'>, operator: Operator): Operator {
  // The part's own name: another use of the same layer draws the same numbers under it.
  const name = id.slice(id.lastIndexOf('/') + 1);
  return { ...operator, draw: (streams) => operator.draw((role, seed) => streams(`${name}/${role}`, seed)) };
}

/** Operators one after another, each reading what those before it have written; gradients go the other way. */
export function inOrder(operators: readonly Operator[], between: readonly Tensor[]): Operator {
  return {
    method: methodOf(operators),
    *draw(streams): Work {
      for (const operator of operators) yield* operator.draw(streams) ?? [];
    },
    *forward(): Work {
      for (const operator of operators) yield* operator.forward() ?? [];
    },
    *backward(): Work {
      for (const tensor of between) yield* fillInSlices(tensor.gradient, 0);
      for (const operator of [...operators].reverse()) yield* operator.backward() ?? [];
    },
    weightGradient: () => {
      const gradients = operators.flatMap((operator) => operator.weightGradient() ?? []);
      return gradients.length === 0 ? null : average(gradients);
    },
  };
}

function* average(gradients: readonly Work<number>[]): Work<number> {
  let sum = 0;
  for (const gradient of gradients) sum += yield* gradient;
  return sum / gradients.length;
}

/** A tensor like another one, or of another shape. */
export function like(tensor: Tensor, shape: readonly number[] = tensor.shape): Tensor {
  return createTensor(tensor.batch, shape, tensor.memory);
}
