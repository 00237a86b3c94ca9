import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../dialects/declaration.ts';
import type { Surface } from '../dialects/dialect.ts';
import { camelCase, snakeCase } from '../dialects/naming.ts';
import type { Span } from '../model/text.ts';

/** Written options, changed in the terms of the file that they stand in. */

type Construction = Extract<ConfigValue, { kind: 'construction' }>;

/** The last one of that camel-case name counts, as for the frameworks. */
export function findOption(options: readonly ConfigEntry[], option: string): ConfigEntry | null {
  return [...options].reverse().find(({ key }) => camelCase(key) === option) ?? null;
}

/** With the option at that value, in the place where it is written, or else behind the others. */
export function setOption(
  options: readonly ConfigEntry[],
  option: string,
  value: ConfigValue,
  surface: Surface,
): ConfigEntry[] {
  const written = findOption(options, option);
  if (written !== null) return options.map((entry) => (entry === written ? { ...entry, value } : entry));
  const key = surface === 'json' ? snakeCase(option) : option;
  const source = { whole: value.span, key: value.span, value: value.span };
  return [...options, { key, value, source }];
}

export function withOption(
  declaration: LayerDeclaration,
  option: string,
  value: ConfigValue,
  surface: Surface,
): LayerDeclaration {
  return { ...declaration, options: setOption(declaration.options, option, value, surface) };
}

export function withoutOption(declaration: LayerDeclaration, option: string): LayerDeclaration {
  return { ...declaration, options: declaration.options.filter(({ key }) => camelCase(key) !== option) };
}

export function text(value: string, span: Span): ConfigValue {
  return { kind: 'string', value, span };
}

export function number(value: number, span: Span): ConfigValue {
  return { kind: 'number', value, span };
}

export function boolean(value: boolean, span: Span): ConfigValue {
  return { kind: 'boolean', value, span };
}

/** An activation layer as the surface declares it. */
export function activationLayer(
  name: string,
  others: readonly ConfigEntry[],
  span: Span,
  surface: Surface,
): LayerDeclaration {
  const className = surface === 'json' ? 'Activation' : 'activation';
  const options = setOption(others, 'activation', text(name, span), surface);
  return { className, module: null, options, callArguments: [], span };
}

/** Options of wrappers and recurrent layers whose values are layers or cells, or lists of them. */
const HOLDERS: ReadonlySet<string> = new Set(['layer', 'backwardLayer', 'cell', 'cells']);

/**
 * The declaration with the layers inside its options changed, however deep.
 * @param change gets a layer's class and options, and gives its options.
 */
export function changeInside(
  declaration: LayerDeclaration,
  change: (className: string, options: readonly ConfigEntry[]) => readonly ConfigEntry[],
): LayerDeclaration {
  return { ...declaration, options: insideEntries(declaration.options, change) };
}

function insideEntries(
  options: readonly ConfigEntry[],
  change: Parameters<typeof changeInside>[1],
): readonly ConfigEntry[] {
  if (!options.some(({ key }) => HOLDERS.has(camelCase(key)))) return options;
  return options.map((entry) =>
    HOLDERS.has(camelCase(entry.key)) ? { ...entry, value: insideValue(entry.value, change) } : entry,
  );
}

function insideValue(value: ConfigValue, change: Parameters<typeof changeInside>[1]): ConfigValue {
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => insideValue(item, change)) };
  return value.kind === 'construction' && value.written !== null ? insideConstruction(value, change) : value;
}

function insideConstruction(value: Construction, change: Parameters<typeof changeInside>[1]): Construction {
  const entries = change(value.name, insideEntries(value.options?.entries ?? [], change));
  const options = value.options ?? { kind: 'object' as const, entries, span: value.span };
  return { ...value, options: { ...options, entries } };
}

/** The option's values in the layers inside the declaration's options, however deep. */
export function optionsInside(declaration: LayerDeclaration, option: string): ConfigEntry[] {
  const found: ConfigEntry[] = [];
  changeInside(declaration, (_, options) => {
    const entry = findOption(options, option);
    if (entry !== null) found.push(entry);
    return options;
  });
  return found;
}
