import type { Activation } from '../../../model/activation.ts';
import type { Weight } from '../../../model/graph.ts';
import type { Cell, ChannelOrder, Unrolling } from '../../../model/operation.ts';
import type { Dimension, Shape } from '../../../model/shape.ts';
import { ELEMENTWISE_FANS, type LayerReader } from '../../layer-reader.ts';

/** What a cell makes of one time step. */
export interface ReadCell {
  readonly cell: Cell;
  readonly weights: readonly Weight[];
  /** Of the step's output, without batch and time. */
  readonly outputShape: Shape | null;
}

/** A kind of cell: the options of a recurrent layer and of its cell as a layer of its own are the same. */
export interface CellFamily {
  /** Dimensions of one step's input, without batch. */
  readonly rank: number;
  channels(layer: LayerReader): ChannelOrder;
  /** @param loop how a layer walks its steps; null for a cell of its own. */
  read(layer: LayerReader, step: Shape, loop: Unrolling | null): ReadCell;
}

const TANH: Activation = { name: 'tanh' };

/** What the state passes; a written null means linear. */
export function cellActivation(layer: LayerReader): Activation {
  return layer.activation('activation', TANH);
}

/** Options of all cells that do not matter here. */
export function acceptCellOptions({ options, framework }: LayerReader): void {
  options.accept(...framework.quirks.recurrentOptions);
}

/** The kernels with the gates' bias; its options are known even if there is none. */
export function withCellBias(
  layer: LayerReader,
  kernels: readonly Weight[],
  shape: readonly Dimension[],
  { useBias, unitForgetBias }: { readonly useBias: boolean; readonly unitForgetBias: boolean },
): Weight[] {
  const bias = layer.weight({ role: 'bias', shape, trueFans: ELEMENTWISE_FANS, fallback: { name: 'zeros' } });
  if (!useBias) return [...kernels];
  return [...kernels, unitForgetBias ? withUnitForget(bias) : bias];
}

/** The written initialiser serves all gates but the forget gate, which starts at 1 whatever is written. */
function withUnitForget(bias: Weight): Weight {
  const { initializer } = bias;
  const sampled = { family: 'unitForgetBias', others: initializer.sampled } as const;
  return { ...bias, initializer: { ...initializer, sampled, nominalVariance: null } };
}
