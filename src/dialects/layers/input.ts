import type { LayerBody, LayerReader } from '../layer-reader.ts';

/** Where data enters; the shape stands without batch (`shape`) or with it (`batchShape`). */
export function input(layer: LayerReader): LayerBody {
  layer.options.accept('sparse', 'ragged', 'optional', 'inputTensor', 'typeSpec');
  const type = layer.options.text('dtype');
  const integer = type !== null && /^(u?int|bool|string)/.test(type);
  return layer.body({ kind: 'input', implicit: false, integer }, layer.inputShape);
}
