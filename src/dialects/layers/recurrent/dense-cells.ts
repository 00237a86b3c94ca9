import type { Weight } from '../../../model/graph.ts';
import type { Unrolling } from '../../../model/operation.ts';
import { type Dimension, product, type Shape, size } from '../../../model/shape.ts';
import type { LayerReader } from '../../layer-reader.ts';
import { acceptCellOptions, type CellFamily, cellActivation, type ReadCell, withCellBias } from './cell.ts';
import { readDropout, readGatedDropout } from './dropout.ts';

/** Cells with matrices: h' = f(x W + h U + b), with one such sum a gate; W: [in, gates * units], U: [units, gates * units]. */
function denseCell(read: (layer: LayerReader, step: Shape, loop: Unrolling | null) => ReadCell): CellFamily {
  return { rank: 1, channels: () => 'last', read };
}

/** Elman's: one sum, no gates. */
export const simpleCell: CellFamily = denseCell((layer, step) => {
  const { units, useBias } = readCommon(layer);
  const takesNull = layer.framework.quirks.simpleRnnNullIsDefault && layer.options.isNull('activation');
  const activation = takesNull ? ({ name: 'tanh' } as const) : cellActivation(layer);
  const weights = withCellBias(layer, kernels(layer, step, units, 1), [units], { useBias, unitForgetBias: false });
  const dropout = readDropout(layer, 'shared');
  return { cell: { kind: 'simple', units: size(units), useBias, activation, dropout }, weights, outputShape: [units] };
});

/** Hochreiter & Schmidhuber 1997, with a forget gate. */
export const lstmCell: CellFamily = denseCell((layer, step, loop) => {
  const { units, useBias } = readCommon(layer);
  const { defaults } = layer.framework;
  const unitForgetBias = layer.options.boolean('unitForgetBias', defaults.unitForgetBias);
  const activation = cellActivation(layer);
  const recurrentActivation = layer.activation('recurrentActivation', defaults.recurrentActivation);
  const shape = [product([4, units])];
  const weights = withCellBias(layer, kernels(layer, step, units, 4), shape, { useBias, unitForgetBias });
  const functions = { useBias, activation, recurrentActivation };
  const dropout = readGatedDropout(layer, loop, functions);
  return {
    cell: { kind: 'lstm', units: size(units), ...functions, unitForgetBias, dropout },
    weights,
    outputShape: [units],
  };
});

/** Cho et al. 2014; with `resetAfter` the recurrent product has a bias of its own: b is [2, 3 * units]. */
export const gruCell: CellFamily = denseCell((layer, step, loop) => {
  const { units, useBias } = readCommon(layer);
  const { defaults } = layer.framework;
  const resetAfter = readResetAfter(layer);
  const activation = cellActivation(layer);
  const recurrentActivation = layer.activation('recurrentActivation', defaults.recurrentActivation);
  const packed = product([3, units]);
  const shape = resetAfter ? [2, packed] : [packed];
  const weights = withCellBias(layer, kernels(layer, step, units, 3), shape, { useBias, unitForgetBias: false });
  const functions = { useBias, activation, recurrentActivation, resetAfter };
  const read = readGatedDropout(layer, loop, functions);
  const { ofCarried } = layer.framework.quirks.cellDropout;
  const dropout = read === null ? null : { ...read, ofCarried: ofCarried && read.recurrent > 0 };
  return {
    cell: { kind: 'gru', units: size(units), ...functions, dropout },
    weights,
    outputShape: [units],
  };
});

function readCommon(layer: LayerReader): { units: Dimension; useBias: boolean } {
  acceptCellOptions(layer);
  return { units: layer.options.dimension('units', null), useBias: layer.options.boolean('useBias', true) };
}

function readResetAfter(layer: LayerReader): boolean {
  const { defaults, quirks } = layer.framework;
  const resetAfter = layer.options.boolean('resetAfter', defaults.resetAfter);
  if (!quirks.refusesResetAfter || !resetAfter) return resetAfter;
  layer.refused(['resetAfter'], null);
  return false;
}

/** All gates' kernels side by side, from which the framework takes its fan-out; an input really feeds each gate's units. */
function kernels(layer: LayerReader, step: Shape, units: Dimension, gates: number): Weight[] {
  const features = step.at(-1) ?? 1;
  const packed = product([gates, units]);
  const kernel = layer.weight({
    role: 'kernel',
    shape: [features, packed],
    trueFans: { in: size(features), out: size(units) },
    fallback: layer.framework.defaults.kernel,
  });
  const recurrent = layer.weight({
    role: 'recurrent',
    shape: [units, packed],
    trueFans: { in: size(units), out: size(units) },
    fallback: { name: 'orthogonal', gain: 1 },
  });
  return [kernel, recurrent];
}
