import type { Dialect } from '../dialects/dialect.ts';
import { distributionVariance } from '../model/distribution.ts';
import { isKernel, type Layer, type ModelGraph, type Weight } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import { sizes } from '../model/shape.ts';
import { isUsualInCell } from './cells.ts';
import { factorBetween } from './figure.ts';
import { judgeScale } from './judged-scale.ts';
import { properInitializer } from './proper-initializer.ts';
import type { AdviceSettings } from './settings.ts';
import { structureOf } from './structure.ts';
import { constantValue, judgeSymmetry } from './symmetry.ts';
import { SAME_VARIANCE } from './thresholds.ts';

/** What a weight's initialiser should be. */
export interface Recommendation {
  readonly initializer: InitializerSpec;
  /** Variance that the dialect will really sample with it. */
  readonly variance: number | null;
  /** One sentence with the reason and its source. */
  readonly why: string;
}

const USUAL =
  'It is one of the usual choices for recurrent layers, whose gates make up for its scale (Glorot & Bengio 2010; Saxe et al. 2014, arXiv 1312.6120).';

/**
 * What to set a weight's initialiser to. What is written and does as well stays as it is.
 * @returns null where nothing is to be said: biases and the like, a scale that a normalisation undoes, deliberate
 *   constants, values that come from elsewhere, activations without an established initialiser.
 */
export function recommend(
  graph: ModelGraph,
  layer: Layer,
  weight: Weight,
  dialect: Dialect,
  settings: AdviceSettings,
): Recommendation | null {
  if (!isKernel(weight.role) || !layer.trainable) return null;
  const place = { graph, layer, weight, dialect, settings };
  const proper = properInitializer(place);
  const { spec, sampled, explicit } = weight.initializer;
  if (sampled.family === 'unknown') return isRefusedName(layer, weight) ? proper : null;
  if (constantValue(sampled) !== null) return judgeSymmetry(graph, layer, weight) === null ? null : proper;
  // An identity is chosen for its structure, not for its scale.
  if (structureOf(graph).isNormalised(layer) || sampled.family === 'identity') return null;
  if (explicit && proper !== null && isUsualInCell(layer, weight)) {
    return { initializer: spec, variance: distributionVariance(sampled, sizes(weight.shape)), why: USUAL };
  }
  const judged = judgeScale(place);
  if (!explicit || judged === null || proper === null || proper.variance === null) return proper;
  if (factorBetween(judged.ratio, 1) > SAME_VARIANCE) return proper;
  const isProper = JSON.stringify(spec) === JSON.stringify(proper.initializer);
  const why = isProper ? proper.why : `It does as well as ${proper.initializer.name}: ${proper.why}`;
  return { initializer: spec, variance: proper.variance * judged.ratio, why };
}

/** A name that the framework does not know, as against a value that cannot be read. */
export function isRefusedName(layer: Layer, weight: Weight): boolean {
  return layer.problems.some((problem) => problem.kind === 'unknownName' && problem.option === weight.option);
}
