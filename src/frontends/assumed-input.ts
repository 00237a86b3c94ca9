import { ASSUMED_CHANNELS, ASSUMED_EXTENT, ASSUMED_FEATURES } from '../dialects/assumptions.ts';
import type { LayerTraits } from '../dialects/dialect.ts';
import type { Unknown } from '../model/graph.ts';
import type { Cell } from '../model/operation.ts';
import type { Shape, UnknownDimension } from '../model/shape.ts';
import type { Span } from '../model/text.ts';
import { assumedNumber } from './assume.ts';

/**
 * A shape for a model that says nowhere what enters it, as its first layer would take it.
 * @param prefix names the dimensions: `input[0]`, `input[1]`, ...
 */
export function assumedInput(
  first: FirstLayer,
  prefix: string,
  span: Span,
  assume: Readonly<Record<string, number>>,
): { shape: Shape; unknowns: Unknown[] } {
  const shape = usualSizes(first).map((usual, index): UnknownDimension => {
    const name = `${prefix}[${index}]`;
    return { name, assumed: assumedNumber(assume, name) ?? usual };
  });
  const unknowns = shape.map(({ name, assumed }) => ({
    name,
    span,
    what: `The model does not say what enters it; ${assumed} is assumed for \`${name}\`.`,
    assumed,
  }));
  return { shape, unknowns };
}

type FirstLayer = Pick<LayerTraits, 'operation' | 'parts'>;

function usualSizes({ operation: first, parts }: FirstLayer): number[] {
  switch (first.kind) {
    case 'convolution':
    case 'depthwiseConvolution':
    case 'separableConvolution':
    case 'transposedConvolution':
    case 'pooling':
      return image(first.window.rank, first.window.channels);
    case 'globalPooling':
      return image(first.rank, first.channels);
    case 'zeroPadding':
      return image(first.amounts.length, first.channels);
    case 'upSampling':
      return image(first.factors.length, first.channels);
    case 'cropping':
      return image(first.amounts.length, first.channels);
    case 'recurrent':
      return [ASSUMED_EXTENT, ...stepSizes(first.cell)];
    case 'recurrentCell':
      return stepSizes(first.cell);
    case 'bidirectional':
      return innerSizes(parts);
    case 'rnn':
    case 'timeDistributed':
      return [ASSUMED_EXTENT, ...innerSizes(parts)];
    case 'flatten':
      return image(2, 'last');
    case 'reshape':
      return [
        first.target.reduce<number>((product, size) => product * (typeof size === 'number' ? size : size.assumed), 1),
      ];
    default:
      return [ASSUMED_FEATURES];
  }
}

function innerSizes([part]: FirstLayer['parts']): number[] {
  return part === undefined ? [ASSUMED_FEATURES] : usualSizes(part.traits);
}

function stepSizes(cell: Cell): number[] {
  return cell.kind === 'convLstm' ? image(cell.window.rank, cell.window.channels) : [ASSUMED_FEATURES];
}

function image(rank: number, channels: 'last' | 'first'): number[] {
  const extents = new Array<number>(rank).fill(ASSUMED_EXTENT);
  // A sequence's features are no colours.
  const depth = rank === 1 ? ASSUMED_FEATURES : ASSUMED_CHANNELS;
  return channels === 'last' ? [...extents, depth] : [depth, ...extents];
}
