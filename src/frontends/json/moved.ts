import type { JsonArray, JsonNode, JsonObject, JsonProperty } from './node.ts';

type Parent = JsonObject | JsonArray | null;

/**
 * The value with other places.
 * @param position the new offset for each of the old ones.
 */
export function moved(node: JsonNode, parent: Parent, position: (offset: number) => number): JsonNode {
  const place = { start: position(node.start), end: position(node.end) };
  if (node.kind === 'object') {
    const properties: JsonProperty[] = [];
    const object: JsonObject = { kind: 'object', parent, properties, ...place };
    for (const { name, key, value, start, end } of node.properties) {
      const keyPlace = { start: position(key.start), end: position(key.end) };
      properties.push({
        name,
        key: keyPlace,
        value: moved(value, object, position),
        start: position(start),
        end: position(end),
      });
    }
    return object;
  }
  if (node.kind === 'array') {
    const items: JsonNode[] = [];
    const array: JsonArray = { kind: 'array', parent, items, elided: node.elided, ...place };
    for (const item of node.items) items.push(moved(item, array, position));
    return array;
  }
  return { ...node, parent, ...place };
}
