import type { LayerId, ModelGraph } from './model/graph.ts';
import type { Scheme } from './model/scheme.ts';

/** Both ends refuse a message of another version. */
export const PROTOCOL_VERSION = 1;

/** One model of the document, ready to be simulated under several schemes. */
export interface PanelModel {
  readonly graph: ModelGraph;
  /** `current` first, `recommended` second, then initialisers by name. */
  readonly schemes: readonly Scheme[];
  /** 1-based line of each layer's call. */
  readonly lines: Readonly<Record<LayerId, number>>;
  /** Number of preferred safe fixes that "Apply" would carry out, and what each does in a sentence. */
  readonly recommendations: readonly string[];
}

export type HostToPanel =
  /** The document as it is now; sent first after `ready`, then after each edit. `documentName` is for display. */
  | {
      readonly type: 'document';
      readonly version: 1;
      readonly documentName: string;
      readonly documentVersion: number;
      readonly models: readonly PanelModel[];
      readonly notes: readonly string[];
    }
  /** The document was closed or cannot be read; a sentence that says what to do. */
  | { readonly type: 'unavailable'; readonly version: 1; readonly message: string }
  /** Answer to the request of that id. */
  | { readonly type: 'answer'; readonly version: 1; readonly id: number; readonly error: string | null };

/** Every one is a request and gets an `answer` with its id. */
export type PanelToHost =
  | { readonly type: 'ready'; readonly version: 1; readonly id: number }
  /** Shows the layer in the editor. */
  | {
      readonly type: 'reveal';
      readonly version: 1;
      readonly id: number;
      readonly documentVersion: number;
      readonly model: number;
      readonly layer: LayerId;
    }
  /** Applies the recommended initialisers of the model to the document. */
  | {
      readonly type: 'apply';
      readonly version: 1;
      readonly id: number;
      readonly documentVersion: number;
      readonly model: number;
    };
