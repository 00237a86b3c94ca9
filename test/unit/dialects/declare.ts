import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../../../src/dialects/declaration.ts';
import type { Span } from '../../../src/model/text.ts';

/** Plain values stand for themselves, so that a test reads like the model file. */
export type Plain =
  | number
  | string
  | boolean
  | null
  | readonly Plain[]
  | ConfigValue
  | { readonly [key: string]: Plain };

const NOWHERE: Span = { start: 0, end: 0 };

/** The declaration of one layer, as a frontend would hand it over. Option i's value spans [10 i + 5, 10 i + 9). */
export function declare(className: string, options: Readonly<Record<string, Plain>> = {}): LayerDeclaration {
  return { className, module: null, options: entries(options), callArguments: [], span: { start: 0, end: 1000 } };
}

/** A use of an operation, or of a class of the file's own, as a file of Keras writes it. */
export function declareUse(
  className: string,
  module: string,
  options: Readonly<Record<string, Plain>>,
  callArguments: Readonly<Record<string, Plain>>,
): LayerDeclaration {
  return { ...declare(className, options), module, callArguments: entries(callArguments) };
}

/** `tf.initializers.NAME(options)`. */
export function made(name: string, options: Readonly<Record<string, Plain>> | null = {}): ConfigValue {
  return construction('initializers', name, options, true);
}

/** `tf.initializers.NAME`, not called. */
export function uncalled(name: string): ConfigValue {
  return construction('initializers', name, null, false);
}

/** `{"class_name": NAME, "config": {...}}` in JSON. */
export function object(name: string, config: Readonly<Record<string, Plain>> = {}): ConfigValue {
  return construction(null, name, config, true);
}

export function unknown(name: string): ConfigValue {
  return { kind: 'unknown', name, reason: `\`${name}\` is not known here.`, span: NOWHERE };
}

/** `tf.layers.NAME(options)` as an option's value. */
export function inner(name: string, options: Readonly<Record<string, Plain>> = {}): ConfigValue {
  return placed(construction('layers', name, options, true));
}

/** A parsed JSON value; every `{"class_name", "config"}` in it is what it constructs, with a place of its own. */
export function parsed(value: unknown): ConfigValue {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(parsed), span: NOWHERE };
  if (typeof value !== 'object' || value === null) return read(isScalar(value) ? value : null);
  const values = Object.fromEntries(Object.entries(value).map(([key, of]) => [key, parsed(of)]));
  const [name, config] = [values.class_name, values.config];
  if (name?.kind !== 'string') return { kind: 'object', entries: entries(values), span: NOWHERE };
  return placed(construction(null, name.value, config?.kind === 'object' ? valuesOf(config.entries) : {}, true));
}

/** A parsed layer's object as a frontend would hand it over. */
export function declareParsed(layer: unknown): LayerDeclaration {
  const value = parsed(layer);
  if (value.kind !== 'construction') throw new Error('A layer is an object with a class name.');
  return declare(value.name, valuesOf(value.options?.entries ?? []));
}

function placed(value: Extract<ConfigValue, { kind: 'construction' }>): ConfigValue {
  const source = { call: NOWHERE, name: NOWHERE, options: {}, elsewhere: null };
  return { ...value, written: { site: value.name, source } };
}

function valuesOf(given: readonly ConfigEntry[]): Record<string, ConfigValue> {
  return Object.fromEntries(given.map(({ key, value }) => [key, value]));
}

function isScalar(value: unknown): value is number | string | boolean {
  return typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
}

function construction(
  namespace: string | null,
  name: string,
  options: Readonly<Record<string, Plain>> | null,
  called: boolean,
): Extract<ConfigValue, { kind: 'construction' }> {
  const config = options === null ? null : ({ kind: 'object', entries: entries(options), span: NOWHERE } as const);
  return { kind: 'construction', namespace, name, options: config, called, object: 7, span: NOWHERE, written: null };
}

function entries(options: Readonly<Record<string, Plain>>): ConfigEntry[] {
  return Object.entries(options).map(([key, plain], i) => {
    const key_ = { start: 10 * i, end: 10 * i + 4 };
    const value = { start: 10 * i + 5, end: 10 * i + 9 };
    return {
      key,
      value: { ...read(plain), span: value },
      source: { whole: { start: key_.start, end: value.end }, key: key_, value },
    };
  });
}

function read(plain: Plain): ConfigValue {
  if (plain === null) return { kind: 'null', span: NOWHERE };
  switch (typeof plain) {
    case 'number':
      return { kind: 'number', value: plain, span: NOWHERE };
    case 'string':
      return { kind: 'string', value: plain, span: NOWHERE };
    case 'boolean':
      return { kind: 'boolean', value: plain, span: NOWHERE };
    case 'object':
      if (isList(plain)) return { kind: 'list', items: plain.map(read), span: NOWHERE };
      if (isValue(plain)) return plain;
      return { kind: 'object', entries: entries(plain), span: NOWHERE };
  }
}

function isList(plain: object): plain is readonly Plain[] {
  return Array.isArray(plain);
}

function isValue(plain: object): plain is ConfigValue {
  return 'kind' in plain && 'span' in plain;
}
