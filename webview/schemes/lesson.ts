import * as l10n from '@vscode/l10n';
import { LINEAR } from '../../src/model/activation.ts';
import { distributionMean, distributionVariance } from '../../src/model/distribution.ts';
import {
  allLayers,
  type Initializer,
  isKernel,
  type Layer,
  type LayerId,
  type ModelGraph,
  type Weight,
} from '../../src/model/graph.ts';
import type { InitializerName } from '../../src/model/initializer.ts';
import type { Scheme } from '../../src/model/scheme.ts';
import { sizes } from '../../src/model/shape.ts';
import { moments } from '../../src/theory/moments.ts';
import { figure } from '../figures.ts';
import { type Advice, adviceOn } from './advice.ts';
import { type Formula, formulaOf } from './formula.ts';
import { schemeLabel } from './names.ts';
import { precise } from './precise.ts';
import { sampledText } from './sampled.ts';

/** What is said of one scheme. */
export interface Lesson {
  readonly scheme: string;
  readonly title: string;
  /** What the scheme does to the model. */
  readonly about: string;
  readonly formula: Formula | null;
  /** Whose numbers the formula is shown with: a sentence's beginning; null where there is no such layer. */
  readonly at: string | null;
  /** What is drawn there, and what that does to the signal. */
  readonly sampled: readonly string[];
  readonly advice: Advice | null;
}

/** What a lesson is taken from. */
export interface LessonSubject {
  readonly graph: ModelGraph;
  readonly initialisers: readonly Scheme[];
  readonly selected: LayerId | null;
}

/** @param scheme of those in `initialisers`. */
export function lessonOn(scheme: string, { graph, initialisers, selected }: LessonSubject): Lesson {
  const chosen = chosenKernel(graph, selected);
  const initializer = chosen === null ? null : initializerUnder(scheme, chosen, initialisers);
  const spec = initializer?.spec ?? null;
  const shape = chosen === null ? null : sizes(chosen.weight.shape);
  const formula =
    spec === null || chosen === null || shape === null ? null : formulaOf(spec, { fans: chosen.weight.fans, shape });
  const framework = { dialect: graph.dialect, version: graph.frameworkVersion };
  return {
    scheme,
    title: schemeLabel(scheme),
    about: aboutScheme(scheme, spec?.name ?? null),
    formula,
    at: chosen === null || formula === null ? null : whereText(chosen, formula),
    sampled:
      chosen === null || initializer === null || shape === null
        ? []
        : [sampledText(initializer, shape, framework), ...passing(chosen, initializer, shape)],
    advice: spec === null ? null : adviceOn(spec.name, formula?.variance ?? null),
  };
}

interface ChosenKernel {
  /** As the map and the charts know it. */
  readonly shown: Layer;
  /** Where the kernel is: the layer itself, or a part of it. */
  readonly owner: Layer;
  readonly weight: Weight;
}

/** The kernel of the selected layer, else of the first layer that has one and is not the output, else of any. */
function chosenKernel(graph: ModelGraph, selected: LayerId | null): ChosenKernel | null {
  const all = graph.layers.flatMap((shown): ChosenKernel[] => {
    for (const owner of allLayers({ layers: [shown] })) {
      const weight = owner.weights.find(({ role }) => isKernel(role));
      if (weight !== undefined) return [{ shown, owner, weight }];
    }
    return [];
  });
  const isOutput = ({ shown }: ChosenKernel) => graph.outputs.includes(shown.id);
  return all.find(({ shown }) => shown.id === selected) ?? all.find((each) => !isOutput(each)) ?? all[0] ?? null;
}

/** What a scheme draws for a weight: what it sets, else what the file says. */
function initializerUnder(id: string, { owner, weight }: ChosenKernel, schemes: readonly Scheme[]): Initializer {
  const set = schemes
    .find((scheme) => scheme.id === id)
    ?.replacements.find(({ layer, role }) => layer === owner.id && role === weight.role);
  return set?.initializer ?? weight.initializer;
}

function aboutScheme(scheme: string, initializer: InitializerName | null): string {
  const there = initializer === null || initializer === 'unknown' ? null : schemeLabel(initializer);
  if (scheme === 'current') {
    return there === null
      ? l10n.t('The initialisers that the file says, or the framework’s own where it says none.')
      : l10n.t(
          'The initialisers that the file says, or the framework’s own where it says none: {0} for this layer.',
          there,
        );
  }
  if (scheme === 'recommended') {
    return there === null
      ? l10n.t('What Init Lens recommends for each layer by the activation that its output meets.')
      : l10n.t(
          'What Init Lens recommends for each layer by the activation that its output meets: {0} for this one.',
          there,
        );
  }
  return l10n.t('Every kernel of the model drawn in this way.');
}

function whereText({ shown, weight: { fans } }: ChosenKernel, { numbers }: Formula): string {
  return numbers.length === 0
    ? l10n.t('At layer {0}', shown.name)
    : l10n.t('At layer {0}, with n_in = {1} and n_out = {2}', shown.name, precise(fans.in), precise(fans.out));
}

/** What such a layer does to the signal, by theory, where its input has second moment 1 and its activation is known. */
function passing({ owner, weight }: ChosenKernel, { sampled }: Initializer, shape: readonly number[]): string[] {
  const variance = distributionVariance(sampled, shape);
  // A following activation is left out: a normalisation may stand between.
  const activation = owner.activation.own ?? LINEAR;
  if (variance === null || weight.role === 'embedding' || weight.role === 'recurrent') return [];
  // Weights of another mean than 0 move all inputs alike: no such factor tells what becomes of the signal.
  if (distributionMean(sampled, shape) !== 0 && variance > 0) return [];
  const entering = weight.trueFans.in * variance;
  const leaving = moments(activation, 0, entering)?.secondMoment;
  if (leaving === undefined) return [];
  return activation.name === 'linear'
    ? [l10n.t('Such a layer multiplies the signal’s E[a²] by {0}.', figure(leaving))]
    : [l10n.t('Such a layer and its {0} turn an E[a²] of 1 into one of {1}.', activation.name, figure(leaving))];
}
