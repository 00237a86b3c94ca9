import type { InitializerSpec } from '../model/initializer.ts';

/** What a weight's initialiser should be. */
export interface Recommendation {
  readonly initializer: InitializerSpec;
  /** Variance that the dialect will really sample with it. */
  readonly variance: number | null;
  /** One sentence with the reason and its source. */
  readonly why: string;
}
