import type { Operation } from '../../model/operation.ts';
import { type LayerContext, weightMoments, weightOf } from '../linear-layers.ts';
import { moments } from '../moments.ts';
import { pairMoment } from '../pair-moments.ts';
import { pairOf } from '../recurrent/cell-moments.ts';
import type { Signal } from '../signal.ts';
import { variance } from '../signal.ts';
import type { Step } from '../step.ts';
import { gather } from './gather.ts';
import { attend, productScores, type Scores } from './scaled-dot-product.ts';
import { attendToItself } from './self-attention.ts';

type Attention = Extract<Operation, { readonly kind: 'attention' }>;

const INDEPENDENT = 'The scores of attention are taken as Gaussian and independent of the values that they weigh.';

/**
 * Attention without projections (Luong et al. 2015, arXiv 1508.04025; Bahdanau et al. 2015, arXiv 1409.0473): a softmax
 * over the scores of query and key weighs the values.
 * @param inputs query, then value, then key, at least the first; value defaults to query, key to value.
 */
export function attentionStep(inputs: readonly Signal[], context: LayerContext, { score }: Attention): Step {
  const [query] = inputs;
  if (query === undefined) throw new RangeError(`Layer ${context.layer.id} has no input.`);
  const value = inputs[1] ?? query;
  const key = inputs[2] ?? value;
  const [queryId, valueId = queryId, keyId = valueId] = context.layer.inputs;
  const toItself = score === 'dot' && queryId === keyId && keyId === valueId;
  const attended = toItself
    ? attendToItself(query)
    : attend(
        query,
        value,
        value.units,
        score === 'dot' ? plainScores(query, key) : additiveScores(query, key, context),
      );
  return {
    output: attended.output,
    approximations: [INDEPENDENT],
    backward: (gradient) => {
      const { query: toQuery, key: toKey, value: toValue } = attended.backward(gradient);
      return gather([toQuery, toValue, toKey], inputs.length);
    },
  };
}

function plainScores(query: Signal, key: Signal): Scores {
  return productScores(query, key, key.units, 1);
}

/** sum_f a_f tanh(q_f + k_f): what keys do not share of a query's scores is what tanh's arguments do not. */
function additiveScores(query: Signal, key: Signal, { layer }: LayerContext): Scores {
  const factor = weightMoments(weightOf(layer, 'scale'), 1);
  const power = factor.mean ** 2 + factor.variance;
  const mean = query.mean + key.mean;
  const own = variance(key);
  const total = variance(query) + own;
  const shared = variance(query) + Math.max(0, key.pairs.position - key.mean ** 2);
  const at = moments(TANH, mean, total);
  const [value, slope] = [at?.secondMoment ?? 0, at?.slopeSecondMoment ?? 0];
  const slopePair = pairMoment({ value: (x) => 1 - Math.tanh(x) ** 2, kinks: [] }, mean, total, shared);
  return {
    variance: key.units * power * Math.max(0, value - pairOf(TANH, mean, total, shared)),
    // A query's slopes of all scores sum to 0: what its keys share cancels.
    toQuery: power * key.positions * Math.max(0, slope - slopePair),
    toKey: power * query.positions * slope,
  };
}

const TANH = { name: 'tanh' } as const;
