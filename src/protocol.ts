import type { LayerId, ModelGraph } from './model/graph.ts';
import type { Scheme } from './model/scheme.ts';
import { isModelGraph, isScheme } from './protocol/graph-guard.ts';
import {
  dictionaryOf,
  type Guard,
  isInteger,
  isRecord,
  isString,
  listOf,
  literal,
  nullable,
  record,
  tagged,
} from './protocol/guard.ts';

/** Both ends refuse a message of another version. */
export const PROTOCOL_VERSION = 1;

/** One model of the document, ready to be simulated under several schemes. */
export interface PanelModel {
  readonly graph: ModelGraph;
  /** `current` first, `recommended` second, then initialisers by name. */
  readonly schemes: readonly Scheme[];
  /** 1-based line of each layer's call. */
  readonly lines: Readonly<Record<LayerId, number>>;
  /** What "Apply" would do: a sentence for each kind of preferred safe fix, with its lines. */
  readonly recommendations: readonly string[];
}

export type HostToPanel =
  /** The document as it is now; sent first after `ready`, then after each edit. */
  | {
      readonly type: 'document';
      readonly version: 1;
      /** For display. */
      readonly documentName: string;
      /** What the panel keeps so that it can be restored. */
      readonly documentUri: string;
      readonly documentVersion: number;
      readonly models: readonly PanelModel[];
      /** Sentences about what was left out of the models. */
      readonly notes: readonly string[];
    }
  /** The document was closed or cannot be read; a sentence that says what to do. */
  | { readonly type: 'unavailable'; readonly version: 1; readonly message: string }
  /** Comes before the answer to `explain`: the numbers behind the layer's weights. */
  | {
      readonly type: 'explanation';
      readonly version: 1;
      readonly documentVersion: number;
      readonly model: number;
      readonly layer: LayerId;
      readonly weights: readonly WeightSheet[];
    }
  /** Follows a document: the one of its models that the user asked for. */
  | { readonly type: 'show'; readonly version: 1; readonly model: number }
  /** Answer to the request of that id. */
  | { readonly type: 'answer'; readonly version: 1; readonly id: number; readonly error: string | null };

export type ExplanationMessage = Extract<HostToPanel, { type: 'explanation' }>;
export type DocumentMessage = Extract<HostToPanel, { type: 'document' }>;

/** Numbers by the names of unknowns. */
export type Assumed = Readonly<Record<string, number>>;

/** What is known of one weight, as rows and sentences: see the explanations of the advice. */
export interface WeightSheet {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/** Every one is a request and gets an `answer` with its id. */
export type PanelToHost =
  | { readonly type: 'ready'; readonly version: 1; readonly id: number; readonly assume: Assumed }
  /** Reads the document again with these numbers for what cannot be read from it; they hold for the panel alone. */
  | { readonly type: 'assume'; readonly version: 1; readonly id: number; readonly assume: Assumed }
  /** Shows the layer in the editor. */
  | {
      readonly type: 'reveal';
      readonly version: 1;
      readonly id: number;
      readonly documentVersion: number;
      readonly model: number;
      readonly layer: LayerId;
    }
  /** Asks for the numbers behind the layer's weights. */
  | {
      readonly type: 'explain';
      readonly version: 1;
      readonly id: number;
      readonly documentVersion: number;
      readonly model: number;
      readonly layer: LayerId;
    }
  /** Asks the user where to write a file, and writes it. */
  | {
      readonly type: 'save';
      readonly version: 1;
      readonly id: number;
      /** With its extension. */
      readonly fileName: string;
      readonly content: { readonly encoding: 'text' | 'base64'; readonly data: string };
    }
  /** Puts a text on the clipboard. */
  | { readonly type: 'copy'; readonly version: 1; readonly id: number; readonly text: string }
  /** Applies the recommended initialisers of the model to the document. */
  | {
      readonly type: 'apply';
      readonly version: 1;
      readonly id: number;
      readonly documentVersion: number;
      readonly model: number;
    };

export type SavedContent = Extract<PanelToHost, { type: 'save' }>['content'];

const isFiniteNumber: Guard<number> = (value): value is number => Number.isFinite(value);
const isVersion = literal(PROTOCOL_VERSION);

const isPanelModel = record<PanelModel>({
  graph: isModelGraph,
  schemes: listOf(isScheme),
  lines: dictionaryOf(isInteger),
  recommendations: listOf(isString),
});

const isWeightSheet = record<WeightSheet>({
  title: isString,
  columns: listOf(isString),
  rows: listOf(listOf(isString)),
  notes: listOf(isString),
});

const isHostToPanel = tagged<HostToPanel, 'type'>('type', {
  document: {
    version: isVersion,
    documentName: isString,
    documentUri: isString,
    documentVersion: isInteger,
    models: listOf(isPanelModel),
    notes: listOf(isString),
  },
  unavailable: { version: isVersion, message: isString },
  explanation: {
    version: isVersion,
    documentVersion: isInteger,
    model: isInteger,
    layer: isString,
    weights: listOf(isWeightSheet),
  },
  show: { version: isVersion, model: isInteger },
  answer: { version: isVersion, id: isInteger, error: nullable(isString) },
});

const isPanelToHost = tagged<PanelToHost, 'type'>('type', {
  ready: { version: isVersion, id: isInteger, assume: dictionaryOf(isFiniteNumber) },
  assume: { version: isVersion, id: isInteger, assume: dictionaryOf(isFiniteNumber) },
  reveal: { version: isVersion, id: isInteger, documentVersion: isInteger, model: isInteger, layer: isString },
  explain: { version: isVersion, id: isInteger, documentVersion: isInteger, model: isInteger, layer: isString },
  save: {
    version: isVersion,
    id: isInteger,
    fileName: isString,
    content: record<SavedContent>({ encoding: literal('text', 'base64'), data: isString }),
  },
  copy: { version: isVersion, id: isInteger, text: isString },
  apply: { version: isVersion, id: isInteger, documentVersion: isInteger, model: isInteger },
});

/** Null for what is no message of this version. */
export function parseHostToPanel(value: unknown): HostToPanel | null {
  return isHostToPanel(value) ? value : null;
}

/** Null for what is no message of this version. */
export function parsePanelToHost(value: unknown): PanelToHost | null {
  return isPanelToHost(value) ? value : null;
}

/** The id under which a message can be answered even if the rest of it cannot be read. */
export function requestId(value: unknown): number | null {
  return isRecord(value) && isInteger(value.id) ? value.id : null;
}
