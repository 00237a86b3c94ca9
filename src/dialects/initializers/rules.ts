import type { Fans, VarianceScaling } from '../../model/initializer.ts';
import type { Dimension } from '../../model/shape.ts';
import type { Surface } from '../dialect.ts';
import type { InitializerKind, InitializerNames } from './kinds.ts';

/** How one framework names, reads, samples and writes initialisers. */
export interface InitializerRules {
  readonly names: Readonly<Record<Surface, InitializerSurface>>;
  /** Of variance scaling where nothing is written. */
  readonly varianceScalingDefaults: VarianceScaling;
  /** What `distribution` may say and what is then sampled. */
  readonly distributions: Readonly<Record<string, VarianceScaling['distribution']>>;
  /** How each distribution is written, null if the framework cannot sample it. */
  readonly distributionWords: Readonly<Record<VarianceScaling['distribution'], string | null>>;
  /** Value of a `constant` without argument; null if that throws. */
  readonly constantDefault: number | null;
  /** Whether 0 counts as missing for `mean`, `stddev`, `minval` and `maxval` (a `||` where `??` is meant). */
  readonly zeroIsMissing: boolean;
  /** Kinds for which `seed: 0` is no seed. */
  readonly zeroSeedIgnored: readonly InitializerKind[];
  /** Whether a truncated normal of variance scaling is widened so that its variance is the nominal one. */
  readonly correctsTruncation: boolean;
  /** Whether `identity` throws for a matrix that is not square. */
  readonly squareIdentityOnly: boolean;
  fans(shape: readonly Dimension[]): Fans;
}

export interface InitializerSurface {
  /** Accepted as a bare string. */
  readonly strings: InitializerNames;
  /** Accepted as a factory or class name with arguments. */
  readonly constructions: InitializerNames;
  /** Kinds whose factory throws when called without an argument, but not when called with an empty one. */
  readonly needArgument: readonly InitializerKind[];
  /** Whether a factory that is named but not called is refused. */
  readonly mustBeCalled: boolean;
  /** Whether values like '' and 0 stand for the default. */
  readonly falsyIsDefault: boolean;
  /** What is done to a name before it is looked up. */
  normalize(name: string): string;
  /** Spells a mode or a distribution as the framework wants it (`fanIn`, `fan_in`). */
  word(camelCase: string): string;
  /** The constructed form in which the surface writes a kind; names are keys of `constructions`. */
  construct(kind: InitializerKind): string;
  /** Whether the preferred form is a bare name where no argument is needed, or always a construction. */
  readonly prefersStrings: boolean;
  /** Whether the named kinds are written as variance scaling with all arguments (TF.js's own JSON). */
  readonly presetsAsVarianceScaling: boolean;
}
