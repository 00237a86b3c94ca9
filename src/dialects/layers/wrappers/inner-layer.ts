import type { ConfigValue } from '../../declaration.ts';

/** A sentence on why a value where a layer is expected is none that can be read. */
export function whyNoLayer(value: ConfigValue | null): string {
  if (value === null) return 'it is missing.';
  if (value.kind === 'unknown') return value.reason;
  if (value.kind === 'construction') return `\`${value.name}\` makes no layer.`;
  if (value.kind === 'list' && value.items.length === 0) return 'the list is empty.';
  return value.kind === 'list' ? 'not every item of the list makes a layer.' : `it is written as a ${value.kind}.`;
}
