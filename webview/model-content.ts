import * as l10n from '@vscode/l10n';
import type { LayerId } from '../src/model/graph.ts';
import type { WeightSheet } from '../src/protocol.ts';
import { changedElsewhere } from './elsewhere.ts';
import { layerHealth } from './map/health.ts';
import { notesOn } from './notes.ts';
import { known, type Series } from './series.ts';
import type { PanelSettings } from './settings.ts';
import { comparisons, modelLabels, type ShownModel } from './shown-model.ts';
import type { Result, Simulations } from './simulations.ts';
import { gradientAt, lastHidden, verdict } from './verdict.ts';
import type { ModelContent } from './view.ts';

/** The layer that the user looks at, and what the extension says of its weights. */
export interface Selection {
  readonly layer: LayerId | null;
  readonly weights: readonly WeightSheet[] | null;
}

/**
 * What is shown of a model now.
 * @param simulations null as long as nothing can be simulated.
 * @param error of the last request to the extension.
 * @param selection the layer whose numbers are shown.
 */
export function modelContent(
  shown: ShownModel,
  settings: PanelSettings,
  simulations: Simulations | null,
  error: string | null,
  selection: Selection,
): ModelContent {
  const { document, model, schemes } = shown;
  const results = schemes.map(({ scheme }) => simulations?.result(scheme) ?? null);
  const series = schemes.map(
    ({ role, label, predicted }, i): Series => ({ role, label, predicted, simulated: results[i]?.statistics ?? null }),
  );
  const figures = (role: Series['role']) => {
    const found = series.find((each) => each.role === role);
    return found === undefined ? new Map() : known(found);
  };
  const recommended = schemes.find(({ role }) => role === 'recommended');
  const last = lastHidden(model.graph);
  const progress = simulations?.progress ?? null;
  return {
    verdict: verdict(model.graph, figures('current'), figures('recommended')),
    toolbar: {
      models: modelLabels(document.models),
      model: shown.label,
      comparisons: comparisons(model),
      settings,
      isRunning: progress !== null,
      whyNoRun: whyNoRun(simulations, results),
      recommendations: model.recommendations,
      elsewhere: changedElsewhere(model),
    },
    graph: model.graph,
    lines: model.lines,
    health: layerHealth(model.graph, figures('current')),
    selected: selection.layer,
    weights: selection.weights,
    unknowns: model.graph.unknowns,
    layers: shown.layers,
    series,
    // Theory's figure: it does not waver while seeds come in.
    gradientReference: last === null || recommended === undefined ? null : gradientAt(recommended.predicted, last.id),
    kernels: simulations?.kernels ?? null,
    isStale: results.some((result) => result?.state === 'stale'),
    status: {
      progress,
      text: statusText(results, settings, progress !== null),
      error: error ?? simulations?.error ?? null,
    },
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

function statusText(results: readonly (Result | null)[], settings: PanelSettings, isRunning: boolean): string {
  if (isRunning) return l10n.t('Simulating…');
  if (isComplete(results)) return l10n.t('Simulated: {0} seeds, {1} examples each.', settings.seeds, settings.batch);
  if (results.some((result) => result !== null)) return l10n.t('Stopped: not all seeds are in these curves.');
  return l10n.t('Not simulated: what is shown is predicted by theory.');
}
