import { product, size } from '../../../model/shape.ts';
import { joinChannels, type Rank, readChannels, readWindow, slideExtents, splitChannels, volume } from '../window.ts';
import { acceptCellOptions, type CellFamily, cellActivation, withCellBias } from './cell.ts';
import { readDropout } from './dropout.ts';

/**
 * An LSTM whose products are convolutions (Shi et al. 2015); W: [...size, channels, 4 * filters],
 * U: [...size, filters, 4 * filters], the latter with stride 1 and same padding.
 */
export function convLstmCell(rank: Rank): CellFamily {
  return {
    rank: rank + 1,
    channels: readChannels,
    read(layer, step) {
      const { options, framework } = layer;
      acceptCellOptions(layer);
      const filters = options.dimension('filters', null);
      const window = readWindow(layer, rank, 'kernelSize', true);
      const useBias = options.boolean('useBias', true);
      const unitForgetBias = options.boolean('unitForgetBias', framework.defaults.unitForgetBias);
      const activation = cellActivation(layer);
      const recurrentActivation = layer.activation(
        'recurrentActivation',
        framework.defaults.convLstmRecurrentActivation,
      );
      const { channel, extents } = splitChannels(step, window.channels);
      const packed = product([4, filters]);
      const [taps, positions] = [volume(window.size), volume(window.strides)];
      const kernel = layer.weight({
        role: 'kernel',
        shape: [...window.size, channel, packed],
        trueFans: { in: taps * size(channel), out: (taps * size(filters)) / positions },
        fallback: framework.defaults.kernel,
      });
      const recurrent = layer.weight({
        role: 'recurrent',
        shape: [...window.size, filters, packed],
        trueFans: { in: taps * size(filters), out: taps * size(filters) },
        fallback: { name: 'orthogonal', gain: 1 },
      });
      return {
        cell: {
          kind: 'convLstm',
          window,
          filters: size(filters),
          useBias,
          activation,
          recurrentActivation,
          unitForgetBias,
          dropout: readDropout(layer, 'perGate'),
        },
        weights: withCellBias(layer, [kernel, recurrent], [packed], { useBias, unitForgetBias }),
        outputShape: joinChannels(slideExtents(extents, window), filters, window.channels),
      };
    },
  };
}
