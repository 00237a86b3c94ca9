import type { Dimension, Shape } from '../../model/shape.ts';
import { size } from '../../model/shape.ts';
import type { LayerFamily, LayerReader } from '../layer-reader.ts';
import { opaque } from './opaque.ts';

/** Layers that turn words, categories or numbers into integers or indicators, ahead of what is trained. */

const ENCODED = 'It encodes categories ahead of what is trained: the signal is taken to pass unchanged.';
const LOOKED_UP = 'It looks its input up in a vocabulary: the signal is taken to pass unchanged.';
const MODES = ['int', 'oneHot', 'multiHot', 'count', 'tfIdf', 'tf-idf'] as const;
type Mode = (typeof MODES)[number];

/** Integers below `numTokens` to indicators; `oneHot` of several integers adds a dimension. */
export const categoryEncoding: LayerFamily = opaque(ENCODED, (layer) => {
  const { options, input } = layer;
  const mode = options.choice('outputMode', MODES, 'multiHot');
  const tokens = options.entry('numTokens') === null ? null : options.dimension('numTokens', null);
  const last = input?.at(-1);
  if (input === null || last === undefined || tokens === null) return null;
  return mode === 'oneHot' && size(last) !== 1 ? [...input, tokens] : [...input.slice(0, -1), tokens];
});

/** Numbers to the bins that they fall into. */
export const discretization: LayerFamily = opaque(ENCODED, (layer) => {
  const boundaries = layer.options.value('binBoundaries');
  const bins = boundaries?.kind === 'list' ? boundaries.items.length + 1 : written(layer, 'numBins');
  return encoded(layer, bins, layer.options.choice('outputMode', MODES, 'int'));
});

export const hashing: LayerFamily = opaque(ENCODED, (layer) =>
  encoded(layer, written(layer, 'numBins'), layer.options.choice('outputMode', MODES, 'int')),
);

/** Entries of a vocabulary to their numbers, or to indicators as wide as the vocabulary and what is out of it. */
export const lookup: LayerFamily = opaque(LOOKED_UP, (layer) =>
  encoded(layer, vocabularySize(layer), layer.options.choice('outputMode', MODES, 'int')),
);

/** A text to `outputSequenceLength` numbers of words; how many there are is open unless that is written. */
export const textVectorization: LayerFamily = opaque(LOOKED_UP, (layer) => {
  const mode = layer.options.choice('outputMode', MODES, 'int');
  const width = mode === 'int' ? written(layer, 'outputSequenceLength') : vocabularySize(layer);
  return width === null ? null : [width];
});

function written({ options }: LayerReader, option: string): Dimension | null {
  return options.entry(option) === null ? null : options.dimension(option, null);
}

function vocabularySize(layer: LayerReader): Dimension | null {
  const { options } = layer;
  if (options.boolean('padToMaxTokens', false)) return written(layer, 'maxTokens');
  const vocabulary = options.value('vocabulary');
  return vocabulary?.kind === 'list' ? vocabulary.items.length + options.number('numOovIndices', 1) : null;
}

/** Indicators take the place of a vector of integers. Of several dimensions the frameworks tell different things. */
function encoded({ input }: LayerReader, width: Dimension | null, mode: Mode): Shape | null {
  if (mode === 'int') return input;
  const [length] = input ?? [];
  if (input?.length !== 1 || length === undefined || width === null) return null;
  return mode === 'oneHot' && size(length) !== 1 ? null : [width];
}
