import * as l10n from '@vscode/l10n';
import type { ModelFinding } from '../../src/model/diagnosis.ts';
import { allLayers, type Layer, type ModelGraph } from '../../src/model/graph.ts';
import { figure } from '../figures.ts';
import type { StatisticsByLayer } from '../series.ts';
import type { ShownModel } from '../shown-model.ts';
import { isHealthy } from '../verdict.ts';
import { blame, type GroupEffect } from './blame.ts';
import { type Judged, ratioAt } from './extremes.ts';
import { concernsSignal } from './levels.ts';
import { structuralFindings } from './structure.ts';
import { groupText, listed, lowerFirst, saturatedText } from './words.ts';

/** Why something is as it is. */
export interface Cause {
  /** Sentences; null as long as it is being found. */
  readonly cause: string | null;
  /** The findings that it speaks of. */
  readonly explained: readonly ModelFinding[];
}

/** What a model's initialisers spoil. */
export interface Spoilt {
  /** The worse of signal and gradient first; not empty. */
  readonly ill: readonly [Judged, ...Judged[]];
  readonly current: StatisticsByLayer;
  readonly recommended: StatisticsByLayer;
}

/**
 * The initialisers that explain most of it, and what the recommended ones give instead.
 * @param effects of every group that the recommended scheme changes; null as long as they are being predicted.
 */
export function initialiserCause(shown: ShownModel, spoilt: Spoilt, effects: readonly GroupEffect[] | null): Cause {
  const { ill, recommended } = spoilt;
  const { graph, findings } = shown.model;
  const scheme = shown.schemes.find(({ role }) => role === 'recommended');
  if (effects === null || scheme === undefined) {
    return { cause: effects === null ? null : '', explained: findings.filter(concernsSignal) };
  }
  const { groups, hasOthers, involved } = blame(graph, effects, scheme, ill[0]);
  const better = ill.flatMap((judged) => ratioAt(graph, recommended, judged) ?? []);
  const layers = new Set(involved.flatMap((group) => layersOf(graph, group).map(({ id }) => id)));
  const told = findings.filter((each) => concernsSignal(each) && each.layers.some((id) => layers.has(id)));
  const instead = listed(better.map(figure), false);
  const named = listed(
    groups.map((group) => groupCause(shown, spoilt, group)),
    hasOthers,
  );
  const first =
    groups.length === 0
      ? l10n.t('With the recommended initialisers, {0}.', instead)
      : l10n.t('Cause: {0}; with the recommended initialisers, {1}.', named, instead);
  // What stays wrong has another cause, if the Problems view knows of one.
  const rest = better.every(isHealthy)
    ? []
    : structuralFindings(findings, ill[0]).filter((each) => !told.includes(each));
  const [also] = rest;
  return { cause: also === undefined ? first : `${first} ${also.message}`, explained: [...told, ...rest] };
}

/** The graph's own layers with a group's kernels in them or in their parts. */
function layersOf({ layers }: ModelGraph, { changed }: GroupEffect): Layer[] {
  const ids = new Set(changed.kernels.map(({ layer }) => layer));
  return layers.filter((layer) => allLayers({ layers: [layer] }).some(({ id }) => ids.has(id)));
}

/** Rules whose title says more than that the initialiser does not suit. */
const TELLING_RULES: ReadonlySet<string> = new Set([
  'symmetric-initializer',
  'fixed-scale',
  'uncorrected-truncation',
  'wrong-fans',
  'unscaled-residual',
]);

function groupCause({ model }: ShownModel, { current }: Spoilt, group: GroupEffect): string {
  const { initializer, defaultOf, activation } = group.changed;
  const layers = layersOf(model.graph, group);
  const ids = layers.map(({ id }) => id);
  const telling = model.findings.find(
    (each) => TELLING_RULES.has(each.rule) && each.layers.some((id) => ids.includes(id)),
  );
  const saturated = median(ids.flatMap((id) => current.get(id)?.forward.saturatedFraction ?? []));
  const remarks = [
    ...(saturated >= MOSTLY_SATURATED ? [saturatedText(saturated)] : []),
    ...(telling === undefined ? [] : [lowerFirst(telling.title)]),
  ];
  const text = groupText(
    initializer,
    defaultOf,
    activation,
    layers.map(({ name }) => name),
  );
  return remarks.length === 0 ? text : l10n.t('{0} ({1})', text, remarks.join('; '));
}

/** Share of a layer's outputs from which on saturation is worth a word. */
const MOSTLY_SATURATED = 0.5;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
