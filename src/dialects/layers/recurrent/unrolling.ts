import type { Unrolling } from '../../../model/operation.ts';
import type { Dimension, Shape } from '../../../model/shape.ts';
import type { LayerReader } from '../../layer-reader.ts';

/** How a recurrent layer's options say that it walks its time steps. */
export function readUnrolling({ options, framework }: LayerReader): Unrolling {
  options.accept('stateful', 'activityRegularizer', 'inputLength', ...framework.quirks.recurrentOptions);
  const unroll = options.boolean('unroll', false);
  return {
    returnSequences: options.boolean('returnSequences', false),
    returnState: options.boolean('returnState', false),
    goBackwards: options.boolean('goBackwards', false),
    renewsMasks: framework.quirks.cellDropout.renewsMasks && !unroll,
  };
}

/** The shape of a recurrent layer's first output; the states that `returnState` adds come after it. */
export function unrolledShape(steps: Dimension | undefined, output: Shape | null, unrolling: Unrolling): Shape | null {
  if (output === null || !unrolling.returnSequences) return output;
  return steps === undefined ? null : [steps, ...output];
}
