import type { Alternative } from '../advice/alternatives.ts';
import { factorBetween, figure } from '../advice/figure.ts';
import { INITIALIZER_NAMES, namedInitializer } from '../advice/named-initializers.ts';
import type { Analysis } from '../analyser.ts';
import { dialects } from '../dialects/index.ts';
import type { ValuePlace } from '../frontends/frontend.ts';
import { distributionMean, distributionVariance } from '../model/distribution.ts';
import { isKernel, type Layer, type Weight } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import { sizes } from '../model/shape.ts';
import { type ValueCompletion, withoutQuotes } from './value-completion.ts';

interface Candidate {
  readonly initializer: InitializerSpec;
  /** Null for what nothing recommends. */
  readonly alternative: Alternative | null;
  readonly deviation: number | null;
  /** E[w²] over that of the proper initialiser; null where there is none. */
  readonly ratio: number | null;
}

/** Every initialiser that can stand there: what suits, then the others, nearest to the proper size first. */
export function initializerCompletions(
  analysis: Analysis,
  place: ValuePlace,
  layer: Layer,
  weight: Weight,
): ValueCompletion[] {
  const alternatives = isKernel(weight.role) ? analysis.alternatives(place.graph, layer.id, weight.role) : [];
  const recommended = isKernel(weight.role) ? analysis.recommendation(place.graph, layer.id, weight.role) : null;
  const candidates = specs(alternatives).map((spec) => candidate(place, weight, spec, alternatives));
  const found = candidates.sort(byMerit).flatMap((one) => completion(analysis, place, one, recommended !== null));
  const seen = new Set<string>();
  return found.filter(({ text }) => !seen.has(text) && seen.add(text).size > 0);
}

/** What suits comes with its own arguments: in the place of the same kind with the framework's. */
function specs(alternatives: readonly Alternative[]): InitializerSpec[] {
  const suitable = alternatives.map(({ initializer }) => initializer);
  const names = new Set<string>(suitable.map(({ name }) => name));
  const others = INITIALIZER_NAMES.filter((name) => !names.has(name)).flatMap((name) => namedInitializer(name) ?? []);
  return [...suitable, ...others];
}

function candidate(
  { graph }: ValuePlace,
  weight: Weight,
  initializer: InitializerSpec,
  alternatives: readonly Alternative[],
): Candidate {
  const { sampled } = dialects[graph.dialect].initializer(initializer, null, weight);
  const shape = sizes(weight.shape);
  const [mean, variance] = [distributionMean(sampled, shape), distributionVariance(sampled, shape)];
  const proper = alternatives[0]?.variance ?? null;
  return {
    initializer,
    alternative: alternatives.find((one) => one.initializer === initializer) ?? null,
    deviation: variance === null ? null : Math.sqrt(variance),
    ratio: mean === null || variance === null || !proper ? null : (variance + mean ** 2) / proper,
  };
}

/** What suits keeps its order. */
function byMerit(a: Candidate, b: Candidate): number {
  if (a.alternative !== null || b.alternative !== null) {
    return Number(a.alternative === null) - Number(b.alternative === null);
  }
  return distance(a) - distance(b);
}

function distance({ ratio }: Candidate): number {
  return ratio === null ? Number.POSITIVE_INFINITY : factorBetween(ratio, 1);
}

function completion(
  { reading }: Analysis,
  place: ValuePlace,
  { initializer, alternative, deviation, ratio }: Candidate,
  isRecommending: boolean,
): ValueCompletion[] {
  const name = reading.write(place, initializer);
  // Where a name does not say it, a construction takes the place of the quotes as well.
  const bare = { ...place, form: 'bare', closing: '' } as const;
  const text = name ?? (place.form === 'className' ? null : reading.write(bare, initializer));
  if (text === null) return [];
  const isBest = alternative?.kind === 'proper' && isRecommending;
  const sigma = deviation === null ? [] : [`σ = ${figure(deviation)}`];
  return [
    {
      label: labelOf(initializer, text),
      text,
      snippet: initializer.name === 'varianceScaling' ? snippetOf(text) : null,
      replace: place.replace,
      beside: name === null ? withoutQuotes(place) : [],
      filter: name ?? labelOf(initializer, text),
      detail: [...sigma, ...(isBest ? ['recommended'] : alternative?.kind === 'exact' ? ['exact scale'] : [])].join(
        ', ',
      ),
      documentation: alternative?.why ?? compared(ratio),
      isBest,
    },
  ];
}

/** A name without its quotes; of a construction the initialiser's own name. */
function labelOf({ name }: InitializerSpec, text: string): string {
  return /^['"]?(\w+)['"]?$/.exec(text)?.[1] ?? name;
}

function compared(ratio: number | null): string {
  if (ratio === null) return '';
  if (ratio === 0) return 'All weights would be equal: the units of the layer would stay copies of one another.';
  return `Its mean square is ${figure(ratio)} of the one that suits this layer.`;
}

/** The arguments of a construction as places to go through. */
function snippetOf(text: string): string {
  let place = 0;
  return text
    .replace(/[\\$}]/g, '\\$&')
    .replace(/(\bscale["']?\s*:\s*)([\d.e+-]+)/, (_, key: string, value: string) => `${key}\${${++place}:${value}}`)
    .replace(/(\b(?:mode|distribution)["']?\s*:\s*)(["'])(\w+)\2/g, (_, key: string, quote: string, word: string) => {
      place++;
      return `${key}${quote}\${${place}:${word}}${quote}`;
    });
}
