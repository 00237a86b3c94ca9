import { alphaDropoutConstants } from '../../model/alpha-dropout.ts';
import type { Layer } from '../../model/graph.ts';
import { alphaDropoutStep } from '../../theory/noise-step.ts';
import { inputSignal } from '../../theory/signal.ts';
import { figure } from '../figure.ts';
import type { Severity } from '../finding.ts';
import { leavingActivation } from '../parts.ts';
import { isNormalisation } from '../scale-flow.ts';
import { structureOf } from '../structure.ts';
import { SHALLOW_DEPTH } from '../thresholds.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

export const seluConditions: Rule = {
  id: 'selu-conditions',
  title: 'Something behind selu undoes what selu keeps by itself',
  severities: ['info', 'hint'],
  docs: docsOf('selu-conditions'),
  check: (context) => {
    const found = context.graph.layers.flatMap((layer) => {
      const selu = breaksSelu(context, layer) ? seluBefore(context, layer) : null;
      return selu === null ? [] : [{ layer, selu, part: layer.operation.kind }];
    });
    return worstOfEachCall(found, ({ selu }) => countInARow(context.graph, selu)).map(({ layer, selu }) =>
      report(context, layer, selu),
    );
  },
};

/** TensorFlow.js's alpha dropout is broken, so that its ordinary one is the better of two. */
function breaksSelu({ dialect }: RuleContext, layer: Layer): boolean {
  const { operation } = layer;
  switch (operation.kind) {
    case 'dropout':
    case 'gaussianDropout':
      return dialect.id !== 'tfjs' && operation.rate > 0;
    case 'alphaDropout':
      return dialect.id === 'tfjs' && operation.rate > 0;
    default:
      return isNormalisation(layer);
  }
}

/** What changes the shape of a signal, and not its mean and variance. */
const PASSING: readonly Layer['operation']['kind'][] = ['flatten', 'reshape', 'permute'];

/** The layer whose selu the signal comes from; null where it comes from elsewhere. */
function seluBefore(context: RuleContext, layer: Layer): Layer | null {
  const [input, ...others] = structureOf(context.graph).inputs(layer);
  if (input === undefined || others.length > 0) return null;
  const activation = leavingActivation(input);
  if (activation?.name === 'selu') return input;
  const isPassing = PASSING.includes(input.operation.kind) && (activation === null || activation.name === 'linear');
  return isPassing ? seluBefore(context, input) : null;
}

function report(context: RuleContext, layer: Layer, selu: Layer): Report {
  return {
    layer,
    weight: null,
    severity: severityOf(context, layer, selu),
    concernsInitialValues: true,
    message: message(context, layer),
    span: layer.source.name,
    fixes: [],
  };
}

/** A layer that normalises does no harm, it is one too many; few layers in a row learn all the same. */
function severityOf({ graph }: RuleContext, layer: Layer, selu: Layer): Severity {
  if (isNormalisation(layer)) return 'hint';
  return countInARow(graph, selu) > SHALLOW_DEPTH ? 'info' : 'hint';
}

function countInARow(graph: RuleContext['graph'], selu: Layer): number {
  // Behind an activation layer the kernel is the one before it.
  const kernel = selu.weights.length > 0 ? selu : (structureOf(graph).inputs(selu)[0] ?? selu);
  return structureOf(graph).depth(kernel);
}

function message({ dialect }: RuleContext, { operation }: Layer): string {
  if (operation.kind === 'alphaDropout') {
    const { dropped, scale, shift } = alphaDropoutConstants(operation.rate, dialect.id);
    const { output } = alphaDropoutStep(inputSignal('normal', 1, 1), operation.rate, dropped, scale, shift);
    return `${dialect.label} puts the dropped units of alpha dropout at the wrong end of selu: of mean 0 and second moment 1 it makes mean ${figure(output.mean)} and second moment ${figure(output.secondMoment)} in training. Ordinary dropout keeps the mean.`;
  }
  if (operation.kind === 'dropout' || operation.kind === 'gaussianDropout') {
    const growth = figure(1 / (1 - operation.rate));
    return `Dropout behind selu multiplies the signal's second moment by ${growth} in training, so that selu no longer keeps mean 0 and variance 1. Alpha dropout of the same rate keeps both (Klambauer et al. 2017, section 3).`;
  }
  return 'Selu keeps mean 0 and variance 1 by itself: a normalisation behind it is one too many, and with one any activation does as well. Leave out one of the two.';
}
