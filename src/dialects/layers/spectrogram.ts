import { combine, type Dimension, type Shape, size } from '../../model/shape.ts';
import type { LayerBody, LayerFamily, LayerReader } from '../layer-reader.ts';
import { opaque } from './opaque.ts';
import { readChannels, splitChannels } from './window.ts';

const REASON = 'It computes the spectrum of a sound: the signal is taken to pass unchanged.';
const BASIS = 'It starts as the basis of a Fourier transform.';
const PARTS = ['log', 'magnitude', 'psd', 'real', 'imag', 'angle', 'stft'] as const;

/**
 * Short-time Fourier transform of [samples, channels] as a convolution with two kernels, of the real and the imaginary
 * part: [frameLength, 1, fftLength / 2 + 1] each.
 */
export function stftSpectrogram(layer: LayerReader): LayerBody {
  const { options, className } = layer;
  const mode = options.choice('mode', PARTS, 'log');
  const frame = size(options.dimension('frameLength', 256));
  const step = size(options.dimension('frameStep', Math.max(1, Math.floor(frame / 2))));
  const fft = size(options.dimension('fftLength', 2 ** Math.ceil(Math.log2(frame))));
  const frequencies = Math.floor(fft / 2) + 1;
  const same = options.choice('padding', ['valid', 'same'], 'valid') === 'same';
  const expands = options.boolean('expandDims', false);
  options.accept('window', 'periodic', 'scaling');
  const order = readChannels(layer);
  const { channel, extents } = splitChannels(layer.inputOfRank(2, order), order);
  const bands = mode === 'stft' ? 2 * frequencies : frequencies;
  const frames = combine(extents, ([n = 0]) => (same ? Math.ceil(n / step) : Math.floor((n - frame) / step) + 1));
  const spectrum = (rest: readonly Dimension[], channels: Dimension) =>
    order === 'last' ? [...rest, channels] : [channels, ...rest];
  const joined = combine([channel], ([n = 1]) => n * bands);
  const output: Shape = expands ? spectrum([frames, bands], channel) : spectrum([frames], joined);
  const kernels = mode === 'real' || mode === 'imag' ? 1 : 2;
  const kernel = layer.fixedWeight({
    role: 'kernel',
    shape: [frame, 1, frequencies],
    trueFans: { in: frame, out: frequencies },
    fallback: { name: 'unknown', reason: BASIS },
  });
  const weights = Array.from({ length: kernels }, () => kernel);
  const body = layer.body({ kind: 'opaque', className, reason: REASON }, size(frames) > 0 ? output : null);
  return { ...body, weights };
}

/** [samples] to [bins, frames]. */
export const melSpectrogram: LayerFamily = opaque(REASON, ({ options, input }) => {
  const stride = size(options.dimension('sequenceStride', 512));
  const [samples] = input ?? [];
  if (input?.length !== 1 || samples === undefined) return null;
  const frames = combine([samples], ([n = 0]) => Math.floor((n + stride + 1) / stride));
  return [options.dimension('numMelBins', 128), frames];
});
