import type { Gradient, Signal } from './signal.ts';

/** One computation of a layer, carried out on mean-field states. */
export interface Step {
  readonly output: Signal;
  /** Sentences saying what is not exact even for wide layers. */
  readonly approximations: readonly string[];
  /** Gradients with respect to each input. */
  backward(gradient: Gradient): readonly Gradient[];
  /** E[dW^2] of the main kernel, summed over the batch; absent without one. */
  readonly weightGradient?: (gradient: Gradient) => number;
}

/** Two computations in a row, the first with any number of inputs. */
export function chain(first: Step, second: Step): Step {
  const through = (gradient: Gradient) => second.backward(gradient).slice(0, 1);
  const { weightGradient } = first;
  return {
    output: second.output,
    approximations: [...first.approximations, ...second.approximations],
    backward: (gradient) => through(gradient).flatMap((passed) => first.backward(passed)),
    ...(weightGradient === undefined
      ? {}
      : {
          weightGradient: (gradient: Gradient) =>
            through(gradient).reduce((sum, passed) => sum + weightGradient(passed), 0),
        }),
  };
}
