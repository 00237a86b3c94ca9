import type { ModelFinding } from '../../src/model/diagnosis.ts';
import type { Layer, ModelGraph } from '../../src/model/graph.ts';
import { figure } from '../figures.ts';
import type { StatisticsByLayer } from '../series.ts';
import { isHealthy } from '../verdict.ts';
import { hiddenLayers, type Judged, ratioAt } from './extremes.ts';
import { steepestStep } from './steps.ts';

/** Rules that say what depth, activations and shortcuts do, by what they are about; the most telling first. */
const STRUCTURAL_RULES: Readonly<Record<'vanish' | 'explode', readonly string[]>> = {
  vanish: ['unstable-activation', 'vanishing-gradient', 'vanishing-signal'],
  explode: ['unscaled-residual', 'unstable-activation', 'exploding-gradient', 'exploding-signal'],
};

/** Findings that explain what no initialiser mends. */
export function structuralFindings(findings: readonly ModelFinding[], { ratio }: Judged): ModelFinding[] {
  const rules = STRUCTURAL_RULES[ratio < 1 ? 'vanish' : 'explode'];
  return rules.flatMap((rule) => findings.filter((finding) => finding.rule === rule));
}

/** What the figures tell of a cause that is no initialiser's and that the Problems view does not speak of. */
export interface Structure {
  /** Sentences. */
  readonly cause: string;
  /** It comes about little by little, so that a deeper model fares worse. */
  readonly isDepth: boolean;
}

export function structureOf(
  graph: ModelGraph,
  current: StatisticsByLayer,
  recommended: StatisticsByLayer,
  worst: Judged,
): Structure {
  const narrow = narrowness(graph, current, worst);
  if (narrow !== null) return { cause: narrow, isDepth: true };
  const left = ratioAt(graph, recommended, worst);
  const still = left === null ? '' : `With the recommended initialisers it is ${figure(left)}. `;
  const step = steepestStep(graph, current, worst);
  if (step !== null) {
    const { layer, factor } = step;
    return {
      cause: `${still}Most of that happens at layer ${layer.name}, which multiplies it by ${figure(factor)}, whatever the initialisers before and behind it.`,
      isDepth: false,
    };
  }
  const help = graph.layers.some(({ operation }) => NORMALISATIONS.has(operation.kind))
    ? 'shortcuts around the layers keep it'
    : 'a normalisation in each layer or shortcuts keep it';
  return { cause: `${still}It comes about layer by layer: ${help}, whatever the initialiser.`, isDepth: true };
}

const NORMALISATIONS: ReadonlySet<Layer['operation']['kind']> = new Set([
  'batchNormalization',
  'layerNormalization',
  'groupNormalization',
  'rmsNormalization',
  'unitNormalization',
] as const);

/** In narrow layers single draws fall far below their mean (log-variance about 5 / width a layer): the mean is well then. */
function narrowness(graph: ModelGraph, current: StatisticsByLayer, worst: Judged): string | null {
  const means: StatisticsByLayer = new Map(
    [...current].map(([id, statistics]) => {
      const { forward, backward } = statistics;
      return [
        id,
        {
          ...statistics,
          forward: { ...forward, median: forward.secondMoment },
          backward: { ...backward, median: backward.secondMoment },
        },
      ];
    }),
  );
  const mean = ratioAt(graph, means, worst);
  if (mean === null || !isHealthy(mean)) return null;
  const widths = hiddenLayers(graph).flatMap(({ operation }) => (operation.kind === 'dense' ? [operation.units] : []));
  const least = widths.length === 0 ? '' : ` of ${Math.min(...widths)} units`;
  return `Cause: layers so narrow${least} that a single draw falls far below the mean, which is ${figure(mean)}; wider layers help, whatever the initialiser.`;
}
