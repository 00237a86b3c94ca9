import { ASSUMED_EXTENT, ASSUMED_FEATURES } from '../dialects/assumptions.ts';
import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../dialects/declaration.ts';
import type { Unknown } from '../model/graph.ts';

type Sizes = Readonly<Record<string, number>>;

/** Options that give the shape of what enters a model; `batch...` ones begin with the batch size. */
const SHAPE_OPTION = /^(?:inputShape|input_shape|shape)$/;
const BATCH_SHAPE_OPTION = /^(?:batchInputShape|batch_input_shape|batchShape|batch_shape)$/;

/** The declaration with a size for every dimension of an input shape that is left open (`[null, 3]`) or unread. */
export function assumeSizes(declaration: LayerDeclaration, assume: Sizes): LayerDeclaration {
  if (!declaration.options.some((entry) => openDimensions(entry).length > 0)) return declaration;
  const written = declaration.options.find((entry) => entry.key === 'name')?.value;
  const prefix = written?.kind === 'string' ? `${written.value}.` : '';
  const options = declaration.options.map((entry) => assumeEntry(entry, prefix, assume));
  return { ...declaration, options };
}

function openDimensions(entry: ConfigEntry): number[] {
  const first = SHAPE_OPTION.test(entry.key) ? 0 : BATCH_SHAPE_OPTION.test(entry.key) ? 1 : null;
  if (first === null || entry.value.kind !== 'list') return [];
  return entry.value.items.flatMap((item, index) =>
    index >= first && (item.kind === 'null' || item.kind === 'unknown') ? [index] : [],
  );
}

function assumeEntry(entry: ConfigEntry, prefix: string, assume: Sizes): ConfigEntry {
  const open = openDimensions(entry);
  if (open.length === 0 || entry.value.kind !== 'list') return entry;
  const items = entry.value.items.map((item, index): ConfigValue => {
    if (!open.includes(index)) return item;
    const name = item.kind === 'unknown' ? item.name : `${prefix}${entry.key}[${index}]`;
    const assumed = assume[name] ?? (item.kind === 'unknown' ? ASSUMED_FEATURES : ASSUMED_EXTENT);
    return { kind: 'number', value: { name, assumed }, span: item.span };
  });
  return { ...entry, value: { ...entry.value, items } };
}

/** Every size in the declaration that is an assumption, in words. */
export function assumptionsIn(declaration: LayerDeclaration, assume: Sizes): Unknown[] {
  return declaration.options.flatMap((entry) => assumptionsInValue(entry.value, entry.key, assume));
}

function assumptionsInValue(value: ConfigValue, option: string, assume: Sizes): Unknown[] {
  switch (value.kind) {
    case 'number': {
      if (typeof value.value === 'number') return [];
      const { name } = value.value;
      // A computed size (`units * 2`) carries the name of what it was computed from; that is what can be set.
      const isShape = SHAPE_OPTION.test(option) || BATCH_SHAPE_OPTION.test(option);
      const assumed = assume[name] ?? (isShape ? value.value.assumed : ASSUMED_FEATURES);
      const what = `The size \`${name}\` in \`${option}\` cannot be read from this file; ${assumed} is assumed.`;
      return [{ name, span: value.span, what, assumed }];
    }
    case 'list':
      return value.items.flatMap((item) => assumptionsInValue(item, option, assume));
    case 'object':
      return value.entries.flatMap((entry) => assumptionsInValue(entry.value, entry.key, assume));
    case 'construction':
      return value.options === null ? [] : assumptionsInValue(value.options, option, assume);
    default:
      return [];
  }
}
