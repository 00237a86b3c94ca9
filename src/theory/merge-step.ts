import { mixed, toPart } from './finite-width/response.ts';
import { averageSpread, type Gradient, mapPairs, NO_SPREAD, type Signal, type Spread, splitSpread } from './signal.ts';
import type { Step } from './step.ts';

/** Sum of several branches, independent apart from their means; second moments add (a branch given twice counts double). */
export function addStep(inputs: readonly Signal[], ids: readonly string[]): Step {
  const branches = distinct(inputs, ids);
  const mean = sum(branches, ({ signal, times }) => times * signal.mean);
  const ownSquares = sum(branches, ({ signal, times }) => (times * signal.mean) ** 2);
  const crossed = mean ** 2 - ownSquares;
  const total = (read: (signal: Signal) => number) =>
    crossed + sum(branches, ({ signal, times }) => times ** 2 * read(signal));
  const secondMoment = total((signal) => signal.secondMoment);
  const parts = branches.map(({ signal, times }) => ({
    signal,
    share: (times ** 2 * signal.secondMoment) / secondMoment,
  }));
  const first = inputs[0];
  const output: Signal = {
    positions: first?.positions ?? 1,
    units: first?.units ?? 1,
    mean,
    secondMoment,
    pairs: {
      example: total((signal) => signal.pairs.example),
      elsewhere: total((signal) => signal.pairs.elsewhere),
      position: total((signal) => signal.pairs.position),
      unit: total((signal) => signal.pairs.unit),
      both: total((signal) => signal.pairs.both),
    },
    law: null,
    persistence: inputs[0]?.persistence ?? null,
    profile: inputs[0]?.profile ?? null,
    ...weightedSpreads(parts, (share) => share ** 2),
    sizes: null,
  };
  return {
    output,
    approximations: branches.length > 1 ? ['The added branches are taken as independent apart from their means.'] : [],
    backward: (gradient) =>
      inputs.map((signal) => ({
        ...gradient,
        response: responseOfPart(gradient, signal, parts, output),
        reachedSlope: null,
      })),
  };
}

/** Gradients that several consumers send back: independent, so their second moments add. */
export function addGradients(a: Gradient, b: Gradient): Gradient {
  const secondMoment = a.secondMoment + b.secondMoment;
  if (secondMoment === 0) return b;
  const share = a.secondMoment / secondMoment;
  const mix = (first: number, second: number) => share * first + (1 - share) * second;
  const mixSpread = (first: Spread, second: Spread): Spread => ({
    own: share ** 2 * first.own + (1 - share) ** 2 * second.own,
    shared: share ** 2 * first.shared + (1 - share) ** 2 * second.shared,
  });
  const { reachedSlope } = a;
  const parts = mixedParts(a.parts, b.parts, share);
  return {
    secondMoment,
    example: a.example + b.example,
    position: a.position + b.position,
    unit: a.unit + b.unit,
    bend: a.bend + b.bend,
    persistence: a.persistence ?? b.persistence,
    profile: a.profile ?? b.profile,
    response: mixed(a.response, b.response, share),
    reachedSlope: reachedSlope === null || b.reachedSlope === null ? null : mix(reachedSlope, b.reachedSlope),
    overlap: mix(a.overlap, b.overlap),
    spread: mixSpread(a.spread, b.spread),
    sampling: mixSpread(a.sampling, b.sampling),
    ...(parts === null ? {} : { parts }),
  };
}

function mixedParts(a: Gradient['parts'], b: Gradient['parts'], share: number): readonly number[] | null {
  const count = (a ?? b)?.length ?? 0;
  if (count === 0) return null;
  return Array.from({ length: count }, (_, i) => share * (a?.[i] ?? 1) + (1 - share) * (b?.[i] ?? 1));
}

function distinct(inputs: readonly Signal[], ids: readonly string[]) {
  const branches = new Map<string, { signal: Signal; times: number }>();
  inputs.forEach((signal, i) => {
    const id = ids[i] ?? String(i);
    branches.set(id, { signal, times: (branches.get(id)?.times ?? 0) + 1 });
  });
  return [...branches.values()];
}

/** A branch, and its share of the whole's second moment. */
export interface SharedPart {
  readonly signal: Signal;
  readonly share: number;
}

/** What draws of the gradient have to do with those of one branch, which are only a part of the whole's. */
export function responseOfPart(
  { response }: Gradient,
  signal: Signal,
  parts: readonly SharedPart[],
  { spread }: Signal,
) {
  const share = parts.find((part) => part.signal === signal)?.share ?? 1;
  const correlation = spread.own > 0 ? Math.min(1, share * Math.sqrt(signal.spread.own / spread.own)) : 0;
  return toPart(response, correlation, share);
}

export function weightedSpreads(
  parts: readonly SharedPart[],
  weight: (share: number) => number,
): { spread: Spread; sampling: Spread } {
  const collect = (read: (signal: Signal) => Spread): Spread => {
    if (parts.some(({ share }) => Number.isNaN(share))) return NO_SPREAD;
    return {
      own: sum(parts, ({ signal, share }) => weight(share) * read(signal).own),
      shared: sum(parts, ({ signal, share }) => weight(share) * read(signal).shared),
    };
  };
  return { spread: collect((signal) => signal.spread), sampling: collect((signal) => signal.sampling) };
}

function sum<T>(items: readonly T[], read: (item: T) => number): number {
  return items.reduce((total, item) => total + read(item), 0);
}

/** The same elements arranged in other positions and units. */
export function regroupStep(input: Signal, positions: number, units: number): Step {
  const elements = input.positions * input.units;
  const { pairs } = input;
  // Units that were positions of one unit stay as correlated as those.
  const merged = units > input.units && elements > 1;
  const alike = merged ? (units / input.units - 1) / (units - 1) : 0;
  const output: Signal = {
    ...input,
    positions,
    units,
    persistence: units === input.units ? input.persistence : null,
    // A unit more is a place less.
    spread: averageSpread(input.spread, units / input.units),
    sampling: averageSpread(input.sampling, units / input.units),
    pairs: merged ? { ...pairs, unit: alike * pairs.position + (1 - alike) * pairs.unit } : mapPairs(pairs, (p) => p),
  };
  return {
    output,
    approximations: [],
    backward: (gradient) => [
      {
        ...gradient,
        position: merged ? gradient.unit : gradient.position,
        bend: merged ? 0 : gradient.bend,
        persistence: null,
        spread: splitSpread(gradient.spread, Math.max(1, units / input.units)),
        sampling: splitSpread(gradient.sampling, Math.max(1, units / input.units)),
      },
    ],
  };
}
