import type { Unknown } from '../../model/graph.ts';
import type { Dimension } from '../../model/shape.ts';
import type { Scope } from './scopes.ts';
import type { SyntaxNode } from './syntax.ts';

/** What the evaluator knows of an expression: a value, or that it is unknown and why. */
export type Value =
  | { readonly kind: 'undefined' | 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: Dimension }
  | ListValue
  | ObjectValue
  | FunctionValue
  | ClassValue
  | BuiltinValue
  | NamespaceValue
  | ConstructionValue
  | LayerValue
  | TensorValue
  | ModelValue
  | UnknownValue;

export interface UnknownValue {
  readonly kind: 'unknown';
  /** What `--assume` takes where the value should be a number; reads like the code (`config.units`). */
  readonly name: string;
  /** A sentence for the user. */
  readonly reason: string;
  /** Where it is a list: what each of its items looks like. */
  readonly item?: Value;
}

/** An array; mutable, as arrays are. */
export interface ListValue {
  readonly kind: 'list';
  readonly items: Item[];
  /** What stands for the items that could not be read, at the end; null if the list is known whole. */
  rest: UnknownValue | null;
}

export interface Item {
  readonly value: Value;
  /** The expression that gave it, null if there is none of its own (made by a call). */
  readonly node: SyntaxNode | null;
}

/** An object literal or an instance of a class of the file; mutable. */
export interface ObjectValue {
  readonly kind: 'object';
  readonly properties: Map<string, Property>;
  /** Null for plain objects. */
  readonly class: ClassValue | null;
  /** What stands for the properties that could not be read; null if the object is known whole. */
  rest: UnknownValue | null;
}

export interface Property {
  readonly value: Value;
  /** Where it is written in an object literal; null if it was assigned. */
  readonly source: PropertySource | null;
}

export interface PropertySource {
  readonly whole: SyntaxNode;
  readonly key: SyntaxNode;
  readonly value: SyntaxNode;
}

/** A function of the file, with the scope it closes over. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly name: string | null;
  /** Fixed receiver of a method taken from an instance; arrows see the one of their scope. */
  readonly receiver: Value | null;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly name: string | null;
  readonly parent: Value | null;
  readonly methods: ReadonlyMap<string, FunctionValue>;
  /** Static properties and methods. */
  readonly properties: Map<string, Property>;
}

/** A global object of the language (`Math`, `Array`, `Object`). */
export interface BuiltinValue {
  readonly kind: 'builtin';
  readonly name: string;
}

/** `tf` (an empty path) and what hangs on it (`layers`, `dense`). */
export interface NamespaceValue {
  readonly kind: 'namespace';
  readonly path: readonly string[];
}

/** What a factory of the framework made that is not a layer: an initialiser, a constraint, a regulariser. */
export interface ConstructionValue {
  readonly kind: 'construction';
  readonly namespace: string;
  readonly name: string;
  readonly argument: Value | null;
  /** Number of the object within the file. */
  readonly object: number;
  readonly call: SyntaxNode;
}

/** One layer object: one evaluation of a layer factory's call. */
export interface LayerValue {
  readonly kind: 'layer';
  readonly factory: string;
  /** The options; `undefined` if called without. */
  readonly argument: Value;
  readonly argumentNode: SyntaxNode | null;
  readonly call: SyntaxNode;
  /** The factory's name within the call. */
  readonly nameNode: SyntaxNode;
  /** Number of the object within the file. */
  readonly object: number;
  readonly circumstances: Circumstances;
}

/** A symbolic tensor: what one application of a layer gives. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly layer: LayerValue;
  /** What enters; an unknown tensor is null. Empty for `tf.input`. */
  readonly inputs: readonly (TensorValue | null)[];
  readonly object: number;
}

export interface ModelValue {
  readonly kind: 'model';
  readonly style: 'sequential' | 'functional';
  /** The `name` option. */
  readonly name: string | null;
  /** The variable or field that it was first put into. */
  label: string | null;
  /** The function that it was made in. */
  readonly madeIn: string | null;
  /** Of a sequential model, in order. */
  readonly members: (LayerValue | ModelValue)[];
  /** Of a functional model. */
  readonly inputs: readonly TensorValue[];
  readonly outputs: readonly TensorValue[];
  readonly call: SyntaxNode;
  readonly circumstances: Circumstances;
  /** Sentences about what could not be read. */
  readonly gaps: string[];
}

/** What was assumed on the way to the place where a layer or model was made. */
export interface Circumstances {
  readonly unknowns: readonly Unknown[];
  readonly gaps: readonly string[];
}

export const UNDEFINED: Value = { kind: 'undefined' };
export const NULL: Value = { kind: 'null' };

export function number(value: Dimension): Value {
  return { kind: 'number', value };
}

export function string(value: string): Value {
  return { kind: 'string', value };
}

export function boolean(value: boolean): Value {
  return { kind: 'boolean', value };
}

export function list(values: readonly Value[], rest: UnknownValue | null = null): ListValue {
  return { kind: 'list', items: values.map((value) => ({ value, node: null })), rest };
}

export function object(entries: Iterable<readonly [string, Value]>, rest: UnknownValue | null = null): ObjectValue {
  const properties = new Map<string, Property>();
  for (const [key, value] of entries) properties.set(key, { value, source: null });
  return { kind: 'object', properties, class: null, rest };
}

export function isNullish(value: Value): boolean {
  return value.kind === 'undefined' || value.kind === 'null';
}

/** Whether a test on the value holds, null if it cannot be told. */
export function truth(value: Value): boolean | null {
  switch (value.kind) {
    case 'undefined':
    case 'null':
      return false;
    case 'boolean':
      return value.value;
    case 'string':
      return value.value !== '';
    case 'number':
      return typeof value.value === 'number' ? value.value !== 0 && !Number.isNaN(value.value) : null;
    case 'unknown':
      return null;
    default:
      return true;
  }
}

/** The text that the value becomes in a template or as a key, null if it cannot be told. */
export function asText(value: Value): string | null {
  switch (value.kind) {
    case 'undefined':
    case 'null':
      return value.kind;
    case 'boolean':
    case 'string':
      return String(value.value);
    case 'number':
      return typeof value.value === 'number' ? String(value.value) : null;
    default:
      return null;
  }
}
