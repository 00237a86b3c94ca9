import type { Activation } from '../../../src/model/activation.ts';
import type { WeightRole } from '../../../src/model/graph.ts';
import type { InitializerSpec } from '../../../src/model/initializer.ts';
import type { Operation } from '../../../src/model/operation.ts';

/** What a model is, in a form that both a reading and a model of the framework can be brought into. */
export interface ModelFacts {
  /** In the order in which a walk from the outputs along the inputs leaves them: it does not depend on who numbered them. */
  readonly layers: readonly LayerFacts[];
  /** Indices of the layers whose outputs leave the model, each once. */
  readonly outputs: readonly number[];
  /** Number of values in all weights, shared ones once; null where a class of the user's own may have any. */
  readonly parameters: number | null;
}

/** One use of a layer. */
export interface LayerFacts extends PartFacts {
  readonly inputs: readonly number[];
  /** Index of the first use of the same layer; null for that first or an only use. */
  readonly sharedWith: number | null;
}

/** A layer, or a layer within another. */
export interface PartFacts {
  /** Offset of the factory's name in the source; null where no call is written for the layer or none was recorded. */
  readonly place: number | null;
  /** Null where the user gave none. */
  readonly name: string | null;
  readonly operation: Operation;
  readonly activation: Activation | null;
  /** Without batch; null for a size, or for all, that is not fixed. */
  readonly outputShape: readonly (number | null)[] | null;
  /** Null where they are not told: a class of the user's own may have any. */
  readonly weights: readonly WeightFacts[] | null;
  /** Whether training changes its own weights; null if it has none that could be trained. */
  readonly trainable: boolean | null;
  readonly parts: readonly PartFacts[];
}

export interface WeightFacts {
  readonly role: WeightRole;
  readonly shape: readonly (number | null)[];
  /** Named kinds of variance scaling by their parameters. */
  readonly initializer: InitializerSpec;
  /** The name of a named kind of variance scaling, null where it is not told. */
  readonly preset: string | null;
  readonly seed: number | null;
}

export function parametersOf(part: PartFacts): number {
  const own = (part.weights ?? []).reduce(
    (sum, { shape }) => sum + shape.reduce<number>((n, size) => n * (size ?? 1), 1),
    0,
  );
  return part.parts.reduce((sum, inner) => sum + parametersOf(inner), own);
}
