import * as tf from '@tensorflow/tfjs';

type Which = 'dropoutMask' | 'recurrentDropoutMask';

/** A cell of TF.js, with what stands before our roles of what is drawn in it. */
export interface NamedCell {
  readonly prefix: string;
  readonly cell: unknown;
}

/** The cells of a recurrent layer, or of both directions; none of another layer. */
export function cellsOf(layer: unknown, prefix = ''): NamedCell[] {
  const [forward, backward] = [property(layer, 'forwardLayer'), property(layer, 'backwardLayer')];
  if (forward !== undefined) return [...cellsOf(forward, 'forward/'), ...cellsOf(backward, 'backward/')];
  const cell = property(layer, 'cell');
  if (cell === undefined) return [];
  const cells = property(cell, 'cells');
  if (!Array.isArray(cells)) return [{ prefix, cell }];
  return cells.map((one: unknown, i) => ({ prefix: `cell_${i + 1}/`, cell: one }));
}

/** The masks that a cell keeps. */
export function masksOf(cell: unknown, which: Which): tf.Tensor[] {
  return [property(cell, which)].flat().filter((mask): mask is tf.Tensor => mask instanceof tf.Tensor);
}

/** An RNN around a cell never throws its masks away: a first training step has none yet. */
export function forgetMasks(layer: tf.layers.Layer): void {
  for (const { cell } of cellsOf(layer)) {
    for (const which of ['dropoutMask', 'recurrentDropoutMask'] as const) {
      const masks = masksOf(cell, which);
      if (masks.length === 0 || typeof cell !== 'object' || cell === null) continue;
      tf.dispose(masks);
      Reflect.set(cell, which, null);
    }
  }
}

function property(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
}
