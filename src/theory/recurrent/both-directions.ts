import type { Operation } from '../../model/operation.ts';
import { concatenateStep } from '../concatenate-step.ts';
import { elementwiseMergeStep } from '../elementwise-merge-step.ts';
import { addGradients, addStep } from '../merge-step.ts';
import type { Profile } from '../profile.ts';
import type { Gradient, Signal } from '../signal.ts';
import type { Step } from '../step.ts';

type Merge = Extract<Operation, { readonly kind: 'bidirectional' }>['merge'];

/** Two layers over the same input, their outputs merged; the weights' gradients are told as their mean. */
export function bothDirections(ahead: Step, back: Step, merge: Merge): Step {
  if (merge === 'none') return ahead;
  const merged = mergeStep(merge, [ahead.output, back.output]);
  return {
    output: { ...merged.output, profile: averaged(ahead.output.profile, back.output.profile) },
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

/** The way through a sequence from its end, for a step that was made of the sequence the other way round. */
export function fromTheEnd(make: (input: Signal) => Step, input: Signal): Step {
  const step = make({ ...input, profile: reversed(input.profile) });
  const { weightGradient } = step;
  const turned = (gradient: Gradient): Gradient => ({ ...gradient, profile: reversed(gradient.profile) });
  return {
    ...step,
    output: { ...step.output, profile: reversed(step.output.profile) },
    backward: (gradient) => step.backward(turned(gradient)).map(turned),
    ...(weightGradient === undefined ? {} : { weightGradient: (gradient) => weightGradient(turned(gradient)) }),
  };
}

function reversed(profile: Profile | null): Profile | null {
  return profile?.map((factors, d) => (d === 0 ? factors.slice().reverse() : factors)) ?? null;
}

function averaged(a: Profile | null, b: Profile | null): Profile | null {
  if (a === null || b === null || a.length !== 1 || b.length !== 1) return null;
  const [first, second] = [a[0], b[0]];
  if (first === undefined || second === undefined || first.length !== second.length) return null;
  return [first.map((factor, i) => (factor + (second[i] ?? 1)) / 2)];
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
