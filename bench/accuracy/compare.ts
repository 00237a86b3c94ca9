import type { ModelGraph } from '../../src/model/graph.ts';
import type { LayerStatistics } from '../../src/model/statistics.ts';
import type { Draws } from './reference.ts';

/** How far a prediction is off, in decimal orders of magnitude, beyond twice the reference's standard error. */
export interface Errors {
  readonly all: readonly number[];
  readonly median: number;
  readonly worst: number;
}

export interface ModelAccuracy {
  readonly name: string;
  readonly layers: number;
  /** Of the second moments, over the model's layers. */
  readonly forward: Errors;
  readonly backward: Errors;
  /** Share of the draws' second moments that lie in the predicted middle 90%. */
  readonly within: number;
  /** Signal at the last layer, and gradient at the first: predicted and drawn. */
  readonly ends: {
    readonly signal: readonly [predicted: number, drawn: number];
    readonly gradient: readonly [predicted: number, drawn: number];
  };
}

export function compare(
  name: string,
  graph: ModelGraph,
  predicted: readonly LayerStatistics[],
  draws: Draws,
): ModelAccuracy {
  const layers = graph.layers.filter(({ operation }) => operation.kind !== 'input');
  const of = new Map(predicted.map((statistics) => [statistics.id, statistics]));
  const forward: number[] = [];
  const backward: number[] = [];
  let inside = 0;
  let counted = 0;
  for (const { id } of layers) {
    const [theory, drawn] = [of.get(id), draws.get(id)];
    if (theory === undefined || drawn === undefined) throw new RangeError(`${name}: ${id} was not computed.`);
    forward.push(error(theory.forward.secondMoment, drawn.forward));
    backward.push(error(theory.backward.secondMoment, drawn.backward));
    for (const [band, values] of [
      [theory.forward, drawn.forward],
      [theory.backward, drawn.backward],
    ] as const) {
      inside += values.filter((value) => value >= band.low && value <= band.high).length;
      counted += values.length;
    }
  }
  const [first, last] = [layers[0]?.id ?? '', layers.at(-1)?.id ?? ''];
  return {
    name,
    layers: layers.length,
    forward: summary(forward),
    backward: summary(backward),
    within: inside / counted,
    ends: {
      signal: [of.get(last)?.forward.secondMoment ?? Number.NaN, mean(draws.get(last)?.forward ?? [])],
      gradient: [of.get(first)?.backward.secondMoment ?? Number.NaN, mean(draws.get(first)?.backward ?? [])],
    },
  };
}

/** |log10(predicted / mean)| less twice the standard error of the mean's logarithm, at least 0. */
function error(predicted: number, drawn: readonly number[]): number {
  const centre = mean(drawn);
  if (predicted === 0 && centre === 0) return 0;
  const deviation = Math.sqrt(mean(drawn.map((value) => (value - centre) ** 2)) / (drawn.length - 1));
  return Math.max(0, Math.abs(Math.log10(predicted / centre)) - (2 * deviation) / (centre * Math.LN10));
}

export function summary(errors: readonly number[]): Errors {
  const sorted = [...errors].sort((a, b) => a - b);
  return { all: errors, median: sorted[Math.floor(sorted.length / 2)] ?? 0, worst: sorted.at(-1) ?? 0 };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
