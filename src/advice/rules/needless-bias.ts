import type { Layer, Weight } from '../../model/graph.ts';
import type { OfferedFix } from '../finding.ts';
import { isScaled } from '../scale-matters.ts';
import { structureOf } from '../structure.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

export const needlessBias: Rule = {
  id: 'needless-bias',
  title: 'Biases that a batch normalisation takes away again',
  severities: ['info'],
  docs: docsOf('needless-bias'),
  check: (context) => {
    const found = context.graph.layers.flatMap((layer) => {
      const bias = cancelled(context, layer);
      return bias === null ? [] : [{ layer, bias, part: 'useBias' }];
    });
    const atEveryUse = (layer: Layer) =>
      structureOf(context.graph)
        .sameCall(layer)
        // An input that nobody wrote stands at the call of the layer that implies it.
        .every((other) => other.operation.kind === 'input' || cancelled(context, other) !== null);
    return worstOfEachCall(found, () => 0)
      .filter(({ layer }) => atEveryUse(layer))
      .map(({ layer, bias }) => report(context, layer, bias));
  },
};

/** The bias of a layer whose output goes, with no activation between, into batch normalisations only. */
function cancelled({ graph }: RuleContext, layer: Layer): Weight | null {
  const { own } = layer.activation;
  // The biases of gates and of attention's projections do more than to shift what leaves the layer.
  const isShift = layer.weights.some((weight) => isScaled(layer, weight));
  const bias = layer.weights.find(({ role }) => role === 'bias');
  if (!isShift || bias === undefined || (own !== null && own.name !== 'linear')) return null;
  const next = structureOf(graph).consumers(layer);
  const all = next.length > 0 && next.every(({ operation }) => isCancelling(operation));
  return all ? bias : null;
}

/** One that subtracts each channel's mean, with a shift of its own in its place. */
function isCancelling(operation: Layer['operation']): boolean {
  return operation.kind === 'batchNormalization' && operation.center;
}

function report({ surface }: RuleContext, layer: Layer, bias: Weight): Report {
  const option = surface === 'json' && layer.source.options.useBias === undefined ? 'use_bias' : 'useBias';
  const fix: OfferedFix = {
    title: `Set ${option} to false`,
    preferred: true,
    // The model gets fewer parameters: weights that were saved do not fit any more.
    safe: false,
    fix: { kind: 'setOption', layer: layer.id, option, value: false },
  };
  return {
    layer,
    weight: bias,
    severity: 'info',
    concernsInitialValues: true,
    message: `The batch normalisation behind subtracts whatever these biases add, and adds its own: they never learn anything. ${fix.title}.`,
    span: layer.source.options[option]?.value ?? layer.source.name,
    fixes: [fix],
  };
}
