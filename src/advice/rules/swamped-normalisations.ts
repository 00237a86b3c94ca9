import { distributionVariance } from '../../model/distribution.ts';
import { type Layer, layerById, type ModelGraph, type Weight } from '../../model/graph.ts';
import { sizes } from '../../model/shape.ts';
import { factorBetween, figure } from '../figure.ts';
import { initializerFixes, initializerSpan, placeOf } from '../initializer-fixes.ts';
import { judgeScale } from '../judged-scale.ts';
import { limitsOf } from '../limits.ts';
import { rememberedPrediction } from '../remembered-prediction.ts';
import { isScaled } from '../scale-matters.ts';
import { structureOf } from '../structure.ts';
import { constantValue } from '../symmetry.ts';
import { PREDICTED_LAYERS } from '../thresholds.ts';
import type { Report, RuleContext } from './rule.ts';
import { severityOverStack } from './severity-over-stack.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

/**
 * A normalisation divides by sqrt(variance + epsilon): behind kernels so small that epsilon is the larger part it does not
 * bring the signal back, and other rules, for which it does, are silent about these kernels.
 */
export function swampedNormalisations(context: RuleContext): Report[] {
  const { graph } = context;
  const { lostOverStack } = limitsOf(context.settings);
  // Where less than 1 / lostOverStack is left the variance that enters is about that share of epsilon; to be the kernel's
  // fault its own share of the proper variance has to be smaller still. Others need no prediction, which takes most of
  // the time that a file of normalised layers takes.
  const largestRatio = 2 / lostOverStack;
  if (graph.kind === 'loose' || graph.layers.length > PREDICTED_LAYERS) return [];
  const candidates = graph.layers.flatMap((layer) => {
    const epsilon = epsilonOf(layer);
    const before = epsilon === null ? null : kernelBefore(graph, layer);
    if (epsilon === null || before === null) return [];
    const ratio = judgeScale(placeOf(context, before.layer, before.weight))?.ratio ?? 1;
    return ratio > largestRatio ? [] : [{ normalisation: layer, epsilon, ratio, ...before }];
  });
  if (candidates.length === 0) return [];
  const statistics = new Map(rememberedPrediction(graph).map((one) => [one.id, one.forward]));
  const swamped = candidates.flatMap((one) => {
    const { id, inputs } = one.normalisation;
    const entering = inputs.map((input) => statistics.get(input)?.variance ?? 0)[0] ?? 0;
    const left = statistics.get(id)?.secondMoment ?? 0;
    // What is as small with a proper kernel is not this one's fault: a unit alone is its own mean, a cell's state is small.
    const isSwamped = left > 0 && entering < one.epsilon && entering / one.ratio >= one.epsilon;
    const severity = isSwamped ? severityOverStack(factorBetween(left, 1), context.settings) : null;
    return severity === null ? [] : [{ ...one, part: one.weight.option, left, severity }];
  });
  return worstOfEachCall(swamped, ({ left }) => -left).map(
    ({ layer, weight, normalisation, epsilon, left, severity }) => {
      const fixes = initializerFixes(context, layer, weight);
      return {
        layer,
        weight,
        severity,
        concernsInitialValues: true,
        message: `What reaches ${normalisation.name} is so small that its epsilon of ${figure(epsilon)} swamps it: ${figure(left)} of a normalised signal's second moment leaves it. ${fixes[0] === undefined ? 'A larger scale helps.' : `${fixes[0].title}.`}`,
        span: initializerSpan(layer, weight),
        fixes,
      };
    },
  );
}

/** Of a normalisation that starts as one, with gamma 1; null for others. */
function epsilonOf({ operation, weights, activation }: Layer): number | null {
  switch (operation.kind) {
    case 'batchNormalization':
    case 'layerNormalization':
    case 'groupNormalization':
    case 'rmsNormalization': {
      const gamma = weights.find(({ role }) => role === 'gamma');
      const isOne = gamma === undefined || constantValue(gamma.initializer.sampled) === 1;
      return isOne && activation.own === null ? operation.epsilon : null;
    }
    default:
      return null;
  }
}

/** Layers that pass a signal on without changing its size by much. */
const PASSING: readonly Layer['operation']['kind'][] = ['activation', 'dropout', 'reshape', 'flatten', 'zeroPadding'];

/** The random kernel whose output is normalised; null where something else, or something unknown, sets its size. */
function kernelBefore(graph: ModelGraph, normalisation: Layer): { layer: Layer; weight: Weight } | null {
  let [id, ...others] = normalisation.inputs;
  while (id !== undefined && others.length === 0) {
    const layer = layerById(graph, id);
    if (layer === undefined) return null;
    const weight = layer.weights.filter((candidate) => isScaled(layer, candidate)).at(-1);
    if (weight !== undefined) return layer.trainable && isDrawn(weight) ? { layer, weight } : null;
    if (!PASSING.includes(layer.operation.kind) || structureOf(graph).consumers(layer).length > 1) return null;
    [id, ...others] = layer.inputs;
  }
  return null;
}

function isDrawn({ initializer: { sampled }, shape }: Weight): boolean {
  return constantValue(sampled) === null && distributionVariance(sampled, sizes(shape)) !== null;
}
