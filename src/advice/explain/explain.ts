import type { Activation } from '../../model/activation.ts';
import { type Distribution, distributionMean, distributionVariance } from '../../model/distribution.ts';
import { type Initializer, isKernel, type Layer, type Weight, type WeightRole } from '../../model/graph.ts';
import type { Fans, InitializerSpec } from '../../model/initializer.ts';
import { type Dimension, sizes } from '../../model/shape.ts';
import type { Subject } from '../advise.ts';
import { activationOf } from '../proper-initializer.ts';
import { recommend } from '../recommendation.ts';
import type { AdviceSettings } from '../settings.ts';
import { structureOf } from '../structure.ts';
import { type Formula, formulaOf } from './formula.ts';
import { type Passing, passingThrough } from './passing.ts';
import { whyNone } from './why-none.ts';

/** Everything that the advice on one weight rests on, as data: a hover, a page and a terminal show the same. */
export interface Explanation {
  /** The layer's name as the model has it. */
  readonly layer: string;
  /** How many layers of the model the same written call makes, this one included. */
  readonly ofCall: number;
  readonly role: WeightRole;
  readonly shape: readonly number[];
  /** Sizes in it that the file does not tell, by the name under which they can be set. */
  readonly assumed: readonly { readonly name: string; readonly value: number }[];
  /** The framework, for sentences. */
  readonly framework: string;
  /** The nonlinearity that the weight's product meets; null for what is no kernel. */
  readonly activation: Activation | null;
  /** As the framework takes them, and as the computation has them (inside an image, away from its edges); null for what is no kernel. */
  readonly fans: { readonly taken: Fans; readonly real: Fans } | null;
  readonly written: Sampling & { readonly isDefault: boolean };
  /** Null where nothing is to be said; the same as what is written where that does. */
  readonly recommended: (Sampling & { readonly why: string }) | null;
  /** Why nothing is recommended for a kernel; null where something is. */
  readonly unrecommended: string | null;
  /** Null for what is no kernel, and where layers are not connected or too many to be predicted. */
  readonly passing: Passing | null;
}

/** What an initialiser promises a weight, and what is really drawn. */
export interface Sampling {
  /** As the file would write it. */
  readonly text: string;
  readonly family: Distribution['family'];
  readonly formula: Formula | null;
  /** Standard deviation that the formula promises; null where there is none. */
  readonly nominalDeviation: number | null;
  readonly mean: number | null;
  /** Standard deviation over the elements as really drawn; null if unknown. */
  readonly realDeviation: number | null;
  /** Values lie between these; null for an unbounded or unknown distribution. */
  readonly bounds: { readonly low: number; readonly high: number } | null;
  /** Mean square times the number of inputs that an output really sums: what relu wants 2 of. Null if unknown. */
  readonly gain: number | null;
}

type Asked = Pick<Subject, 'graph' | 'dialect' | 'spell'>;

/** The explanation of one weight of one layer, or of a part of one. */
export function explain(asked: Asked, settings: AdviceSettings, layer: Layer, weight: Weight): Explanation {
  const { graph, dialect } = asked;
  const recommended = recommend(graph, layer, weight, dialect, settings);
  const place = { graph, layer, weight, dialect, settings };
  return {
    layer: layer.name,
    ofCall: structureOf(graph)
      .sameCall(layer)
      .filter(({ weights }) => weights.length > 0).length,
    role: weight.role,
    shape: sizes(weight.shape),
    assumed: assumedIn(weight.shape),
    framework: dialect.label,
    activation: isKernel(weight.role) ? activationOf(place) : null,
    fans: isKernel(weight.role) ? { taken: weight.fans, real: weight.trueFans } : null,
    written: {
      ...samplingOf(asked, weight, weight.initializer),
      isDefault: !weight.initializer.explicit,
    },
    recommended: recommended && {
      ...samplingOf(asked, weight, dialect.initializer(recommended.initializer, null, weight)),
      why: recommended.why,
    },
    unrecommended: recommended === null ? whyNone(place) : null,
    passing: isKernel(weight.role) ? passingThrough(graph, layer) : null,
  };
}

function assumedIn(shape: readonly Dimension[]): Explanation['assumed'] {
  const assumed = shape.flatMap((dimension) =>
    typeof dimension === 'number' ? [] : [[dimension.name, dimension.assumed] as const],
  );
  return [...new Map(assumed)].map(([name, value]) => ({ name, value }));
}

function samplingOf(asked: Asked, weight: Weight, initializer: Initializer): Sampling {
  const { spec, sampled, nominalVariance } = initializer;
  const shape = sizes(weight.shape);
  const mean = distributionMean(sampled, shape);
  const variance = distributionVariance(sampled, shape);
  return {
    text: textOf(asked, spec),
    family: sampled.family,
    formula: formulaOf(spec, weight.fans, shape),
    nominalDeviation: nominalVariance === null ? null : Math.sqrt(nominalVariance),
    mean,
    realDeviation: variance === null ? null : Math.sqrt(variance),
    bounds: boundsOf(sampled),
    gain:
      mean === null || variance === null || !isKernel(weight.role) ? null : (variance + mean ** 2) * weight.trueFans.in,
  };
}

function textOf({ spell }: Asked, spec: InitializerSpec): string {
  return spell(spec) ?? spec.name;
}

function boundsOf(distribution: Distribution): Sampling['bounds'] {
  switch (distribution.family) {
    case 'constant':
      return { low: distribution.value, high: distribution.value };
    case 'uniform':
      return { low: distribution.low, high: distribution.high };
    case 'truncatedNormal': {
      const { mean, stddev } = distribution;
      return { low: mean - 2 * stddev, high: mean + 2 * stddev };
    }
    default:
      return null;
  }
}

/** The weights of a layer that have something to explain: kernels, and what is written of others. */
export function explained({ weights }: Layer): readonly Weight[] {
  return weights.filter(({ role, initializer }) => isKernel(role) || initializer.explicit);
}
