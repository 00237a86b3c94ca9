import type { Operation } from '../../model/operation.ts';
import { concatenateStep } from '../concatenate-step.ts';
import { elementwiseMergeStep } from '../elementwise-merge-step.ts';
import { addGradients, addStep } from '../merge-step.ts';
import type { Signal } from '../signal.ts';
import type { Step } from '../step.ts';

type Merge = Extract<Operation, { readonly kind: 'bidirectional' }>['merge'];

/** Two layers over the same input, their outputs merged; the weights' gradients are told as their mean. */
export function bothDirections(ahead: Step, back: Step, merge: Merge): Step {
  if (merge === 'none') return ahead;
  const merged = mergeStep(merge, [ahead.output, back.output]);
  return {
    output: merged.output,
    approximations: [...new Set([...ahead.approximations, ...merged.approximations])],
    backward: (gradient) => {
      const [first = gradient, second = gradient] = merged.backward(gradient);
      const [a, b] = [ahead.backward(first)[0], back.backward(second)[0]];
      return a === undefined || b === undefined ? [] : [addGradients(a, b)];
    },
    weightGradient: (gradient) => {
      const [first = gradient, second = gradient] = merged.backward(gradient);
      return ((ahead.weightGradient?.(first) ?? 0) + (back.weightGradient?.(second) ?? 0)) / 2;
    },
  };
}

function mergeStep(merge: Exclude<Merge, 'none'>, outputs: readonly [Signal, Signal]): Step {
  const ids = ['forward', 'backward'];
  switch (merge) {
    case 'concatenate':
      return concatenateStep(outputs, outputs[0].positions, outputs[0].units + outputs[1].units);
    case 'sum':
      return addStep(outputs, ids);
    case 'multiply':
    case 'average':
      return elementwiseMergeStep(merge, outputs, ids);
  }
}
