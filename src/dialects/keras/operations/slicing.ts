import { combine, type Dimension, type Shape, size } from '../../../model/shape.ts';
import type { ConfigEntry, ConfigValue } from '../../declaration.ts';
import type { LayerFamily } from '../../layer-reader.ts';
import { opaqueBody } from '../../layers/opaque.ts';
import { readAxes } from './axes.ts';

const SLICED = 'It takes a part of its input: the signal is taken to pass unchanged.';

/** `x[:, 0, 1:3, ..., None]`. */
export const slicing: LayerFamily = (layer) => {
  const key = layer.given.value('sliceSpec', '1', 'key');
  const items = key === null ? null : key.kind === 'list' ? key.items : [key];
  return opaqueBody(layer, SLICED, items === null || layer.input === null ? null : sliced(layer.input, items));
};

/** The first of several parts of one size; the others leave it as further tensors. */
export const split: LayerFamily = (layer) => {
  const { given, input } = layer;
  const parts = given.value('indicesOrSections', 'numOrSizeSplits', '1');
  const axis = readAxes(layer, 'axis', '2')?.[0] ?? -1;
  if (input === null || axis < 0 || parts?.kind !== 'number') return opaqueBody(layer, SLICED);
  const count = size(parts.value);
  const output = input.map((dimension, i) => (i === axis ? combine([dimension], ([n = 0]) => n / count) : dimension));
  if (!output.every((dimension) => Number.isInteger(size(dimension)))) return opaqueBody(layer, SLICED);
  return { ...opaqueBody(layer, SLICED, output), furtherShape: output };
};

/** An item of a slice, or a dimension that is left whole. */
type Item = ConfigValue | 'whole';

/** The batch is sliced first; null if it is not left whole, or an item cannot be read. */
function sliced(shape: Shape, items: readonly ConfigValue[]): Shape | null {
  const [batch = 'whole', ...rest] = withoutEllipsis(items, shape.length + 1);
  if (batch !== 'whole' && sliceBounds(batch)?.every((bound) => bound === null) !== true) return null;
  const output: Dimension[] = [];
  let at = 0;
  for (const item of rest) {
    if (item !== 'whole' && item.kind === 'null') {
      output.push(1);
      continue;
    }
    const dimension = shape[at++];
    if (dimension === undefined) return null;
    if (item !== 'whole' && item.kind === 'number') continue;
    const left = item === 'whole' ? size(dimension) : extent(item, size(dimension));
    if (left === null) return null;
    output.push(combine([dimension], () => left));
  }
  return [...output, ...shape.slice(at)];
}

/** An ellipsis stands for the dimensions that no other item takes. */
function withoutEllipsis(items: readonly ConfigValue[], rank: number): Item[] {
  const taken = items.filter((item) => item.kind !== 'null' && !isEllipsis(item)).length;
  const whole = Array.from({ length: Math.max(0, rank - taken) }, (): Item => 'whole');
  return items.flatMap((item) => (isEllipsis(item) ? whole : [item]));
}

/** How many of n places a slice takes; null if it cannot be read. */
function extent(item: ConfigValue, n: number): number | null {
  const bounds = sliceBounds(item);
  if (bounds === null) return null;
  const [start, stop, step] = bounds;
  const stride = step ?? 1;
  if (stride === 0) return null;
  const place = (bound: number) => Math.min(n, Math.max(0, bound < 0 ? bound + n : bound));
  const span = stride > 0 ? place(stop ?? n) - place(start ?? 0) : place(start ?? n) - place(stop ?? 0);
  return Math.max(0, Math.ceil(span / Math.abs(stride)));
}

/** Start, stop and step, null where left open: an object in Keras 2, a `__slice__` in Keras 3. */
function sliceBounds(item: ConfigValue): [number | null, number | null, number | null] | null {
  const entries = item.kind === 'object' ? item.entries : item.kind === 'construction' ? item.options?.entries : null;
  if (entries === null || entries === undefined || isEllipsis(item)) return null;
  const [start, stop, step] = ['start', 'stop', 'step'].map((name) => bound(entries, name));
  return start === undefined || stop === undefined || step === undefined ? null : [start, stop, step];
}

/** Undefined if it is not a number. */
function bound(entries: readonly ConfigEntry[], name: string): number | null | undefined {
  const value = entries.find(({ key }) => key === name)?.value;
  if (value === undefined || value.kind === 'null') return null;
  return value.kind === 'number' ? size(value.value) : undefined;
}

function isEllipsis(item: ConfigValue): boolean {
  return item.kind === 'construction' && item.name === '__ellipsis__';
}
