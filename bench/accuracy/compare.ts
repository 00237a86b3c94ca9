import type { ModelGraph } from '../../src/model/graph.ts';
import type { BackwardStatistics, ForwardStatistics, LayerStatistics } from '../../src/model/statistics.ts';
import type { RecordedLayer, RecordedModel } from './recording.ts';
import { computedLayers } from './reference.ts';
import { type Sample, shareBelow } from './sample.ts';

/** How far a prediction is off, in decimal orders of magnitude, beyond twice the reference's standard error. */
export interface Errors {
  readonly all: readonly number[];
  readonly median: number;
  readonly worst: number;
}

/** Shares of the draws below, within and above the predicted middle 90%; 0.05, 0.9, 0.05 where it is right. */
export interface Band {
  readonly below: number;
  readonly within: number;
  readonly above: number;
}

/** One way through a model's layers. */
export interface Direction {
  readonly errors: Errors;
  /** Mean over the layers whose draws vary. */
  readonly band: Band;
}

export interface ModelAccuracy {
  readonly name: string;
  readonly draws: number;
  readonly layers: number;
  readonly forward: Direction;
  readonly backward: Direction;
  /** Of the kernels' gradients; no prediction says how far they spread. */
  readonly weightGradient: Errors;
  /** Signal at the last layer, and gradient at the first: predicted and drawn. */
  readonly ends: {
    readonly signal: readonly [predicted: number, drawn: number];
    readonly gradient: readonly [predicted: number, drawn: number];
  };
}

/** @param graph of the same model, layer for layer. */
export function compare(
  graph: ModelGraph,
  predicted: readonly LayerStatistics[],
  recorded: RecordedModel,
): ModelAccuracy {
  const of = new Map(predicted.map((statistics) => [statistics.id, statistics]));
  const layers = computedLayers(graph);
  const pairs = recorded.layers.map((drawn, i) => {
    const theory = of.get(layers[i]?.id ?? '');
    const kind = layers[i]?.operation.kind;
    if (theory === undefined || kind !== drawn.kind || layers.length !== recorded.layers.length) {
      throw new RangeError(`${recorded.name} was recorded as another model: ${drawn.kind} where ${kind} is.`);
    }
    return { theory, drawn };
  });
  return accuracyOf(recorded.name, recorded.draws, pairs);
}

/** A layer's prediction with what was drawn of it. */
export interface Pair {
  readonly theory: LayerStatistics;
  readonly drawn: Pick<RecordedLayer, 'forward' | 'backward' | 'weightGradient'>;
}

export function accuracyOf(name: string, draws: number, pairs: readonly Pair[]): ModelAccuracy {
  const weights = pairs.flatMap(({ theory, drawn }) =>
    theory.weightGradient === null || drawn.weightGradient === null
      ? []
      : error(theory.weightGradient.secondMoment, drawn.weightGradient),
  );
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError(`${name} has no layers.`);
  return {
    name,
    draws,
    layers: pairs.length,
    forward: direction(pairs.map(({ theory, drawn }) => [theory.forward, drawn.forward])),
    backward: direction(pairs.map(({ theory, drawn }) => [theory.backward, drawn.backward])),
    weightGradient: summary(weights),
    ends: {
      signal: [last.theory.forward.secondMoment, last.drawn.forward.mean],
      gradient: [first.theory.backward.secondMoment, first.drawn.backward.mean],
    },
  };
}

function direction(pairs: readonly (readonly [ForwardStatistics | BackwardStatistics, Sample])[]): Direction {
  const bands = pairs.flatMap(([theory, drawn]) => (hasSpread(drawn) ? band(theory, drawn) : []));
  const mean = (read: (band: Band) => number) => bands.reduce((sum, each) => sum + read(each), 0) / bands.length;
  return {
    errors: summary(pairs.map(([theory, drawn]) => error(theory.secondMoment, drawn))),
    band: { below: mean((each) => each.below), within: mean((each) => each.within), above: mean((each) => each.above) },
  };
}

/** Normalised signals hardly differ between draws: a deviation of 0.1% is rounding. */
const LEAST_DEVIATION = 1e-3;

function hasSpread({ logDeviation }: Sample): boolean {
  return logDeviation !== null && logDeviation > LEAST_DEVIATION;
}

function band({ low, high }: ForwardStatistics | BackwardStatistics, drawn: Sample): Band {
  const [below, upTo] = [shareBelow(drawn, low), shareBelow(drawn, high)];
  return { below, within: upTo - below, above: 1 - upTo };
}

/** |log10(predicted / mean)| less twice the standard error of the mean's logarithm, at least 0. */
export function error(predicted: number, { mean, standardError }: Pick<Sample, 'mean' | 'standardError'>): number {
  if (predicted === 0 && mean === 0) return 0;
  return Math.max(0, Math.abs(Math.log10(predicted / mean)) - (2 * standardError) / (mean * Math.LN10));
}

export function summary(errors: readonly number[]): Errors {
  const sorted = [...errors].sort((a, b) => a - b);
  return { all: errors, median: sorted[Math.floor(sorted.length / 2)] ?? 0, worst: sorted.at(-1) ?? 0 };
}
