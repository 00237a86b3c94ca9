import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../../dialects/declaration.ts';
import type { LayerSource, OptionSource, SiteId } from '../../model/graph.ts';
import type { Span } from '../../model/text.ts';
import type { ConstructionValue, LayerValue } from './framework-values.ts';
import { readScalarFunction } from './scalar-functions.ts';
import { spanOf } from './syntax.ts';
import type { ObjectValue, PropertySource, UnknownValue, Value } from './values.ts';

/** Deeper and larger options than any layer has; objects of a script may refer to themselves. */
const MAX_DEPTH = 12;
const MAX_VALUES = 2000;

/** How far down a value is, and how many more may be read of the layer. */
interface Extent {
  readonly depth: number;
  readonly left: { values: number };
}

function inner({ depth, left }: Extent): Extent {
  return { depth: depth + 1, left };
}

/** A layer call as dialects read it. */
export function declarationOf(layer: LayerValue): LayerDeclaration {
  const { argument } = layer;
  const span = spanOf(layer.elsewhere === null ? (layer.argumentNode ?? layer.call) : layer.nameNode);
  const options =
    argument.kind === 'object' ? entriesOf(argument, span, { depth: 0, left: { values: MAX_VALUES } }) : [];
  // Weights that are set later are as good as given.
  if (layer.weightsSet !== null && !options.some(({ key }) => key === 'weights')) {
    const value: ConfigValue = { kind: 'unknown', name: 'weights', reason: layer.weightsSet, span };
    options.push({ key: 'weights', value, source: { whole: span, key: span, value: span } });
  }
  const declaration = { className: layer.factory, module: null, options, callArguments: [], span: spanOf(layer.call) };
  if (layer.opaque !== null) return { ...declaration, opaque: layer.opaque };
  const rest = unreadOptions(layer);
  return rest === null ? declaration : { ...declaration, rest };
}

/** What stands for options that are given and cannot be read; null if all can be. */
export function unreadOptions({ argument }: LayerValue): UnknownValue | null {
  const rest = argument.kind === 'unknown' ? argument : argument.kind === 'object' ? argument.rest : null;
  return rest?.optional === true ? null : rest;
}

export function siteOf(layer: LayerValue): SiteId {
  return `call@${layer.call.start}`;
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
  return { call: spanOf(layer.call), name: spanOf(layer.nameNode), options, elsewhere: layer.elsewhere };
}

function entriesOf(object: ObjectValue, span: Span, extent: Extent): ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  for (const [key, { value, source }] of object.properties) {
    if (value.kind === 'undefined') {
      const unfilled = source === null || !SIZES.test(key) ? null : unfilledValue(source);
      if (unfilled !== null && source !== null) entries.push({ key, value: unfilled, source: optionSource(source) });
      continue;
    }
    const place = source === null ? { whole: span, key: span, value: span } : optionSource(source);
    entries.push({ key, value: configValue(value, place.value, inner(extent)), source: place });
  }
  return entries;
}

/** Sizes that a layer cannot do without. */
const SIZES = /^(?:units|filters|kernelSize|inputDim|outputDim)$/;

/** A size taken from a field or list that other code fills is not known; written as undefined it is missing. */
function unfilledValue({ value }: PropertySource): ConfigValue | null {
  if (value.type !== 'member_expression' && value.type !== 'subscript_expression') return null;
  const name = value.document.text
    .slice(value.start, value.end)
    .replace(/\s+/g, ' ')
    .replace(/^this\./, '');
  return { kind: 'unknown', name, reason: `\`${name}\` is not set where it is used.`, span: spanOf(value) };
}

function configValue(value: Value, span: Span, extent: Extent): ConfigValue {
  if (extent.depth > MAX_DEPTH || extent.left.values-- <= 0)
    return { kind: 'unknown', name: '...', reason: 'It is too large or nested too deeply to be read.', span };
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
        configValue(item.value, item.node === null ? span : spanOf(item.node), inner(extent)),
      );
      if (value.rest === null) return { kind: 'list', items, span };
      return { kind: 'unknown', name: value.rest.name, reason: value.rest.reason, span };
    }
    case 'object': {
      if (value.class === null) return { kind: 'object', entries: entriesOf(value, span, extent), span };
      const name = value.class.name ?? 'a class';
      return { kind: 'unknown', name, reason: `An object of \`${name}\`, a class of its own, is not read here.`, span };
    }
    case 'construction':
      return construction(value, value.namespace, value.name, span, extent);
    case 'layer': {
      const read = construction(value, 'layers', value.factory, span, extent);
      if (read.kind !== 'construction') return read;
      return { ...read, written: { site: siteOf(value), source: sourceOf(value) } };
    }
    case 'namespace':
      return namespaceValue(value.path, span);
    case 'function': {
      const expression = readScalarFunction(value);
      if (expression !== null) return { kind: 'function', name: value.name ?? 'a function', expression, span };
      const reason = 'It is a function of the program that is not read.';
      return { kind: 'unknown', name: value.name ?? 'function', reason, span };
    }
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

/** An argument that is there but cannot be read makes the object unknown: it is no call without arguments. */
function construction(
  { argument, object }: ConstructionValue | LayerValue,
  namespace: string,
  name: string,
  span: Span,
  extent: Extent,
): ConfigValue {
  const readable = argument === null || argument.kind === 'undefined' || argument.kind === 'null';
  if (readable)
    return { kind: 'construction', namespace, name, options: null, called: true, object, span, written: null };
  // A number or text for the options has none of them: the framework takes its defaults.
  if (argument.kind === 'number' || argument.kind === 'string' || argument.kind === 'boolean') {
    const none = { kind: 'object' as const, entries: [], span };
    return { kind: 'construction', namespace, name, options: none, called: true, object, span, written: null };
  }
  if (argument.kind !== 'object') {
    const reason = argument.kind === 'unknown' ? argument.reason : `The argument of ${name} is not an options object.`;
    return { kind: 'unknown', name, reason, span };
  }
  const options = { kind: 'object' as const, entries: entriesOf(argument, span, extent), span };
  return { kind: 'construction', namespace, name, options, called: true, object, span, written: null };
}

/** `tf.initializers.heNormal` without a call: a factory where its product should be. */
function namespaceValue(path: readonly string[], span: Span): ConfigValue {
  const [name = 'tf', namespace = null] = [path.at(-1), path.at(-2)];
  return { kind: 'construction', namespace, name, options: null, called: false, object: -1, span, written: null };
}

function optionSource({ whole, key, value }: PropertySource): OptionSource {
  return { whole: spanOf(whole), key: spanOf(key), value: spanOf(value) };
}
