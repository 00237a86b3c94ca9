import type { ConfigEntry, ConfigValue } from '../../dialects/declaration.ts';
import type { LayerSource, OptionSource, SiteId } from '../../model/graph.ts';
import { classNameOf } from './models.ts';
import type { JsonNode, JsonProperty, JsonScalar } from './node.ts';
import { findProperty, itemsOf, numberOf, propertiesOf, spanOf, valueIn } from './tree.ts';

export function siteOf(layer: JsonNode): SiteId {
  return `object@${layer.start}`;
}

export function sourceOf(layer: JsonNode): LayerSource {
  const options = propertiesOf(valueIn(layer, 'config')).map((property) => [property.name, optionSource(property)]);
  const name = valueIn(layer, 'class_name', 'className') ?? layer;
  // Unlike assignment this makes a key `__proto__` one like any other.
  return { call: spanOf(layer), name: spanOf(name), options: Object.fromEntries(options), elsewhere: null };
}

export function entriesOf(object: JsonNode | null): ConfigEntry[] {
  return propertiesOf(object).map((property) => ({
    key: property.name,
    value: configValue(property.value),
    source: optionSource(property),
  }));
}

/** What is handed over by its place, counted from 0. */
export function argumentAt(place: number, value: JsonNode): ConfigEntry {
  const span = spanOf(value);
  return { key: String(place), value: configValue(value), source: { whole: span, key: span, value: span } };
}

/** A JSON value; an object with a class name constructs something (an initialiser, a regulariser, a wrapped layer). */
export function configValue(node: JsonNode): ConfigValue {
  const span = spanOf(node);
  if (node.kind === 'object') return objectValue(node);
  if (node.kind !== 'array') return scalarValue(node);
  if (node.elided) return { kind: 'unknown', name: 'list', reason: 'The list is too long to be an option.', span };
  return { kind: 'list', items: node.items.map(configValue), span };
}

function scalarValue(node: JsonScalar): ConfigValue {
  const span = spanOf(node);
  const { kind, value } = node;
  if (kind === 'word' || (typeof value === 'number' && !Number.isFinite(value))) {
    return { kind: 'unknown', name: String(value), reason: `It is written as ${value}.`, span };
  }
  if (typeof value === 'string') return { kind: 'string', value, span };
  if (typeof value === 'number') return { kind: 'number', value, span };
  if (typeof value === 'boolean') return { kind: 'boolean', value, span };
  return { kind: 'null', span };
}

/** Classes that stand for a list: JSON has no tuples. */
const LISTS: ReadonlySet<string> = new Set(['__tuple__', 'TensorShape']);

function objectValue(node: JsonNode): ConfigValue {
  const span = spanOf(node);
  const className = classNameOf(node);
  if (className === null) return { kind: 'object', entries: entriesOf(node), span };
  const items = valueIn(node, 'items');
  if (LISTS.has(className) && items?.kind === 'array') {
    return { kind: 'list', items: itemsOf(items).map(configValue), span };
  }
  const config = valueIn(node, 'config');
  const options =
    config?.kind === 'object' ? ({ kind: 'object', entries: entriesOf(config), span: spanOf(config) } as const) : null;
  const written = { site: siteOf(node), source: sourceOf(node) };
  const object = objectNumber(node);
  return { kind: 'construction', namespace: null, name: className, options, called: true, object, span, written };
}

/** Archives number objects that several layers share; every other object of a file is one of its own. */
function objectNumber(node: JsonNode): number {
  const shared = sharedObjectId(node);
  return shared === null ? node.start : -1 - shared;
}

export function sharedObjectId(node: JsonNode): number | null {
  return numberOf(findProperty(node, 'shared_object_id')?.value ?? null);
}

function optionSource({ key, value, start, end }: JsonProperty): OptionSource {
  return { whole: { start, end }, key: spanOf(key), value: spanOf(value) };
}
