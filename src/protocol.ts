import type { ActivationName } from './model/activation.ts';
import type { ChangedKernels, ModelFinding } from './model/diagnosis.ts';
import type { LayerId, ModelGraph } from './model/graph.ts';
import type { PreviewHunk } from './model/preview.ts';
import type { Scheme } from './model/scheme.ts';
import type { LayerStatistics } from './model/statistics.ts';
import { TRIED_ACTIVATIONS, type WhatIf } from './model/what-if.ts';
import { isChangedKernels, isModelFinding } from './protocol/diagnosis.ts';
import { isModelGraph, isScheme } from './protocol/graph-guard.ts';
import {
  dictionaryOf,
  type Guard,
  isBoolean,
  isInteger,
  isRecord,
  isString,
  listOf,
  literal,
  nullable,
  record,
  tagged,
} from './protocol/guard.ts';
import { isPreviewHunk } from './protocol/preview.ts';
import { isStatistics } from './protocol/statistics-guard.ts';
import { isWhatIf } from './protocol/what-if-guard.ts';

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
  /** What the recommended scheme changes, as candidates for the cause of what is wrong. */
  readonly changes: readonly ChangedKernels[];
  /** What the Problems view says about the model. */
  readonly findings: readonly ModelFinding[];
  /** What theory says of `PREDICTED_INPUT` under some of the schemes, by their id: a page need not load its own theory first. */
  readonly predicted: Readonly<Record<string, readonly LayerStatistics[]>>;
}

/** What the extension's predictions are of: what a page starts with. */
export const PREDICTED_INPUT = { input: 'normal', batch: 32, scale: 1 } as const;

/** A model as it would be with a change that is not in the file. */
export interface TriedModel extends Pick<PanelModel, 'graph' | 'schemes' | 'lines' | 'changes'> {
  /** What differs from the file, in words. */
  readonly differences: readonly string[];
  /** Sentences on what stays as the file has it. */
  readonly left: readonly string[];
  /** What "Apply" could put into the file. */
  readonly writable: {
    /** Whether anything would change. */
    readonly any: boolean;
    /** Sentences on what it could not. */
    readonly left: readonly string[];
    /** What would still be tried after it. */
    readonly rest: WhatIf;
  };
}

