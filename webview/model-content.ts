import * as l10n from '@vscode/l10n';
import type { LayerId, ModelGraph } from '../src/model/graph.ts';
import type { PreviewHunk } from '../src/model/preview.ts';
import type { Scheme } from '../src/model/scheme.ts';
import { isAsWritten } from '../src/model/what-if.ts';
import type { WeightSheet } from '../src/protocol.ts';
import type { Kernels } from '../src/simulation/memory/lease.ts';
import type { TrainingOptions } from './convergence/options.ts';
import { changedElsewhere } from './elsewhere.ts';
import { countsOf } from './figures.ts';
import type { ShownLayer } from './layers.ts';
import { type LayerHealth, layerHealth } from './map/health.ts';
import { type Note, notesOn } from './notes.ts';
import type { ApplyContent } from './preview/apply-row.ts';
import type { Selection } from './selected-layer.ts';
import { known, type Series, type StatisticsByLayer } from './series.ts';
import type { PanelSettings } from './settings.ts';
import { comparisons, modelLabels, type ShownModel } from './shown-model.ts';
import type { Result, Simulations } from './simulations.ts';
import type { Status } from './status-line.ts';
import type { ToolbarContent } from './toolbar.ts';
import type { GroupEffect } from './verdict/blame.ts';
import { diagnose, type Verdict, verdictText } from './verdict/diagnose.ts';
import { gradientAt, lastHidden } from './verdict.ts';
import { relativeToInput } from './what-if/relative-to-input.ts';
import type { WhatIfContent } from './what-if/what-if-section.ts';

/** A model with its figures. */
export interface ModelContent {
  /** As one text. */
  readonly verdict: string;
  readonly diagnosis: Verdict;
  readonly apply: ApplyContent;
  /** The lines that "Apply" would change; null where nobody asked or nothing is known yet. */
  readonly preview: readonly PreviewHunk[] | null;
  readonly isPinned: boolean;
  readonly toolbar: ToolbarContent;
  readonly whatIf: WhatIfContent;
  /** What theory predicts for the file as it is, where a change of it is shown; else null. */
  readonly reference: StatisticsByLayer | null;
  /** Second moment of what enters. */
  readonly inputMoment: number;
  readonly graph: ModelGraph;
  /** 1-based line of each layer's call. */
  readonly lines: Readonly<Record<LayerId, number>>;
  /** How each layer fares under the file's own initialisers. */
  readonly health: ReadonlyMap<LayerId, LayerHealth>;
  /** The layer whose numbers are shown; null for none. */
  readonly selected: LayerId | null;
  /** Of the selected layer; null until the extension has told. */
  readonly weights: readonly WeightSheet[] | null;
  /** The layers that the editor's cursor is on; the same object as long as they are the same. */
  readonly atCursor: ReadonlySet<LayerId>;
  readonly layers: readonly ShownLayer[];
  readonly series: readonly Series[];
  /** Ids of every scheme that can be shown, in order. */
  readonly schemes: readonly string[];
  /** What each of them sets. */
  readonly initialisers: readonly Scheme[];
  /** The gradient's second moment that the healthy zone lies around; null if there is none to compare with. */
  readonly gradientReference: number | null;
  /** Who computed the simulated figures; null as long as there are none. */
  readonly kernels: Kernels | null;
  /** The figures are of an earlier version of the file or of other settings. */
  readonly isStale: boolean;
  readonly status: Status;
  readonly notes: readonly Note[];
  /** What is trained, and how. */
  readonly shown: ShownModel;
  readonly training: TrainingOptions;
}

/** All that is shown beside the model itself. */
export interface PanelState {
  readonly settings: PanelSettings;
  /** Null as long as nothing can be simulated. */
  readonly simulations: Simulations | null;
  /** Of the last request to the extension; null if it went well. */
  readonly error: string | null;
  readonly selection: Selection;
  readonly preview: readonly PreviewHunk[] | null;
  readonly atCursor: ReadonlySet<LayerId>;
}

/**
 * What is shown of a model now.
 * @param effects of each group of kernels that is to change; null as long as they are being predicted.
 */
export function modelContent(
  shown: ShownModel,
  { settings, simulations, error, selection, preview, atCursor }: PanelState,
  effects: () => readonly GroupEffect[] | null,
): ModelContent {
  const { document, model, schemes } = shown;
  const results = schemes.map(({ scheme }) => simulations?.result(scheme) ?? null);
  const series = schemes.map(
    ({ role, scheme, label, predicted }, i): Series => ({
      role,
      scheme,
      label,
      predicted,
      simulated: results[i]?.statistics ?? null,
      examples: results[i]?.batch ?? null,
    }),
  );
  const figures = (role: Series['role']) => {
    const found = series.find((each) => each.role === role);
    return found === undefined ? new Map() : relativeToInput(known(found), settings.scale);
  };
  const recommended = schemes.find(({ role }) => role === 'recommended');
  const last = lastHidden(model.graph);
  const progress = simulations?.progress ?? null;
  const diagnosis = diagnose(shown, figures('current'), figures('recommended'), effects);
  return {
    verdict: verdictText(diagnosis),
    diagnosis,
    toolbar: {
      models: modelLabels(document.models),
      model: shown.label,
      settings,
      isRunning: progress !== null,
      whyNoRun: whyNoRun(simulations, results),
    },
    apply: {
      recommendations: model.recommendations,
      elsewhere: changedElsewhere(model),
      showsPreview: settings.showsPreview,
      isTrying: !isAsWritten(settings.whatIf),
      about: `${document.documentUri} ${shown.label}`,
    },
    preview,
    whatIf: { settings, trial: shown.trial, unknowns: model.graph.unknowns },
    reference: shown.reference,
    inputMoment: settings.scale ** 2,
    isPinned: settings.isPinned,
    graph: model.graph,
    lines: model.lines,
    health: layerHealth(model.graph, figures('current'), figures('recommended')),
    selected: selection.layer,
    weights: selection.weights,
    atCursor,
    layers: shown.layers,
    series,
    schemes: ['current', 'recommended', ...comparisons(model)],
    initialisers: model.schemes,
    // Theory's figure: it does not waver while seeds come in.
    gradientReference: last === null || recommended === undefined ? null : gradientAt(recommended.predicted, last.id),
    kernels: simulations?.kernels ?? null,
    isStale: results.some((result) => result?.state === 'stale'),
    status: {
      progress,
      text: statusText(results, settings.seeds, progress !== null),
      error: error ?? simulations?.error ?? null,
    },
    shown,
    training: settings.training,
    notes: notesOn(document, model, figures('current').values()),
  };
}

function whyNoRun(simulations: Simulations | null, results: readonly (Result | null)[]): string | null {
  if (simulations === null) return l10n.t('The simulation is being loaded.');
  return isComplete(results) ? l10n.t('All seeds are done, and the same seeds give the same numbers.') : null;
}

function isComplete(results: readonly (Result | null)[]): boolean {
  return results.every((result) => result?.state === 'complete');
}

function statusText(results: readonly (Result | null)[], seeds: number, isRunning: boolean): string {
  if (isRunning) return l10n.t('Simulating…');
  const examples = results.flatMap((result) => (result === null ? [] : [result.batch]));
  if (isComplete(results)) return l10n.t('Simulated: {0} seeds, {1} examples each.', seeds, countsOf(examples));
  if (examples.length > 0) return l10n.t('Stopped: not all seeds are in these curves.');
  return l10n.t('Not simulated: what is shown is predicted by theory.');
}
