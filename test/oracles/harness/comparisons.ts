import type { ModelGraph } from '../../../src/model/graph.ts';
import type { ModelDraw } from './model-draw.ts';
import { mean, shareScore, variance, welchScore } from './welch.ts';

/** One quantity of one layer, theirs against ours. */
export interface Comparison {
  readonly what: string;
  /** Standard normal where both are one; infinite where a fixed value differs. */
  readonly z: number;
}

const QUANTITIES = ['forward', 'backward', 'weightGradient'] as const;

/** Relative deviation of a second moment over draws below which it is one value, but for rounding to float32. */
const FIXED = 1e-6;

/** How far two such values may be apart, relatively. */
const ROUNDING = 1e-5;

/** Mean logarithms of second moments, layer by layer, and how often they are 0 where they sometimes are. */
export function compareDraws(
  name: string,
  { layers }: ModelGraph,
  theirs: readonly ModelDraw[],
  ours: readonly ModelDraw[],
): Comparison[] {
  return layers.flatMap(({ id, operation }) =>
    QUANTITIES.flatMap((quantity) => {
      const read = (draws: readonly ModelDraw[]) => draws.flatMap((draw) => draw.get(id)?.[quantity] ?? []);
      const [a, b] = [read(theirs), read(ours)];
      // What is not looked at there: gradients of frozen and shared kernels, the values that enter.
      if (a.length === 0) return [];
      return compareSamples(a, b)
        .map(({ what, z }) => ({ what: `${name}: ${id} (${operation.kind}) ${what}`, z }))
        .map((comparison) => ({ ...comparison, what: `${comparison.what} of ${quantity}` }));
    }),
  );
}

function compareSamples(a: readonly number[], b: readonly number[]): Comparison[] {
  const [positiveA, positiveB] = [positive(a), positive(b)];
  const isPositive = positiveA.length === a.length && positiveB.length === b.length;
  const shares = { what: 'zeros', z: shareScore([positiveA.length, a.length], [positiveB.length, b.length]) };
  const logarithms = { what: 'logarithm', z: logarithmScore(positiveA.map(Math.log), positiveB.map(Math.log)) };
  if (isPositive) return [logarithms];
  return positiveA.length > 1 && positiveB.length > 1 ? [shares, logarithms] : [shares];
}

function logarithmScore(a: readonly number[], b: readonly number[]): number {
  const difference = mean(a) - mean(b);
  if (variance(a) > FIXED ** 2 || variance(b) > FIXED ** 2) return welchScore(a, b);
  return Math.abs(difference) < ROUNDING ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY;
}

function positive(values: readonly number[]): number[] {
  return values.filter((value) => value > 0);
}

/** What chance would hardly do to comparisons of which all are right; null if there is nothing. */
export function objection(comparisons: readonly Comparison[]): string | null {
  const beyond = (most: number) => comparisons.filter(({ z }) => !(Math.abs(z) <= most));
  const [three, five] = [beyond(3), beyond(5)];
  if (three.length < comparisons.length / 100 && five.length === 0) return null;
  const sorted = [...three].sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
  const lines = sorted.slice(0, 20).map(({ what, z }) => `${z.toFixed(2)} ${what}`);
  return [`${three.length} of ${comparisons.length} beyond 3, ${five.length} beyond 5`, ...lines].join('\n');
}
