import { combine, type Dimension, elementCount, product, type Shape, size } from '../../model/shape.ts';
import type { ConfigValue } from '../declaration.ts';
import type { LayerBody, LayerReader } from '../layer-reader.ts';

export function flatten(layer: LayerReader): LayerBody {
  layer.options.accept('dataFormat');
  return layer.body({ kind: 'flatten' }, layer.input === null ? null : [product(layer.input)]);
}

/** `targetShape` without batch; one entry may be -1 or null and takes what is left. */
export function reshape(layer: LayerReader): LayerBody {
  const written = layer.options.value('targetShape');
  if (written?.kind !== 'list') {
    if (written !== null) layer.options.noteUnread(written, 'targetShape', 'the shape is left as it is');
    const target = layer.input ?? [];
    return layer.body({ kind: 'reshape', target }, layer.input);
  }
  const target = completeTarget(layer, written.items);
  return layer.body({ kind: 'reshape', target }, holds(layer.input, target) ? target : null);
}

/** The sizes written, with what they leave over for the open one. */
export function completeTarget(layer: LayerReader, items: readonly ConfigValue[]): Shape {
  const isOpen = (item: ConfigValue) => item.kind === 'null' || (item.kind === 'number' && size(item.value) < 0);
  const known: Dimension[] = items
    .filter((item) => !isOpen(item))
    .map((item) => layer.options.readDimension(item, 'targetShape', null));
  if (known.length === items.length) return known;
  const total = layer.input === null ? layer.inputOfRank(1) : layer.input;
  const left = combine([...known, ...total], () => Math.floor(elementCount(total) / Math.max(1, elementCount(known))));
  const rest = [...known];
  return items.map((item) => (isOpen(item) ? left : (rest.shift() ?? 1)));
}

/** Whether the target has as many elements; sizes that are assumed may yet prove right. */
function holds(input: Shape | null, target: Shape): boolean {
  if (input === null || [...input, ...target].some((dimension) => typeof dimension !== 'number')) return true;
  return elementCount(input) === elementCount(target);
}
