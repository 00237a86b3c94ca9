import * as l10n from '@vscode/l10n';
import { isKernel, type Layer, type LayerId, type ModelGraph } from '../src/model/graph.ts';
import { figure } from './figures.ts';
import type { Direction, StatisticsByLayer } from './series.ts';

/** A signal or gradient within this factor of its reference is healthy. */
export const HEALTHY_FACTOR = 10;

interface Judged {
  readonly layer: Layer;
  /** Of the reference: the input's signal, or the gradient at the last hidden layer. */
  readonly ratio: number;
}

/**
 * One sentence with figures: the worst hidden layer under the file's initialisers, and what the recommended ones make
 * of it. Medians over seeds, second moments. Output layers are left out: softmax and the like squash on purpose.
 */
export function verdict(graph: ModelGraph, current: StatisticsByLayer, recommended: StatisticsByLayer): string {
  const hidden = hiddenLayers(graph);
  const forward = ratios(hidden, current, 'forward', 1);
  const worst = farthest(forward);
  if (worst === null) return l10n.t('This model has no hidden layer: the input meets the output layer at once.');
  if (!isHealthy(worst.ratio)) {
    return instead(signalClause(worst), recommended.get(worst.layer.id)?.forward.median, 1);
  }
  const last = lastHidden(graph);
  const reference = last === null ? null : gradientAt(current, last.id);
  if (last === null || reference === null) return healthySentence(forward, []);
  const backward = ratios(hidden, current, 'backward', reference);
  const gradient = farthest(backward);
  if (gradient === null || isHealthy(gradient.ratio)) return healthySentence(forward, backward);
  const { layer, ratio } = gradient;
  const clause = l10n.t('The gradient at layer {0} is {1} of the one at {2}', layer.name, figure(ratio), last.name);
  return instead(clause, recommended.get(layer.id)?.backward.median, gradientAt(recommended, last.id));
}

/** What enters the last layer with a kernel; null if that is the input itself. */
export function lastHidden(graph: ModelGraph): Layer | null {
  const last = [...graph.layers].reverse().find((layer) => layer.weights.some(({ role }) => isKernel(role)));
  const entering = graph.layers.find(({ id }) => id === last?.inputs[0]);
  return entering === undefined || entering.operation.kind === 'input' ? null : entering;
}

/** Second moment of the gradient at a layer; null where there is none to compare with. */
export function gradientAt(statistics: StatisticsByLayer, id: LayerId): number | null {
  const median = statistics.get(id)?.backward.median;
  return median !== undefined && median > 0 && Number.isFinite(median) ? median : null;
}

/** Everything between the input and what nothing consumes. */
function hiddenLayers(graph: ModelGraph): Layer[] {
  const consumed = new Set(graph.layers.flatMap(({ inputs }) => inputs));
  const outputs = new Set(graph.outputs);
  return graph.layers.filter(({ id, operation }) => operation.kind !== 'input' && consumed.has(id) && !outputs.has(id));
}

function ratios(layers: readonly Layer[], statistics: StatisticsByLayer, direction: Direction, reference: number) {
  return layers.flatMap((layer): Judged[] => {
    const at = statistics.get(layer.id)?.[direction];
    return at === undefined ? [] : [{ layer, ratio: at.median / reference }];
  });
}

function farthest(judged: readonly Judged[]): Judged | null {
  return judged.reduce<Judged | null>(
    (worst, each) => (worst === null || distance(each.ratio) > distance(worst.ratio) ? each : worst),
    null,
  );
}

/** Decades from 1; infinite for 0 and for what is not finite. */
export function distance(ratio: number): number {
  return ratio > 0 && Number.isFinite(ratio) ? Math.abs(Math.log10(ratio)) : Number.POSITIVE_INFINITY;
}

function isHealthy(ratio: number): boolean {
  return distance(ratio) <= Math.log10(HEALTHY_FACTOR);
}

function signalClause({ layer, ratio }: Judged): string {
  if (ratio === 0) return l10n.t("At layer {0}, nothing is left of the input's signal", layer.name);
  if (!Number.isFinite(ratio)) return l10n.t('At layer {0}, the signal is beyond what a number can hold', layer.name);
  return ratio < 1
    ? l10n.t("At layer {0}, {1} of the input's signal is left", layer.name, figure(ratio))
    : l10n.t("At layer {0}, the signal is {1} times the input's", layer.name, figure(ratio));
}

function instead(clause: string, median: number | undefined, reference: number | null): string {
  return median === undefined || reference === null
    ? l10n.t('{0}.', clause)
    : l10n.t('{0}; with the recommended initialisers, {1}.', clause, figure(median / reference));
}

function healthySentence(forward: readonly Judged[], backward: readonly Judged[]): string {
  return backward.length === 0
    ? l10n.t("The signal stays healthy: {0} of the input's through all hidden layers.", rangeText(forward))
    : l10n.t(
        "The signal stays healthy: {0} of the input's through all hidden layers, and the gradient {1} of the last hidden layer's.",
        rangeText(forward),
        rangeText(backward),
      );
}

function rangeText(judged: readonly Judged[]): string {
  const values = judged.map(({ ratio }) => ratio);
  const low = figure(Math.min(...values));
  const high = figure(Math.max(...values));
  return low === high ? low : l10n.t('{0} to {1}', low, high);
}
