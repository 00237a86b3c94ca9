import { allLayers, isKernel, type Layer, type Weight } from '../../model/graph.ts';
import { asVarianceScaling } from '../../model/initializer.ts';
import { Notes } from '../../model/notes.ts';
import { type Deviation, deviationFactor } from '../deviation.ts';
import { factorBetween } from '../figure.ts';
import { SEVERITIES, type Severity } from '../finding.ts';
import { initializerFixes, initializerSpan, placeOf } from '../initializer-fixes.ts';
import { type JudgedScale, judgeScale } from '../judged-scale.ts';
import { limitsOf } from '../limits.ts';
import { structureOf } from '../structure.ts';
import { constantValue } from '../symmetry.ts';
import {
  EXTREME_DEVIATION,
  FEW_LAYERS,
  FEW_LAYERS_DEVIATION,
  GLOROT_DEPTH,
  PREDICTED_LAYERS,
  SAME_VARIANCE,
  SHALLOW_DEPTH,
} from '../thresholds.ts';
import type { Report, RuleContext } from './rule.ts';
import { effects } from './scale-effects.ts';
import { worstOfEachCall } from './worst-of-each-call.ts';

/** A hidden kernel whose variance is not the proper one. */
export interface FaultyScale {
  readonly layer: Layer;
  readonly weight: Weight;
  readonly judged: JudgedScale;
}

/**
 * Reports kernels of a wrong size, as loud as what all that the rule finds do to the signal together.
 * @param isMine which of them the rule is about.
 * @param cause what is wrong with one of them, in a sentence.
 */
export function scaleReports(
  context: RuleContext,
  isMine: (faulty: FaultyScale) => boolean,
  cause: (faulty: FaultyScale) => string,
): Report[] {
  const mine = faultyScales(context).filter(isMine);
  if (mine.length === 0 || context.graph.layers.length > PREDICTED_LAYERS) return [];
  const deviations = context.deviations(new Set(mine.map(({ layer }) => layer.id)));
  const judged = mine.flatMap((faulty) => {
    const deviation = deviations.get(faulty.layer.id);
    if (deviation === undefined || deviationFactor(deviation) < limitsOf(context.settings).negligible) return [];
    const severity = severityOf(context, faulty, deviation);
    return [{ ...faulty, part: faulty.weight.option, deviation, severity }];
  });
  const loudness = (one: (typeof judged)[number]) =>
    -SEVERITIES.indexOf(one.severity) + 1 - 1 / factorBetween(one.judged.ratio, 1);
  return worstOfEachCall(judged, loudness).map(({ layer, weight, severity, deviation, judged: ratios }) => {
    const fixes = initializerFixes(context, layer, weight);
    const sentences = [
      cause({ layer, weight, judged: ratios }),
      ...effects(context, mine, { layer, weight, judged: ratios }, deviation),
      ...(severity === 'warning' ? [] : comfort(context, { layer, weight, judged: ratios })),
      ...(fixes[0] === undefined ? [] : [`${fixes[0].title}.`]),
    ];
    return {
      layer,
      weight,
      severity,
      concernsInitialValues: true,
      message: sentences.join(' '),
      span: initializerSpan(layer, weight),
      fixes,
    };
  });
}

/** Several rules ask about one model. */
const known = new Notes<RuleContext, readonly FaultyScale[]>();

/** Every hidden kernel of a wrong size; one that keeps a residual branch small is not wrong. */
export function faultyScales(context: RuleContext): readonly FaultyScale[] {
  return known.of(context, findFaultyScales);
}

function findFaultyScales(context: RuleContext): FaultyScale[] {
  const structure = structureOf(context.graph);
  return allLayers(context.graph).flatMap((layer) => {
    if (!layer.trainable || !structure.isHidden(layer) || structure.isNormalised(layer)) return [];
    return layer.weights.flatMap((weight) => {
      // A constant has no scale to speak of: that is another rule's matter.
      if (!isKernel(weight.role) || constantValue(weight.initializer.sampled) !== null) return [];
      const judged = judgeScale(placeOf(context, layer, weight));
      if (judged === null || factorBetween(judged.ratio, 1) <= SAME_VARIANCE) return [];
      return judged.ratio < 1 && structure.branch(layer) !== null ? [] : [{ layer, weight, judged }];
    });
  });
}

function severityOf(context: RuleContext, { layer, weight, judged }: FaultyScale, deviation: Deviation): Severity {
  const factor = deviationFactor(deviation);
  if (isShallow(context, layer)) {
    return weight.initializer.explicit && factor >= EXTREME_DEVIATION ? 'warning' : 'hint';
  }
  if (factor < limitsOf(context.settings).harmful) return 'hint';
  const isChosenBadly = weight.initializer.explicit && factorBetween(judged.ratio, 1) >= EXTREME_DEVIATION;
  const isCopedWith = isFew(context, layer) && factor < FEW_LAYERS_DEVIATION && !isChosenBadly;
  return isCopedWith || isTrainedFrom(context, { layer, weight, judged }) ? 'info' : 'warning';
}

/** Why it is no warning, in a sentence. */
function comfort(context: RuleContext, faulty: FaultyScale): string[] {
  if (isFew(context, faulty.layer)) return ['So few layers in a row learn all the same.'];
  return isTrainedFrom(context, faulty) ? ['Nets this deep have been trained from it; they start late.'] : [];
}

function isShallow({ graph }: RuleContext, layer: Layer): boolean {
  return structureOf(graph).depth(layer) <= SHALLOW_DEPTH;
}

/** Glorot's variance, really sampled and of the true fans, in a stack that is not too deep for it. */
function isTrainedFrom({ graph }: RuleContext, { layer, weight, judged }: FaultyScale): boolean {
  const scaling = asVarianceScaling(weight.initializer.spec);
  if (scaling?.scale !== 1 || scaling.mode !== 'fanAvg' || judged.fanError !== 1 || judged.promised === null)
    return false;
  return (
    factorBetween(judged.ratio, judged.promised) <= SAME_VARIANCE && structureOf(graph).depth(layer) <= GLOROT_DEPTH
  );
}

function isFew({ graph }: RuleContext, layer: Layer): boolean {
  return structureOf(graph).depth(layer) <= FEW_LAYERS;
}

/** The initialiser as a sentence's subject: what is written, or whose default it is. */
export function subject(context: RuleContext, { initializer }: Weight): string {
  const name = context.spell(initializer.spec);
  return initializer.explicit ? name : `${name}, the default of ${context.dialect.label},`;
}
