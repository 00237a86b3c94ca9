/** A model to be written as a program: what it is, not how it is written. */
export interface ModelPlan {
  readonly style: 'sequential' | 'functional';
  readonly name: string | null;
  readonly entry: Entry;
  readonly steps: readonly Step[];
  /** Functional models only: further outputs, each made from what leaves the last step. */
  readonly heads: readonly (readonly LayerPlan[])[];
}

/** What enters a model; sizes without batch. */
export interface Entry {
  readonly shape: readonly number[];
  readonly integer: boolean;
}

/** What happens to the one tensor that goes through a model. */
export type Step =
  | { readonly kind: 'layer'; readonly layer: LayerPlan }
  /** The same few layers several times, with other sizes or words each time. */
  | { readonly kind: 'repeat'; readonly rounds: readonly (readonly LayerPlan[])[] }
  /** Functional models only: every branch takes what has come so far, or an input of its own; `merge` joins them. */
  | { readonly kind: 'branches'; readonly branches: readonly Branch[]; readonly merge: LayerPlan }
  /** Functional models only: one layer object applied as many times. */
  | { readonly kind: 'again'; readonly layer: LayerPlan; readonly times: number }
  /** Functional models only: `decoder` reads the same sequence, beginning with the states that `encoder` ends in. */
  | { readonly kind: 'states'; readonly encoder: LayerPlan; readonly decoder: LayerPlan; readonly states: 1 | 2 }
  /** A model used as a layer, `times` times where it is functional around it. */
  | { readonly kind: 'nested'; readonly model: ModelPlan; readonly times: number };

export interface Branch {
  /** Null: it takes what has come so far. */
  readonly entry: Entry | null;
  readonly layers: readonly LayerPlan[];
}

export interface LayerPlan {
  /** Name under `tf.layers`. */
  readonly factory: string;
  readonly options: Options;
}

export type Options = Readonly<Record<string, PlanValue>>;

export type PlanValue = number | string | boolean | null | readonly PlanValue[] | Made | Inner;

/** `tf.initializers.heNormal({...})` and the like; no parentheses' content where `options` is null. */
export interface Made {
  readonly kind: 'made';
  readonly namespace: 'initializers' | 'regularizers' | 'constraints';
  readonly name: string;
  readonly options: Options | null;
}

/** A layer among the options of another. */
export interface Inner {
  readonly kind: 'layer';
  readonly layer: LayerPlan;
}

export function isMade(value: PlanValue): value is Made {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'made';
}

export function isInner(value: PlanValue): value is Inner {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'layer';
}

export function isList(value: PlanValue): value is readonly PlanValue[] {
  return Array.isArray(value);
}
