import { type Layer, layerById, type Weight } from '../../model/graph.ts';
import type { InitializerSpec } from '../../model/initializer.ts';
import { applyScheme } from '../../model/scheme.ts';
import { factorBetween } from '../figure.ts';
import { judgeScale } from '../judged-scale.ts';
import { structureOf } from '../structure.ts';
import { judgeSymmetry } from '../symmetry.ts';
import { SAME_VARIANCE } from '../thresholds.ts';
import type { RuleContext } from './rule.ts';

/** Whether another rule would have something to say if this initialiser stood there: then it is no remedy. */
export function wouldBeReported(context: RuleContext, layer: Layer, weight: Weight, spec: InitializerSpec): boolean {
  const { dialect, settings } = context;
  const initializer = dialect.initializer(spec, null, weight);
  const replacement = { layer: layer.id, role: weight.role, initializer };
  const graph = applyScheme(context.graph, { id: 'meant', replacements: [replacement] });
  const changed = layerById(graph, layer.id) ?? layer;
  const replaced = { ...weight, initializer };
  if (judgeSymmetry(graph, changed, replaced) !== null) return true;
  if (initializer.sampled.family === 'constant' || !matters(context, layer)) return false;
  const judged = judgeScale({ graph, layer: changed, weight: replaced, dialect, settings });
  return judged !== null && factorBetween(judged.ratio, 1) > SAME_VARIANCE;
}

/** A last layer's scale, and one that is normalised away, are nobody's concern. */
function matters({ graph }: RuleContext, layer: Layer): boolean {
  return structureOf(graph).isHidden(layer) && !structureOf(graph).isNormalised(layer);
}
