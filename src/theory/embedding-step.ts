import { type LayerContext, weightMoments, weightOf } from './linear-layers.ts';
import { NO_SPREAD, type Signal } from './signal.ts';
import type { Step } from './step.ts';

/**
 * Rows of a random table, each as likely as the others: what entered tells only which. Two places agree where they
 * choose the same row.
 * @param rows of the table.
 */
export function embeddingStep(input: Signal, context: LayerContext, rows: number, width: number): Step {
  const { mean, variance } = weightMoments(weightOf(context.layer, 'embedding'), 0);
  const positions = input.positions * input.units;
  const secondMoment = mean ** 2 + variance;
  const alike = mean ** 2 + variance / rows;
  const output: Signal = {
    positions,
    units: width,
    mean,
    secondMoment,
    pairs: { example: alike, elsewhere: alike, position: alike, unit: mean ** 2, both: mean ** 2 },
    law: null,
    profile: null,
    sizes: null,
    persistence: null,
    spread: NO_SPREAD,
    sampling: { own: Math.log1p(2 / width), shared: Math.log1p(2 / width / rows) },
  };
  const uses = context.batch * positions;
  return {
    output,
    approximations: [],
    // Which row is chosen has no gradient.
    backward: (gradient) => [
      {
        ...gradient,
        secondMoment: 0,
        example: 0,
        position: 0,
        unit: 0,
        reachedSlope: null,
        bend: 0,
        sampling: NO_SPREAD,
      },
    ],
    weightGradient: (gradient) => (uses / rows) * gradient.secondMoment,
  };
}
