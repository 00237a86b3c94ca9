import type { Span } from '../../model/text.ts';
import type { JsonNode, JsonObject, JsonProperty } from './node.ts';

type Maybe<T> = T | null | undefined;

/** A property by the first of the names that the object has: the surfaces spell one thing in snake or camel case. */
export function findProperty(object: Maybe<JsonNode>, ...names: readonly string[]): JsonProperty | null {
  if (object?.kind !== 'object') return null;
  for (const name of names) {
    for (let i = object.properties.length - 1; i >= 0; i--) {
      const property = object.properties[i];
      if (property?.name === name) return property;
    }
  }
  return null;
}

export function propertiesOf(object: Maybe<JsonNode>): readonly JsonProperty[] {
  return object?.kind === 'object' ? object.properties : [];
}

export function valueIn(object: Maybe<JsonNode>, ...names: readonly string[]): JsonNode | null {
  return findProperty(object, ...names)?.value ?? null;
}

export function textIn(object: Maybe<JsonNode>, ...names: readonly string[]): string | null {
  const value = valueIn(object, ...names);
  return value?.kind === 'string' && typeof value.value === 'string' ? value.value : null;
}

export function itemsOf(node: Maybe<JsonNode>): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}

export function numberOf(node: Maybe<JsonNode>): number | null {
  return node?.kind === 'number' && typeof node.value === 'number' ? node.value : null;
}

export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

export function childrenOf(node: JsonNode): readonly JsonNode[] {
  if (node.kind === 'array') return node.items;
  return node.kind === 'object' ? node.properties.map(({ value }) => value) : [];
}

/** Every object, outer ones first, in the order of the text. */
export function* allObjects(roots: readonly JsonNode[]): Generator<JsonObject> {
  const open = [...roots].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'object') {
      yield node;
      for (let i = node.properties.length - 1; i >= 0; i--) putContainer(open, node.properties[i]?.value);
    } else if (node.kind === 'array') {
      for (let i = node.items.length - 1; i >= 0; i--) putContainer(open, node.items[i]);
    }
  }
}

/** No object lies in other values. */
function putContainer(open: JsonNode[], node: JsonNode | undefined): void {
  if (node?.kind === 'object' || node?.kind === 'array') open.push(node);
}

/** The object at exactly that place, null if there is none. */
export function objectAt(roots: readonly JsonNode[], { start, end }: Span): JsonObject | null {
  let among: readonly JsonNode[] = roots;
  for (;;) {
    const around = among.find((node) => node.start <= start && end <= node.end);
    if (around === undefined) return null;
    if (around.kind === 'object' && around.start === start && around.end === end) return around;
    among = childrenOf(around);
  }
}
