import { type Node, parseTree } from 'jsonc-parser';
import type { Span } from '../../model/text.ts';

/** Deeper than any saved model; the parser recurses, and a stack is finite. */
const MAX_DEPTH = 400;

/** The document's tree, tolerant of what is half-typed; null if it is nested too deeply. */
export function readTree(text: string): Node | null | undefined {
  return isTooDeep(text) ? null : parseTree(text, [], { allowTrailingComma: true });
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString && character === '\\') at++;
    else if (character === '"') inString = !inString;
    else if (character === '\n') inString = false;
    else if (inString) continue;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** A property of an object, the last one if the key is written twice. */
export interface JsonProperty {
  readonly whole: Node;
  readonly key: Node;
  readonly value: Node;
}

export function* propertiesOf(object: Node | null | undefined): Generator<JsonProperty & { readonly name: string }> {
  if (object?.type !== 'object') return;
  for (const whole of object.children ?? []) {
    const [key, value] = whole.children ?? [];
    if (key !== undefined && value !== undefined && typeof key.value === 'string') {
      yield { name: key.value, whole, key, value };
    }
  }
}

export function findProperty(object: Node | null | undefined, name: string): JsonProperty | null {
  let found: JsonProperty | null = null;
  for (const property of propertiesOf(object)) if (property.name === name) found = property;
  return found;
}

export function valueIn(object: Node | null | undefined, name: string): Node | null {
  return findProperty(object, name)?.value ?? null;
}

export function textIn(object: Node | null | undefined, name: string): string | null {
  const value = valueIn(object, name);
  return value?.type === 'string' && typeof value.value === 'string' ? value.value : null;
}

export function itemsOf(node: Node | null | undefined): readonly Node[] {
  return node?.type === 'array' ? (node.children ?? []) : [];
}

export function spanOf(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

/** Every node, parents first. */
export function* allNodes(root: Node): Generator<Node> {
  const open = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    yield node;
    const children = node.children ?? [];
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child !== undefined) open.push(child);
    }
  }
}

/** The object at exactly that place, null if there is none. */
export function objectAt(root: Node, span: Span): Node | null {
  for (const node of allNodes(root)) {
    if (node.type === 'object' && node.offset === span.start && node.length === span.end - span.start) return node;
  }
  return null;
}
