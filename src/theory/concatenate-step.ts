import { responseOfPart, type SharedPart, weightedSpreads } from './merge-step.ts';
import type { Branch, Gradient, Pairs, Signal } from './signal.ts';
import { scaleGradient } from './signal.ts';
import type { Step } from './step.ts';

/** Units of all branches side by side: averages weighted by size. */
export function concatenateStep(inputs: readonly Signal[], positions: number, units: number): Step {
  const elements = sum(inputs, (signal) => signal.positions * signal.units);
  const weight = (signal: Signal) => (signal.positions * signal.units) / elements;
  const average = (read: (signal: Signal) => number) => sum(inputs, (signal) => weight(signal) * read(signal));
  const mean = average((signal) => signal.mean);
  // Two units of one branch (its share squared) or of two, independent apart from their means.
  const across = (read: (pairs: Pairs) => number) =>
    mean ** 2 + sum(inputs, (signal) => weight(signal) ** 2 * (read(signal.pairs) - signal.mean ** 2));
  const secondMoment = average((signal) => signal.secondMoment);
  const parts: readonly SharedPart[] = inputs.map((signal) => ({
    signal,
    share: (weight(signal) * signal.secondMoment) / secondMoment,
  }));
  const besides = inputs.every((signal) => signal.positions === positions);
  const output: Signal = {
    positions,
    units,
    mean,
    secondMoment,
    pairs: {
      example: average((signal) => signal.pairs.example),
      elsewhere: average((signal) => signal.pairs.elsewhere),
      position: average((signal) => signal.pairs.position),
      unit: across((pairs) => pairs.unit),
      both: across((pairs) => pairs.both),
    },
    law: null,
    persistence: inputs[0]?.persistence ?? null,
    profile: inputs[0]?.profile ?? null,
    ...weightedSpreads(parts, (share) => share ** 2),
    sizes: null,
    ...(besides ? { branches: inputs.flatMap(branchesOf) } : {}),
  };
  return {
    output,
    approximations: inputs.length > 1 ? ['The joined branches are treated as one layer of their average size.'] : [],
    backward: (gradient) => {
      let from = 0;
      return inputs.map((signal) => {
        const count = besides ? branchesOf(signal).length : 0;
        const own = gradientOfBranches(gradient, signal, from, count);
        from += count;
        return { ...own, response: responseOfPart(gradient, signal, parts, output) };
      });
    },
  };
}

/** The branches that a signal's units are made of; itself where it is of one piece. */
export function branchesOf(signal: Signal): readonly Branch[] {
  const { branches, units, mean, secondMoment, pairs } = signal;
  if (branches !== undefined) {
    let [counted, total] = [0, 0];
    for (const branch of branches) {
      counted += branch.units;
      total += branch.units * branch.secondMoment;
    }
    // What has changed their elements since has not changed `branches`.
    if (counted === units && Math.abs(total / units - secondMoment) <= 1e-9 * secondMoment) return branches;
  }
  return [{ units, mean, secondMoment, pairs }];
}

/** The gradient of some of the branches, and of each of them over their average. */
function gradientOfBranches({ parts, ...gradient }: Gradient, signal: Signal, from: number, count: number): Gradient {
  const own = parts?.slice(from, from + count) ?? [];
  if (own.length === 0) return gradient;
  const branches = branchesOf(signal);
  const average = sum(branches, ({ units }, i) => (units / signal.units) * (own[i] ?? 1));
  const scaled = scaleGradient(gradient, average);
  return own.length > 1 && average > 0 ? { ...scaled, parts: own.map((part) => part / average) } : scaled;
}

function sum<T>(items: readonly T[], read: (item: T, index: number) => number): number {
  return items.reduce((total, item, i) => total + read(item, i), 0);
}
