import assert from 'node:assert/strict';
import { isInput, type Use } from './tfjs-uses.ts';

/** The integers that choose rows of a table: at least `from`, less than `to`. */
export interface Rows {
  readonly from: number;
  readonly to: number;
}

/** For every input that goes to a table the rows that it may choose; other inputs are of numbers. */
export function chosenRows(uses: readonly Use[]): Map<Use, Rows> {
  const rows = new Map<Use, Rows>();
  const note = (use: Use, { from, to }: Rows): void => {
    if (isInput(use)) {
      const known = rows.get(use) ?? { from, to };
      rows.set(use, { from: Math.max(known.from, from), to: Math.min(known.to, to) });
    }
    for (const input of use.inputs) note(input, { from, to });
  };
  for (const use of uses) if (use.layer.getClassName() === 'Embedding') note(use, rowsOf(use));
  return rows;
}

/** All, but the one that stands for padding: a masked step is none of what is compared. */
function rowsOf({ layer }: Use): Rows {
  const { inputDim, maskZero } = layer.getConfig();
  assert.ok(typeof inputDim === 'number', 'a table has rows');
  return { from: maskZero === true ? 1 : 0, to: inputDim };
}
