import { type Dimension, isSize, type Shape, size } from '../model/shape.ts';
import { ASSUMED_CHANNELS, ASSUMED_EXTENT, ASSUMED_FEATURES } from './assumptions.ts';
import type { ConfigValue } from './declaration.ts';
import type { OptionReader } from './option-reader.ts';

interface InputOptions {
  /** Without batch. */
  readonly shape: readonly string[];
  /** With the batch first. */
  readonly batchShape: readonly string[];
  /** Options that give one size each, outermost first; the last one says that there is a shape at all. */
  readonly sizes: readonly string[];
}

const FIRST_LAYER: InputOptions = { shape: ['inputShape'], batchShape: ['batchInputShape'], sizes: ['inputDim'] };
const SEQUENCE: InputOptions = { ...FIRST_LAYER, sizes: ['inputLength', 'inputDim'] };
const BY_CLASS: ReadonlyMap<string, InputOptions> = new Map(
  Object.entries({
    InputLayer: { shape: ['inputShape', 'shape'], batchShape: ['batchInputShape', 'batchShape'], sizes: [] },
    // `inputDim` of an embedding is its vocabulary.
    Embedding: { ...FIRST_LAYER, sizes: ['inputLength'] },
    SimpleRNN: SEQUENCE,
    LSTM: SEQUENCE,
    GRU: SEQUENCE,
    RNN: SEQUENCE,
  }),
);

/** What a layer's options say of the model's input, without batch; null if they say nothing. */
export function readInputShape(options: OptionReader, className: string): Shape | null {
  const names = BY_CLASS.get(className) ?? FIRST_LAYER;
  // Written beside a shape they are known all the same.
  options.accept(...names.sizes);
  const shape = options.value(...names.shape);
  const batchShape = options.value(...names.batchShape);
  if (batchShape !== null) return readShape(batchShape, options, true);
  if (shape !== null) return readShape(shape, options, false);
  return readSizes(options, names.sizes);
}

function readSizes(options: OptionReader, names: readonly string[]): Shape | null {
  const values = names.map((option) => ({ option, value: options.value(option) }));
  const last = values.at(-1)?.value ?? null;
  if (last === null) return null;
  // An embedding of several indices an example takes a list of lengths.
  if (last.kind === 'list') {
    const option = names.at(-1) ?? '';
    return last.items.map((item, i) => readExtent(item, i, last.items.length, options, option));
  }
  return values.map(({ option, value }, i) => {
    const item = value ?? { kind: 'null', span: last.span };
    return item.kind === 'null'
      ? readExtent(item, i, names.length, options, option)
      : options.readDimension(item, option, null);
  });
}

function readShape(value: ConfigValue, options: OptionReader, withBatch: boolean): Shape | null {
  const option = withBatch ? 'batchInputShape' : 'inputShape';
  if (value.kind === 'number') return [options.readSize(value, option, null)];
  if (value.kind !== 'list') {
    options.noteUnread(value, option, 'is left open');
    return null;
  }
  const items = withBatch ? value.items.slice(1) : value.items;
  return items.map((item, i) => readExtent(item, i, items.length, options, option));
}

/** An open size (null, -1) is whatever the data has: a common one is assumed. */
function readExtent(item: ConfigValue, i: number, rank: number, options: OptionReader, option: string): Dimension {
  if (item.kind === 'number' && isSize(size(item.value))) return item.value;
  const assumed = i < rank - 1 ? ASSUMED_EXTENT : rank === 1 ? ASSUMED_FEATURES : ASSUMED_CHANNELS;
  const name = item.kind === 'unknown' ? item.name : `${options.spell(option)}[${i}]`;
  const reason = item.kind === 'unknown' ? item.reason : isOpen(item) ? 'The model leaves it open.' : NO_SIZE;
  const what = `Size ${i + 1} of \`${options.spell(option)}\` is taken to be ${assumed}. ${reason}`;
  options.note({ name, span: item.span, what, assumed });
  return { name, assumed };
}

const NO_SIZE = 'What is written is no whole number from 1 on.';

function isOpen(item: ConfigValue): boolean {
  return item.kind === 'null' || (item.kind === 'number' && size(item.value) < 0);
}
