import type { WeightRole } from '../../model/graph.ts';
import type { Operation } from '../../model/operation.ts';
import { type LayerContext, projectionStep } from '../linear-layers.ts';
import type { Gradient, Signal } from '../signal.ts';
import type { Step } from '../step.ts';
import { gather } from './gather.ts';
import { attend, productScores } from './scaled-dot-product.ts';

type MultiHead = Extract<Operation, { readonly kind: 'multiHeadAttention' }>;

const INDEPENDENT = 'The scores of attention are taken as independent Gaussians.';

/**
 * Query, key and value projected to heads, attended to, and projected back; its dropout is left out.
 * @param inputs query, then value, then key, at least the first; value defaults to query, key to value.
 */
export function multiHeadStep(inputs: readonly Signal[], context: LayerContext, operation: MultiHead): Step {
  const { heads, keyValueHeads, keyDim, valueDim } = operation;
  const [query] = inputs;
  if (query === undefined) throw new RangeError(`Layer ${context.layer.id} has no input.`);
  const value = inputs[1] ?? query;
  const key = inputs[2] ?? value;
  const project = (input: Signal, role: WeightRole, units: number) => projectionStep(input, context, role, units);
  const q = project(query, 'query', heads * keyDim);
  const k = project(key, 'key', keyValueHeads * keyDim);
  const v = project(value, 'value', keyValueHeads * valueDim);
  const scores = productScores(q.output, k.output, keyDim, 1 / Math.sqrt(keyDim));
  const attended = attend(q.output, v.output, valueDim, scores);
  const joined: Signal = { ...attended.output, units: heads * valueDim };
  const back = project(joined, 'attentionOutput', context.outputShape?.at(-1) ?? query.units);
  /** A key or value serves all query heads that share it. */
  const sharing = heads / keyValueHeads;
  const partial = (gradient: Gradient) => {
    const [inner = gradient] = back.backward(gradient);
    const { query: toQuery, key: toKey, value: toValue } = attended.backward(inner);
    const shared = (each: Gradient): Gradient => ({ ...each, secondMoment: sharing * each.secondMoment });
    return { toQuery, toKey: shared(toKey), toValue: shared(toValue) };
  };
  return {
    output: back.output,
    approximations: [...new Set([INDEPENDENT, ...[q, k, v, back].flatMap(({ approximations }) => approximations)])],
    backward: (gradient) => {
      const { toQuery, toKey, toValue } = partial(gradient);
      const ways = [q.backward(toQuery), v.backward(toValue), k.backward(toKey)].flatMap((each) => each.slice(0, 1));
      return gather(ways, inputs.length);
    },
    weightGradient: (gradient) => q.weightGradient?.(partial(gradient).toQuery) ?? 0,
  };
}
