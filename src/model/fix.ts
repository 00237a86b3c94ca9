import type { LayerId, WeightRole } from './graph.ts';
import type { InitializerSpec } from './initializer.ts';

/** What to change, in the graph's terms; the frontend that read the file turns it into text edits. */
export type Fix =
  /** Writes or replaces a weight's initialiser. A seed that the file gives is kept by passing it. */
  | {
      readonly kind: 'setInitializer';
      readonly layer: LayerId;
      readonly role: WeightRole;
      readonly initializer: InitializerSpec;
      readonly seed: number | null;
    }
  /** Replaces the value of an option that holds a name (`'he_normal'` by `'heNormal'`). */
  | { readonly kind: 'replaceName'; readonly layer: LayerId; readonly option: string; readonly name: string }
  | { readonly kind: 'renameOption'; readonly layer: LayerId; readonly option: string; readonly name: string }
  | {
      readonly kind: 'setOption';
      readonly layer: LayerId;
      readonly option: string;
      readonly value: string | number | boolean;
    }
  | { readonly kind: 'removeOption'; readonly layer: LayerId; readonly option: string }
  /** Silences a rule at the layer, or in the whole file (`layer` null). */
  | { readonly kind: 'suppress'; readonly layer: LayerId | null; readonly rule: string };
