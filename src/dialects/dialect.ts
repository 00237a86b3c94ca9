import type { Activation } from '../model/activation.ts';
import type { DialectId, Initializer, LayerSource, SiteId, Unknown, Weight } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import type { Operation } from '../model/operation.ts';
import type { Problem } from '../model/problem.ts';
import type { Shape } from '../model/shape.ts';
import type { LayerDeclaration } from './declaration.ts';

/** Where a dialect is written: names, option spelling and accepted forms differ. */
export type Surface = 'code' | 'json';

/** A framework's behaviour: what its names mean, what it defaults to, what it really samples. */
export interface Dialect {
  readonly id: DialectId;
  /** For users: `TensorFlow.js`, `Keras 2`, `Keras 3`. */
  readonly label: string;
  readonly frameworkVersion: string;

  /** Whether the name is a layer of this framework, as a factory in code or a class name in JSON. */
  isLayer(className: string, surface: Surface): boolean;

  /**
   * What a written layer makes of its inputs. Never throws: what is not covered is an opaque operation that says so,
   * what cannot be read is an unknown with an assumption.
   * @param inputs output shapes of the layers that enter; null where unknown; empty for a layer that starts a model
   *   (its own `inputShape` option, if any, is then `traits.inputShape`).
   */
  readLayer(declaration: LayerDeclaration, inputs: readonly (Shape | null)[], surface: Surface): LayerTraits;

  /** The initialiser as the framework resolves and samples it for one weight. */
  initializer(spec: InitializerSpec, seed: number | null, weight: Pick<Weight, 'role' | 'shape' | 'fans'>): Initializer;

  /** How the surface writes an initialiser; null if it has none that samples this (an unknown spec, or no such name). */
  spellInitializer(spec: InitializerSpec, seed: number | null, surface: Surface): InitializerSpelling | null;

  /** How the surface writes an activation name for an option's string, null if it has none. */
  spellActivation(activation: Activation, surface: Surface): string | null;

  /** Every initialiser name that the surface accepts as a string, preferred spelling first. */
  initializerNames(surface: Surface): readonly string[];
  activationNames(surface: Surface): readonly string[];
}

export interface LayerTraits {
  readonly operation: Operation;
  /** The framework's class name (`Conv2D`), from which it makes a default layer name. */
  readonly className: string;
  /** The layer's `name` option, if written. */
  readonly name: string | null;
  readonly ownActivation: Activation | null;
  /** Without batch; null if it cannot be told. */
  readonly outputShape: Shape | null;
  /** Of every further output, where a layer has several that are no states of a cell; left out where it has one. */
  readonly furtherShape?: Shape;
  /** What the layer's own `inputShape`/`batchInputShape`/`inputDim` says; null if it has none. */
  readonly inputShape: Shape | null;
  readonly weights: readonly Weight[];
  readonly trainable: boolean;
  readonly problems: readonly Problem[];
  readonly unknowns: readonly Unknown[];
  /** True if the `weights` option gives the values: initialisers do not matter. */
  readonly weightsGiven: boolean;
  /** What `Layer.parts` is made of; empty for most layers. */
  readonly parts: readonly LayerPart[];
}

/** A layer inside another's options, read. */
export interface LayerPart {
  /** Its name within the outer layer: `forward`, `backward`, `layer`, `cell_1`. */
  readonly name: string;
  readonly traits: LayerTraits;
  readonly site: SiteId;
  readonly source: LayerSource;
}

/** A value to write: a bare name, or a constructed object with arguments in order. */
export type InitializerSpelling =
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'construction';
      /** Factory in code (`varianceScaling`), class name in JSON (`VarianceScaling`). */
      readonly name: string;
      readonly arguments: readonly (readonly [name: string, value: number | string | null])[];
    };
