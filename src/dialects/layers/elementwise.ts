import type { LayerBody, LayerReader } from '../layer-reader.ts';
import { only } from './data-normalization.ts';

const BY_CHANNEL = 'It scales every channel in its own way: the signal is taken to pass unchanged.';

/** Time steps of which every feature is `maskValue` are skipped. */
export function masking(layer: LayerReader): LayerBody {
  return layer.body({ kind: 'masking', value: layer.options.number('maskValue', 0) }, layer.input);
}

/** x * scale + offset; Keras also takes a number for every channel. */
export function rescaling(layer: LayerReader): LayerBody {
  const [scale, offset] = [readFactor(layer, 'scale', null), readFactor(layer, 'offset', 0)];
  return scale === null || offset === null
    ? layer.body({ kind: 'opaque', className: layer.className, reason: BY_CHANNEL }, layer.input)
    : layer.body({ kind: 'rescaling', scale, offset }, layer.input);
}

/** Null if channels differ. */
function readFactor({ options }: LayerReader, option: string, fallback: number | null): number | null {
  const value = options.value(option);
  return value?.kind === 'list' ? only(value) : options.number(option, fallback);
}
