import { ASSUMED_FEATURES } from '../dialects/assumptions.ts';
import type { ConfigEntry, ConfigValue, LayerDeclaration } from '../dialects/declaration.ts';
import type { Unknown } from '../model/graph.ts';

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
  const options = declaration.options.map((entry) => assumeEntry(entry, assume));
  return { ...declaration, options };
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
      const assumed = assumedNumber(assume, name) ?? (isShape ? value.value.assumed : ASSUMED_FEATURES);
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
