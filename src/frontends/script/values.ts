import type { Dimension } from '../../model/shape.ts';
import type { ConstructionValue, LayerValue, ModelValue, TensorValue } from './framework-values.ts';
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
  | CollectionValue
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
  /** Where it is a list: what its items look like, by their place behind the known ones. */
  readonly itemAt?: (index: number) => Value;
  /** Where it is a list: the name of the number of its items, if that is not `name.length`. */
  readonly length?: string;
  /** Set for a parameter that the caller may leave out. */
  readonly optional?: true;
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
  /** The expression of the document that gave it, null if there is none (made by a call, or in an imported file). */
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

/** A `Map`, or a `Set` whose keys are its values; mutable. */
export interface CollectionValue {
  readonly kind: 'collection';
  readonly of: 'map' | 'set';
  readonly entries: { readonly key: Value; readonly value: Value }[];
  /** What stands for the entries that could not be read. */
  rest: UnknownValue | null;
}

export interface Property {
  /** Of a getter, its function. */
  readonly value: Value;
  readonly isGetter?: true;
  /** Where it is written in an object literal of the document; null if it was assigned, or in an imported file. */
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
