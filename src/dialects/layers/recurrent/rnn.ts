import type { Shape } from '../../../model/shape.ts';
import type { ConfigValue } from '../../declaration.ts';
import type { LayerPart } from '../../dialect.ts';
import type { LayerBody, LayerReader } from '../../layer-reader.ts';
import { opaqueBody } from '../opaque.ts';
import { whyNoLayer } from '../wrappers/inner-layer.ts';
import { readUnrolling, unrolledShape } from './unrolling.ts';

/** Cells that are given as layers, one or several on top of one another. */
export function rnn(layer: LayerReader): LayerBody {
  const unrolling = readUnrolling(layer);
  const value = layer.options.value('cell');
  const parts = readCells(layer, value);
  if (parts === null) {
    return opaqueBody(layer, `The cell cannot be read: ${whyNoLayer(value)} The signal is taken to pass unchanged.`);
  }
  // TF.js saves the options of stacked cells beside the cell.
  layer.options.accept('cells');
  const output = unrolledShape(layer.input?.[0], parts.at(-1)?.traits.outputShape ?? null, unrolling);
  const stranger = parts.find(({ traits }) => traits.operation.kind !== 'recurrentCell');
  if (stranger !== undefined) {
    const reason = `\`${stranger.traits.className}\` is no cell that can be read: the signal is taken to pass unchanged.`;
    return { ...opaqueBody(layer, reason, output), parts };
  }
  return { ...layer.body({ kind: 'rnn', ...unrolling }, output), parts };
}

/** Several cells as one; only an RNN has a use for it, and takes its parts. */
export function stackedCells(layer: LayerReader): LayerBody {
  const value = layer.options.value('cells');
  const parts = value?.kind === 'list' ? stack(layer, value.items, layer.input) : null;
  if (parts === null) {
    return opaqueBody(layer, `The cells cannot be read: ${whyNoLayer(value)} The signal is taken to pass unchanged.`);
  }
  const reason = 'Stacked cells are no layer of their own: they stand in an RNN.';
  return { ...opaqueBody(layer, reason, parts.at(-1)?.traits.outputShape ?? null), parts };
}

function readCells(layer: LayerReader, value: ConfigValue | null): LayerPart[] | null {
  const step = layer.input === null ? null : layer.input.slice(1);
  if (value === null) return null;
  return stack(layer, value.kind === 'list' ? value.items : [value], step);
}

/** Each cell reads what the one below puts out; null if one of them is no layer, or if there is none. */
function stack(layer: LayerReader, cells: readonly ConfigValue[], step: Shape | null): LayerPart[] | null {
  const parts: LayerPart[] = [];
  for (const cell of cells) {
    const entering = parts.length === 0 ? step : (parts.at(-1)?.traits.outputShape ?? null);
    const part = layer.part('cell', cell, [entering]);
    if (part === null) return null;
    const { className, parts: inside } = part.traits;
    parts.push(...(className === 'StackedRNNCells' && inside.length > 0 ? inside : [part]));
  }
  return parts.length === 0 ? null : parts.map((part, i) => ({ ...part, name: `cell_${i + 1}` }));
}
