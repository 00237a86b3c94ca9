import type { Shape } from '../../model/shape.ts';
import type { LayerBody, LayerFamily, LayerReader } from '../layer-reader.ts';

/**
 * A layer that exists but is not covered: the signal is taken to pass unchanged.
 * @param outputShape null where it cannot be told.
 */
export function opaque(reason: string, outputShape: (layer: LayerReader) => Shape | null = () => null): LayerFamily {
  return (layer) => opaqueBody(layer, reason, outputShape(layer));
}

/** What a family makes of a layer that it cannot read. */
export function opaqueBody(layer: LayerReader, reason: string, outputShape: Shape | null = null): LayerBody {
  return layer.body({ kind: 'opaque', className: layer.className, reason }, outputShape);
}
