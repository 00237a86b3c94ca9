import { combine, size } from '../../../model/shape.ts';
import type { ConfigValue } from '../../declaration.ts';
import type { LayerFamily } from '../../layer-reader.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { readAxes } from './axes.ts';

/** Copies of the input side by side, or of every element: `multiples` (or `repeats`) along each axis, or along one. */
export const repetition: LayerFamily = (layer) => {
  const reason = 'It repeats its input: the signal is taken to pass unchanged.';
  const { given, input } = layer;
  const value = given.value('repeats', 'multiples', '1');
  const [axis] = readAxes(layer, 'axis', '2') ?? [];
  const factors = value === null || input === null ? null : factorsOf(value, axis, input.length);
  if (factors === null || input === null) return opaqueBody(layer, reason);
  const output = input.map((dimension, i) => combine([dimension], ([n = 0]) => n * (factors[i] ?? 1)));
  return opaqueBody(layer, reason, output);
};

/** By which every dimension grows; null if the batch does, or that cannot be read. */
function factorsOf(value: ConfigValue, axis: number | undefined, rank: number): number[] | null {
  if (value.kind === 'number') {
    const factor = size(value.value);
    return axis === undefined || axis < 0 ? null : Array.from({ length: rank }, (_, i) => (i === axis ? factor : 1));
  }
  if (value.kind !== 'list' || value.items.length !== rank + 1) return null;
  const factors = value.items.map((item) => (item.kind === 'number' ? size(item.value) : null));
  const known = factors.filter((factor) => factor !== null);
  return known.length === factors.length && known[0] === 1 ? known.slice(1) : null;
}
