import type { JsonNode } from '../json/node.ts';
import { parseJson } from '../json/parse.ts';
import { boolean, list, NULL, number, object, string, UNDEFINED, type Value } from './values.ts';

/** The value that importing a JSON file gives; null if the text holds none. */
export function jsonValue(text: string, now: () => number): Value | null {
  const [root] = parseJson(text, now).roots;
  return root === undefined ? null : convert(root);
}

function convert(node: JsonNode): Value {
  switch (node.kind) {
    case 'object':
      return object(node.properties.map((part) => [part.name, convert(part.value)]));
    case 'array': {
      const items = list(node.items.map(convert));
      if (node.elided) items.rest = { kind: 'unknown', name: 'items', reason: 'The list is too long to be read.' };
      return items;
    }
    default: {
      const { value } = node;
      if (typeof value === 'string') return node.kind === 'string' ? string(value) : UNDEFINED;
      if (typeof value === 'number') return number(value);
      return typeof value === 'boolean' ? boolean(value) : NULL;
    }
  }
}
