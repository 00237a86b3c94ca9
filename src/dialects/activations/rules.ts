import type { Activation } from '../../model/activation.ts';
import type { Surface } from '../dialect.ts';

/** Names to activations, preferred spelling first. */
export type ActivationNames = Readonly<Record<string, Activation>>;

/** How one framework names activations in an option's string. */
export interface ActivationRules {
  readonly names: Readonly<Record<Surface, ActivationNames>>;
  /** Names that work when run but cannot be loaded again once saved, with what to do instead. */
  readonly unsavable: Readonly<Record<string, string>>;
  /** Whether a layer object may stand in place of a name. */
  readonly takesLayers: Readonly<Record<Surface, boolean>>;
  /** Names of other frameworks, reduced to letters and digits, to names of this one, for each surface. */
  readonly synonyms: Readonly<Record<Surface, Readonly<Record<string, string>>>>;
  /** What is done to a name before it is looked up. */
  normalize(name: string, surface: Surface): string;
}
