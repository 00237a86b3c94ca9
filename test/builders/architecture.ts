import type { Analysis } from '../../src/analyser.ts';

/** What no safe fix may change: the models, their layers, and every weight's shape. */
export function architecture({ reading }: Analysis): unknown {
  return reading.graphs.map(({ layers }) =>
    layers.map(({ operation, outputShape, weights }) => ({
      kind: operation.kind,
      outputShape,
      weights: weights.map(({ role, shape }) => ({ role, shape })),
    })),
  );
}
