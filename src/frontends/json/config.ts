import type { Node } from 'jsonc-parser';
import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../../dialects/declaration.ts';
import type { LayerSource, OptionSource, SiteId } from '../../model/graph.ts';
import { itemsOf, type JsonProperty, propertiesOf, spanOf, textIn, valueIn } from './tree.ts';

/** A layer's object as dialects read it. */
export function declarationOf(layer: Node, className: string, options: readonly ConfigEntry[]): LayerDeclaration {
  return { className, module: textIn(layer, 'module'), options, callArguments: [], span: spanOf(layer) };
}

export function siteOf(layer: Node): SiteId {
  return `object@${layer.offset}`;
}

export function sourceOf(layer: Node): LayerSource {
  const options: Record<string, OptionSource> = {};
  for (const property of propertiesOf(valueIn(layer, 'config'))) options[property.name] = optionSource(property);
  return { call: spanOf(layer), name: spanOf(valueIn(layer, 'class_name') ?? layer), options, elsewhere: null };
}

export function entriesOf(object: Node | null): ConfigEntry[] {
  return [...propertiesOf(object)].map((property) => ({
    key: property.name,
    value: configValue(property.value),
    source: optionSource(property),
  }));
}

/** A JSON value; an object with a `class_name` constructs something (an initialiser, a regulariser, a wrapped layer). */
export function configValue(node: Node): ConfigValue {
  const span = spanOf(node);
  const value: unknown = node.value;
  if (node.type === 'array') return { kind: 'list', items: itemsOf(node).map(configValue), span };
  if (node.type === 'object') return objectValue(node);
  if (typeof value === 'string') return { kind: 'string', value, span };
  if (typeof value === 'number') return { kind: 'number', value, span };
  if (typeof value === 'boolean') return { kind: 'boolean', value, span };
  return { kind: 'null', span };
}

function objectValue(node: Node): ConfigValue {
  const span = spanOf(node);
  const className = textIn(node, 'class_name');
  // Keras writes a tuple as `{"class_name": "__tuple__", "items": [...]}`.
  const items = valueIn(node, 'items');
  if (className === '__tuple__' && items !== null)
    return { kind: 'list', items: itemsOf(items).map(configValue), span };
  if (className === null) return { kind: 'object', entries: entriesOf(node), span };
  const config = valueIn(node, 'config');
  const options =
    config?.type === 'object' ? ({ kind: 'object', entries: entriesOf(config), span: spanOf(config) } as const) : null;
  // Every object of a JSON file is an object of its own: the offset numbers it.
  const written = { site: siteOf(node), source: sourceOf(node) };
  return {
    kind: 'construction',
    namespace: null,
    name: className,
    options,
    called: true,
    object: node.offset,
    span,
    written,
  };
}

function optionSource({ whole, key, value }: JsonProperty): OptionSource {
  return { whole: spanOf(whole), key: spanOf(key), value: spanOf(value) };
}
