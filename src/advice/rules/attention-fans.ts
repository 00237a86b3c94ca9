import { distributionVariance } from '../../model/distribution.ts';
import { allLayers, type Layer, type Weight } from '../../model/graph.ts';
import { asVarianceScaling } from '../../model/initializer.ts';
import { sizes } from '../../model/shape.ts';
import { figure } from '../figure.ts';
import { initializerSpan } from '../initializer-fixes.ts';
import { fanError } from '../meant-fans.ts';
import { SAME_VARIANCE } from '../thresholds.ts';
import type { Report, RuleContext } from './rule.ts';
import { subject } from './scale-reports.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

/**
 * Attention's projections, whose kernels have three dimensions. They share one option, so that no initialiser mends
 * them all; and beside a shortcut attention that starts weak does no harm.
 */
export function wronglyFannedAttention(context: RuleContext): Report[] {
  const found = allLayers(context.graph).flatMap((layer) => {
    const value = layer.weights.find(({ role }) => role === 'value');
    if (value === undefined || layer.operation.kind !== 'multiHeadAttention' || !layer.trainable) return [];
    const error = errorOf(layer, value);
    return 1 / error > SAME_VARIANCE ? [{ layer, weight: value, error, part: value.option }] : [];
  });
  return worstOfEachCall(found, ({ error }) => 1 / error).map(({ layer, weight, error }) =>
    report(context, layer, weight, error),
  );
}

/** 1 where nothing is drawn, or where it does not depend on fans. */
function errorOf(layer: Layer, weight: Weight): number {
  const { spec, sampled } = weight.initializer;
  const scaling = asVarianceScaling(spec);
  const isDrawn = distributionVariance(sampled, sizes(weight.shape)) !== null;
  return scaling === null || !isDrawn ? 1 : fanError(layer, weight, scaling.mode);
}

function report(context: RuleContext, layer: Layer, weight: Weight, error: number): Report {
  const output = layer.weights.find(({ role }) => role === 'attentionOutput');
  const back = output === undefined ? 1 : errorOf(layer, output);
  const alsoBack = back === 1 ? '' : `, and the projection back by ${figure(1 / back)}`;
  return {
    layer,
    weight,
    severity: 'hint',
    concernsInitialValues: true,
    message: `${subject(context, weight)} makes the variance of query, key and value too small by ${figure(1 / error)}${alsoBack}: ${context.dialect.label} takes the fans of a kernel of three dimensions for those of a convolution. Beside a shortcut this only lets attention start weak; Keras 3.15 has it right.`,
    span: initializerSpan(layer, weight),
    fixes: [],
  };
}
