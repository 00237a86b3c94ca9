import type { ConfigEntry, ConfigValue } from '../../dialects/declaration.ts';
import type { LayerSource, SiteId } from '../../model/graph.ts';
import { objectSite } from '../surface.ts';
import { classNameOf } from './models.ts';
import type { JsonNode, JsonObject, JsonProperty, JsonScalar } from './node.ts';
import { findProperty, itemsOf, numberOf, propertiesOf, spanOf, valueIn } from './tree.ts';

export function siteOf(layer: JsonNode): SiteId {
  return objectSite(layer.start);
}

/** @param options the entries of its config. */
export function sourceOf(layer: JsonNode, options: readonly ConfigEntry[]): LayerSource {
  const name = valueIn(layer, 'class_name', 'className') ?? layer;
  const sources: Record<string, ConfigEntry['source']> = {};
  for (const { key, source } of options) {
    // Assigned, a key `__proto__` would not be one like any other.
    if (key !== '__proto__') sources[key] = source;
    else Object.defineProperty(sources, key, { value: source, enumerable: true, configurable: true, writable: true });
  }
  return { call: spanOf(layer), name: spanOf(name), options: sources, elsewhere: null };
}

/** Properties of one object that are looked at: no layer has a hundred options, and each may be compared with all names. */
const MAX_OPTIONS = 1000;

export function entriesOf(object: JsonNode | null, depth = 0): ConfigEntry[] {
  const properties = propertiesOf(object);
  const entries: ConfigEntry[] = [];
  for (const property of properties) {
    if (entries.length >= MAX_OPTIONS) break;
    entries.push(entryOf(property, depth));
  }
  return entries;
}

export function entryOf({ name, key, value: node, start, end }: JsonProperty, depth = 0): ConfigEntry {
  const value =
    node.kind === 'object' ? objectValue(node, depth, !MAKES_NO_LAYER.test(name)) : configValue(node, depth);
  return { key: name, value, source: { whole: { start, end }, key, value: value.span } };
}

/** Options that construct many things, but no layer. */
const MAKES_NO_LAYER = /(?:initializer|regularizer|constraint|dtype|policy)$/i;

/** What is handed over by its place, counted from 0. */
export function argumentAt(place: number, value: JsonNode): ConfigEntry {
  const read = configValue(value);
  const { span } = read;
  return { key: String(place), value: read, source: { whole: span, key: span, value: span } };
}

/** Layers within layers: a file could nest so many that a wrapper of two directions reads its layer 2^100 times. */
const MAX_NESTING = 6;

/**
 * A JSON value; an object with a class name constructs something (an initialiser, a regulariser, a wrapped layer).
 * @param depth how many constructions it lies in.
 * @param mayBeLayer whether such an object can be a layer.
 */
export function configValue(node: JsonNode, depth = 0, mayBeLayer = true): ConfigValue {
  if (node.kind === 'object') return objectValue(node, depth, mayBeLayer);
  const span = spanOf(node);
  if (node.kind !== 'array') return scalarValue(node);
  if (node.elided) return { kind: 'unknown', name: 'list', reason: 'The list is too long to be an option.', span };
  return { kind: 'list', items: node.items.map((item) => configValue(item, depth)), span };
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

function objectValue(node: JsonObject, depth: number, mayBeLayer: boolean): ConfigValue {
  const span = spanOf(node);
  const className = classNameOf(node);
  if (className === null) return { kind: 'object', entries: entriesOf(node, depth), span };
  const items = valueIn(node, 'items');
  if (LISTS.has(className) && items?.kind === 'array') {
    return { kind: 'list', items: itemsOf(items).map((item) => configValue(item, depth)), span };
  }
  if (depth > MAX_NESTING) {
    return { kind: 'unknown', name: className, reason: `More than ${MAX_NESTING} objects lie in one another.`, span };
  }
  const config = valueIn(node, 'config');
  const entries = config?.kind === 'object' ? entriesOf(config, depth + 1) : null;
  const options = entries && config && ({ kind: 'object', entries, span: spanOf(config) } as const);
  const written = mayBeLayer ? { site: siteOf(node), source: sourceOf(node, entries ?? []) } : null;
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
