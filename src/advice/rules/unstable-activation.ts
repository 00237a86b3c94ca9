import { type Activation, activationKey } from '../../model/activation.ts';
import { factorBetween, figure } from '../figure.ts';
import type { Severity } from '../finding.ts';
import { activationLabel, placeOf } from '../initializer-fixes.ts';
import { gradientKept, type Instability, instabilityOf } from '../instability.ts';
import type { AdviceSettings } from '../settings.ts';
import { type Arrival, layersInARow, stacksOf } from '../stack.ts';
import { LEAST_KEPT_PER_LAYER, PREDICTED_LAYERS, SHALLOW_DEPTH } from '../thresholds.ts';
import { docsOf, type Report, type Rule, type RuleContext } from './rule.ts';
import { severityOverStack } from './severity-over-stack.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

export const unstableActivation: Rule = {
  id: 'unstable-activation',
  title: 'An activation that no initialiser keeps stable over this depth',
  severities: ['warning', 'info', 'hint'],
  docs: docsOf('unstable-activation'),
  check: (context) => {
    const found = unstableRuns(context).flatMap((run) => {
      const { severity } = run;
      return severity === null
        ? []
        : run.layers.map((at) => ({ layer: at.layer, part: 'activation', at, run, severity }));
    });
    return worstOfEachCall(found, ({ run }) => run.factor).map(({ at, run, severity }) =>
      report(context, at, run, severity),
    );
  },
};

/** Layers in a row that have one unstable activation. */
interface UnstableRun {
  readonly layers: readonly Arrival[];
  readonly activation: Activation;
  /** Null where the gradient vanishes. */
  readonly growing: Instability | null;
  /** What the run loses or multiplies; at least 1. */
  readonly factor: number;
  readonly severity: Severity | null;
}

/** Of each stack from its first layer on, those that are loud enough to report. */
function unstableRuns(context: RuleContext): UnstableRun[] {
  if (context.graph.layers.length > PREDICTED_LAYERS) return [];
  return layersInARow(stacksOf(context)).flatMap((stack) =>
    [...byActivation(stack).values()].flatMap((layers) => runOf(layers, context.settings) ?? []),
  );
}

function byActivation(stack: readonly Arrival[]): Map<string, Arrival[]> {
  const groups = new Map<string, Arrival[]>();
  for (const arrival of stack) {
    const key = activationKey(arrival.activation);
    groups.set(key, [...(groups.get(key) ?? []), arrival]);
  }
  return groups;
}

function runOf(layers: readonly Arrival[], settings: AdviceSettings): UnstableRun | null {
  const [first, ...behind] = layers;
  if (first === undefined || layers.length <= SHALLOW_DEPTH) return null;
  const { activation } = first;
  const share = gradientKept(activation);
  if (share !== null && share < LEAST_KEPT_PER_LAYER) {
    const kept = behind.reduce((product, { chi }) => product * chi, 1);
    const factor = factorBetween(kept, 1);
    return {
      layers,
      activation,
      growing: null,
      factor,
      severity: kept < 1 ? severityOverStack(factor, settings) : null,
    };
  }
  const growing = instabilityOf(activation);
  if (growing === null || layers.length < growing.layers) return null;
  const factor = growing.factor ** layers.length;
  // Nothing is lost yet: what is off at the start, or by chance, grows.
  return { layers, activation, growing, factor, severity: severityOverStack(factor, settings) ?? 'hint' };
}

/** Ids of the layers whose activation the rule reports. */
export function unstableLayers(context: RuleContext): Set<string> {
  const reported = unstableRuns(context).filter(({ severity }) => severity !== null);
  return new Set(reported.flatMap(({ layers }) => layers.map(({ layer }) => layer.id)));
}

function report(context: RuleContext, { layer, weight }: Arrival, run: UnstableRun, severity: Severity): Report {
  const { options, name } = layer.source;
  const activation = activationLabel(placeOf(context, layer, weight));
  return {
    layer,
    weight,
    severity,
    concernsInitialValues: true,
    message: run.growing === null ? vanishing(run, activation) : growth(run, run.growing, activation),
    span: options.activation?.value ?? name,
    fixes: [],
  };
}

function vanishing({ layers, activation, factor }: UnstableRun, label: string): string {
  const share = gradientKept(activation) ?? 0;
  return `Whatever the initialiser, ${label} passes on little of the gradient, ${figure(share)} of its second moment a layer with a proper one: over the ${layers.length} layers of this stack ${figure(1 / factor)} of it reaches the first. Relu and its relatives, a normalisation in each layer, or shortcuts help.`;
}

function growth({ layers, factor }: UnstableRun, { of, factor: perLayer }: Instability, label: string): string {
  const what = of === 'signal' ? "an error of the signal's size" : "the gradient's second moment";
  return `No initialiser keeps ${label} stable: even with its exact scale ${what} grows by ${figure(perLayer)} a layer, by ${figure(factor)} over the ${layers.length} layers of this stack. A normalisation in each layer or shortcuts help, or relu, which is stable.`;
}