export type HostToPanel =
  /** The document as it is now; sent first after `ready`, then after each edit. */
  | {
      readonly type: 'document';
      readonly version: 1;
      /** Counts the analyses that were told: the same one may be told again. */
      readonly reading: number;
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
  /** Comes before the answer to `try`. */
  | {
      readonly type: 'tried';
      readonly version: 1;
      readonly documentVersion: number;
      readonly model: number;
      readonly whatIf: WhatIf;
      /** Nonlinearities that can be tried in the model. */
      readonly activations: readonly ActivationName[];
      /** Null where nothing is changed. */
      readonly changed: TriedModel | null;
    }
  /** Comes before the answer to `preview`: the lines that "Apply" changes. */
  | {
      readonly type: 'preview';
      readonly version: 1;
      readonly documentVersion: number;
      readonly model: number;
      readonly hunks: readonly PreviewHunk[];
    }
  /** Where the cursor stands in the document, each time that it moves to other layers. */
  | {
      readonly type: 'cursor';
      readonly version: 1;
      readonly documentVersion: number;
      /** Of each model that has any there. */
      readonly places: readonly LayersAtCursor[];
    }
  /** Follows a document: the one of its models that the user asked for. */
  | { readonly type: 'show'; readonly version: 1; readonly model: number }
  /** Answer to the request of that id. */
  | { readonly type: 'answer'; readonly version: 1; readonly id: number; readonly error: string | null };

export interface LayersAtCursor {
  readonly model: number;
  readonly layers: readonly LayerId[];
}

export type ExplanationMessage = Extract<HostToPanel, { type: 'explanation' }>;
export type TriedMessage = Extract<HostToPanel, { type: 'tried' }>;
export type DocumentMessage = Extract<HostToPanel, { type: 'document' }>;
export type PreviewMessage = Extract<HostToPanel, { type: 'preview' }>;
export type CursorMessage = Extract<HostToPanel, { type: 'cursor' }>;

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
  /** Asks what becomes of a model with a change; requests about its layers are about those of the changed model then. */
  | { readonly type: 'try'; readonly version: 1; readonly id: number; readonly model: number; readonly whatIf: WhatIf }
  /** Writes into the document what of the change can be written there. */
  | {
      readonly type: 'write';
      readonly version: 1;
      readonly id: number;
      readonly documentVersion: number;
      readonly model: number;
      readonly whatIf: WhatIf;
    }
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
  /** Shows a line of the document in the editor. */
  | {
      readonly type: 'goToLine';
      readonly version: 1;
      readonly id: number;
      readonly documentVersion: number;
      /** 1-based. */
      readonly line: number;
    }
  /** Whether the panel stays with its document, or follows the active editor to others. */
  | { readonly type: 'pin'; readonly version: 1; readonly id: number; readonly isPinned: boolean }
  /**
   * `preview` asks for the lines that `apply` would change, `diff` opens them in the editor's own comparison, `apply` changes
   * them: the recommended initialisers of the model.
   */
  | {
      readonly type: 'preview' | 'diff' | 'apply';
      readonly version: 1;
      readonly id: number;
      readonly documentVersion: number;
      readonly model: number;
    };

/** What is asked about the recommended initialisers of a model. */
export type ChangeRequest = Extract<PanelToHost, { type: 'preview' | 'diff' | 'apply' }>;

export type SavedContent = Extract<PanelToHost, { type: 'save' }>['content'];

const isFiniteNumber: Guard<number> = (value): value is number => Number.isFinite(value);
const isVersion = literal(PROTOCOL_VERSION);

const isTriedModel = record<TriedModel>({
  graph: isModelGraph,
  schemes: listOf(isScheme),
  lines: dictionaryOf(isInteger),
  changes: listOf(isChangedKernels),
  differences: listOf(isString),
  left: listOf(isString),
  writable: record<TriedModel['writable']>({ any: isBoolean, left: listOf(isString), rest: isWhatIf }),
});

const isPanelModel = record<PanelModel>({
  graph: isModelGraph,
  schemes: listOf(isScheme),
  lines: dictionaryOf(isInteger),
  recommendations: listOf(isString),
  changes: listOf(isChangedKernels),
  findings: listOf(isModelFinding),
  predicted: dictionaryOf(isStatistics),
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
    reading: isInteger,
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
  tried: {
    version: isVersion,
    documentVersion: isInteger,
    model: isInteger,
    whatIf: isWhatIf,
    activations: listOf(literal(...TRIED_ACTIVATIONS)),
    changed: nullable(isTriedModel),
  },
  preview: { version: isVersion, documentVersion: isInteger, model: isInteger, hunks: listOf(isPreviewHunk) },
  cursor: {
    version: isVersion,
    documentVersion: isInteger,
    places: listOf(record<LayersAtCursor>({ model: isInteger, layers: listOf(isString) })),
  },
  show: { version: isVersion, model: isInteger },
  answer: { version: isVersion, id: isInteger, error: nullable(isString) },
});

const CHANGE_FIELDS = { version: isVersion, id: isInteger, documentVersion: isInteger, model: isInteger };

const isPanelToHost = tagged<PanelToHost, 'type'>('type', {
  ready: { version: isVersion, id: isInteger, assume: dictionaryOf(isFiniteNumber) },
  assume: { version: isVersion, id: isInteger, assume: dictionaryOf(isFiniteNumber) },
  try: { version: isVersion, id: isInteger, model: isInteger, whatIf: isWhatIf },
  write: { version: isVersion, id: isInteger, documentVersion: isInteger, model: isInteger, whatIf: isWhatIf },
  reveal: { version: isVersion, id: isInteger, documentVersion: isInteger, model: isInteger, layer: isString },
  explain: { version: isVersion, id: isInteger, documentVersion: isInteger, model: isInteger, layer: isString },
  save: {
    version: isVersion,
    id: isInteger,
    fileName: isString,
    content: record<SavedContent>({ encoding: literal('text', 'base64'), data: isString }),
  },
  copy: { version: isVersion, id: isInteger, text: isString },
  goToLine: { version: isVersion, id: isInteger, documentVersion: isInteger, line: isInteger },
  pin: { version: isVersion, id: isInteger, isPinned: isBoolean },
  preview: CHANGE_FIELDS,
  diff: CHANGE_FIELDS,
  apply: CHANGE_FIELDS,
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
