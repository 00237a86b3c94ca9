import type { ConfigValue } from '../../declaration.ts';
import type { LayerReader } from '../../layer-reader.ts';
import { only } from '../../layers/data-normalization.ts';

/** A number, or numbers, that a use of an operation sets against its one tensor. */
export interface Constant {
  /** Where it stands: `2 - x` or `x - 2`. */
  readonly side: 'left' | 'right';
  /** What it gives every element; null if elements get different ones. */
  readonly number: number | null;
}

/** The constant operand of two; null if both are tensors, or one cannot be read. */
export function constantOperand({ given, inputs }: LayerReader): Constant | null {
  if (inputs.length > 1) return null;
  const right = given.value('1', 'y', 'x2', 'b', 'bias');
  const left = given.value('0', 'x', 'x1', 'a');
  const value = right ?? left;
  return value === null ? null : { side: right === null ? 'left' : 'right', number: only(contents(value)) };
}

/** A tensor that is written out counts as its numbers. */
function contents(value: ConfigValue): ConfigValue {
  if (value.kind !== 'construction' || value.name !== '__tensor__') return value;
  return value.options?.entries.find(({ key }) => key === 'value')?.value ?? value;
}
