import type { ChannelOrder } from '../../../model/operation.ts';
import { combine, size } from '../../../model/shape.ts';
import type { ConfigValue } from '../../declaration.ts';
import type { LayerFamily } from '../../layer-reader.ts';
import { opaqueBody } from '../../layers/opaque.ts';

/** [before, after] of every dimension, the batch first. Zeros around an image, sequence or volume are zero padding. */
export const padding: LayerFamily = (layer) => {
  const { given, input } = layer;
  const reason = 'It pads its input: the signal is taken to pass unchanged.';
  const pairs = readPairs(given.value('padWidth', 'paddings', '1'));
  const [batch, ...amounts] = pairs ?? [];
  if (
    input === null ||
    batch === undefined ||
    batch.some((amount) => amount !== 0) ||
    amounts.length !== input.length
  ) {
    return opaqueBody(layer, reason);
  }
  const output = input.map((dimension, i) => {
    const [before, after] = amounts[i] ?? [0, 0];
    return combine([dimension], ([n = 0]) => n + before + after);
  });
  const channels = unpaddedEnd(amounts);
  const constant = given.value('constantValues');
  const zeros = (given.text('mode') ?? 'constant').toLowerCase() === 'constant';
  const isZero = constant === null || (constant.kind === 'number' && size(constant.value) === 0);
  if (channels === null || !zeros || !isZero) return opaqueBody(layer, reason, output);
  const spatial = channels === 'last' ? amounts.slice(0, -1) : amounts.slice(1);
  return layer.body({ kind: 'zeroPadding', amounts: spatial, channels }, output);
};

type Pair = readonly [before: number, after: number];

function readPairs(value: ConfigValue | null): Pair[] | null {
  if (value?.kind !== 'list') return null;
  const pairs = value.items.map((item): Pair | null => {
    const [before, after] = item.kind === 'list' ? item.items : [];
    return before?.kind === 'number' && after?.kind === 'number' ? [size(before.value), size(after.value)] : null;
  });
  const known = pairs.filter((pair) => pair !== null);
  return known.length === pairs.length ? known : null;
}

/** The end that keeps its size, where channels stand; null if neither does, or there are no other dimensions. */
function unpaddedEnd(amounts: readonly Pair[]): ChannelOrder | null {
  const isFree = (pair: Pair | undefined) => pair !== undefined && pair[0] === 0 && pair[1] === 0;
  if (amounts.length < 2 || amounts.length > 4) return null;
  if (isFree(amounts.at(-1))) return 'last';
  return isFree(amounts[0]) ? 'first' : null;
}
