import * as l10n from '@vscode/l10n';
import type { ModelFinding } from '../../src/model/diagnosis.ts';
import type { Layer, ModelGraph } from '../../src/model/graph.ts';
import { figure, wholeNumber } from '../figures.ts';
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
  /** It comes about little by little, so that a deeper model fares worse, and no normalisation scales it again. */
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
  const still = left === null ? '' : l10n.t('With the recommended initialisers it is {0}.', figure(left));
  const step = steepestStep(graph, current, worst);
  if (step !== null) {
    const { layer, factor } = step;
    const where = l10n.t(
      'Most of that happens at layer {0}, which multiplies it by {1}, whatever the initialisers before and behind it.',
      layer.name,
      figure(factor),
    );
    return { cause: `${still} ${where}`.trim(), isDepth: false };
  }
  const isNormalised = graph.layers.some(({ operation }) => NORMALISATIONS.has(operation.kind));
  const help = isNormalised
    ? l10n.t('It comes about layer by layer, and the model’s normalisations make up for much of it.')
    : l10n.t(
        'It comes about layer by layer: a normalisation in each layer or shortcuts keep it, whatever the initialiser.',
      );
  return { cause: `${still} ${help}`.trim(), isDepth: !isNormalised };
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
  return widths.length === 0
    ? l10n.t(
        'Cause: so few units a layer that a single draw falls far below the mean, which is {0}; wider layers help, whatever the initialiser.',
        figure(mean),
      )
    : l10n.t(
        'Cause: layers so narrow, down to {0} units, that a single draw falls far below the mean, which is {1}; wider layers help, whatever the initialiser.',
        wholeNumber(Math.min(...widths)),
        figure(mean),
      );
}
