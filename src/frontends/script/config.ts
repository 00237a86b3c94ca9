import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../../dialects/declaration.ts';
import type { LayerSource, OptionSource } from '../../model/graph.ts';
import type { Span } from '../../model/text.ts';
import { spanOf } from './syntax.ts';
import type { LayerValue, ObjectValue, PropertySource, Value } from './values.ts';

/** Deeper options than any layer has; objects of a script may refer to themselves. */
const MAX_DEPTH = 12;

/** A layer call as dialects read it. */
export function declarationOf(layer: LayerValue): LayerDeclaration {
  const { argument } = layer;
  const span = spanOf(layer.argumentNode ?? layer.call);
  const options = argument.kind === 'object' ? entriesOf(argument, span, 0) : [];
  return { className: layer.factory, options, span: spanOf(layer.call) };
}

/** Where the call, its name and the options that are written at it stand. */
export function sourceOf(layer: LayerValue): LayerSource {
  const options: Record<string, OptionSource> = {};
  const { argument, argumentNode } = layer;
  if (argument.kind === 'object' && argumentNode !== null) {
    for (const [key, { source }] of argument.properties) {
      if (source !== null && source.whole.parent === argumentNode) options[key] = optionSource(source);
    }
  }
  return { call: spanOf(layer.call), name: spanOf(layer.nameNode), options };
}

function entriesOf(object: ObjectValue, span: Span, depth: number): ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  for (const [key, { value, source }] of object.properties) {
    if (value.kind === 'undefined') continue;
    const place = source === null ? { whole: span, key: span, value: span } : optionSource(source);
    entries.push({ key, value: configValue(value, place.value, depth + 1), source: place });
  }
  return entries;
}

function configValue(value: Value, span: Span, depth: number): ConfigValue {
  if (depth > MAX_DEPTH) return { kind: 'unknown', name: '...', reason: 'It is nested too deeply to be read.', span };
  switch (value.kind) {
    case 'undefined':
    case 'null':
      return { kind: 'null', span };
    case 'boolean':
      return { kind: 'boolean', value: value.value, span };
    case 'string':
      return { kind: 'string', value: value.value, span };
    case 'number':
      return { kind: 'number', value: value.value, span };
    case 'list': {
      const items = value.items.map((item) =>
        configValue(item.value, item.node === null ? span : spanOf(item.node), depth + 1),
      );
      if (value.rest === null) return { kind: 'list', items, span };
      return { kind: 'unknown', name: value.rest.name, reason: value.rest.reason, span };
    }
    case 'object':
      return { kind: 'object', entries: entriesOf(value, span, depth), span };
    case 'construction':
      return {
        kind: 'construction',
        namespace: value.namespace,
        name: value.name,
        options: optionsOf(value.argument, span, depth),
        called: true,
        object: value.object,
        span,
      };
    case 'layer':
      return {
        kind: 'construction',
        namespace: 'layers',
        name: value.factory,
        options: optionsOf(value.argument, span, depth),
        called: true,
        object: value.object,
        span,
      };
    case 'namespace':
      return namespaceValue(value.path, span);
    case 'unknown':
      return { kind: 'unknown', name: value.name, reason: value.reason, span };
    default:
      return {
        kind: 'unknown',
        name: value.kind,
        reason: `A ${value.kind} is not a value that Init Lens reads here.`,
        span,
      };
  }
}

function optionsOf(argument: Value | null, span: Span, depth: number): Extract<ConfigValue, { kind: 'object' }> | null {
  if (argument?.kind !== 'object') return null;
  return { kind: 'object', entries: entriesOf(argument, span, depth), span };
}

/** `tf.initializers.heNormal` without a call: a factory where its product should be. */
function namespaceValue(path: readonly string[], span: Span): ConfigValue {
  const [name = 'tf', namespace = null] = [path.at(-1), path.at(-2)];
  return { kind: 'construction', namespace, name, options: null, called: false, object: -1, span };
}

function optionSource({ whole, key, value }: PropertySource): OptionSource {
  return { whole: spanOf(whole), key: spanOf(key), value: spanOf(value) };
}
