import { ASSUMED_FEATURES } from '../dialects/assumptions.ts';
import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../dialects/declaration.ts';
import type { Unknown } from '../model/graph.ts';
import type { Shape, UnknownDimension } from '../model/shape.ts';
import type { Span } from '../model/text.ts';

type Sizes = Readonly<Record<string, number>>;

/** What the user assumes under a name; names come from files, so `constructor` must not find the one of all objects. */
export function assumedNumber(assume: Sizes, name: string): number | undefined {
  return Object.hasOwn(assume, name) ? assume[name] : undefined;
}

/** Options that give the shape of what enters a model; `batch...` ones begin with the batch size. */
const SHAPE_OPTION = /^(?:inputShape|input_shape|shape)$/;
const BATCH_SHAPE_OPTION = /^(?:batchInputShape|batch_input_shape|batchShape|batch_shape)$/;

/** The declaration with the user's sizes for the dimensions of an input shape that it leaves open (`[null, 3]`). */
export function assumeSizes(declaration: LayerDeclaration, assume: Sizes): LayerDeclaration {
  if (!declaration.options.some(({ key }) => isShapeOption(key))) return declaration;
  const options = declaration.options.map((entry) => assumeEntry(entry, assume));
  return { ...declaration, options };
}

function isShapeOption(key: string): boolean {
  return key.endsWith('hape') && (SHAPE_OPTION.test(key) || BATCH_SHAPE_OPTION.test(key));
}

function assumeEntry(entry: ConfigEntry, assume: Sizes): ConfigEntry {
  const first = SHAPE_OPTION.test(entry.key) ? 0 : BATCH_SHAPE_OPTION.test(entry.key) ? 1 : null;
  if (first === null || entry.value.kind !== 'list') return entry;
  const items = entry.value.items.map((item, index): ConfigValue => {
    const name = openNames(index - first, first === 1).find((candidate) => candidate in assume);
    const assumed = name === undefined ? undefined : assumedNumber(assume, name);
    if (name === undefined || assumed === undefined || index < first || !isOpen(item)) return item;
    return { kind: 'number', value: { name, assumed }, span: item.span };
  });
  return { ...entry, value: { ...entry.value, items } };
}

/** What dialects call an open dimension: by the option that every layer takes, in either spelling. */
function openNames(index: number, withBatch: boolean): string[] {
  return (withBatch ? ['batchInputShape', 'batch_input_shape'] : ['inputShape', 'input_shape']).map(
    (option) => `${option}[${index}]`,
  );
}

function isOpen(item: ConfigValue): boolean {
  return item.kind === 'null' || (item.kind === 'number' && typeof item.value === 'number' && item.value < 0);
}

/** A shape with the user's sizes for what it leaves open. */
export function assumeShape(shape: Shape | null, assume: Sizes): Shape | null {
  if (shape === null) return null;
  return shape.map((dimension) => {
    if (typeof dimension === 'number') return dimension;
    return { ...dimension, assumed: assumedNumber(assume, dimension.name) ?? dimension.assumed };
  });
}

/** Every size in the declaration that is an assumption, in words. */
export function assumptionsIn(declaration: LayerDeclaration, assume: Sizes): Unknown[] {
  const found: Unknown[] = [];
  for (const entry of declaration.options) collectAssumptions(entry, assume, found);
  return found;
}

function collectAssumptions(
  { key, value }: { key: string; value: ConfigValue },
  assume: Sizes,
  found: Unknown[],
): void {
  if (value.kind === 'number') {
    if (typeof value.value !== 'number') found.push(assumption(value.value, value.span, key, assume));
  } else if (value.kind === 'list') {
    for (const item of value.items) collectAssumptions({ key, value: item }, assume, found);
  } else {
    const object = value.kind === 'construction' ? value.options : value;
    if (object?.kind === 'object') for (const entry of object.entries) collectAssumptions(entry, assume, found);
  }
}

function assumption(size: UnknownDimension, span: Span, option: string, assume: Sizes): Unknown {
  const { name } = size;
  // A computed size (`units * 2`) carries the name of what it was computed from; that is what can be set.
  const isShape = SHAPE_OPTION.test(option) || BATCH_SHAPE_OPTION.test(option);
  const assumed = assumedNumber(assume, name) ?? (isShape ? size.assumed : ASSUMED_FEATURES);
  const what = `The size \`${name}\` in \`${option}\` cannot be read from this file; ${assumed} is assumed.`;
  return { name, span, what, assumed };
}
