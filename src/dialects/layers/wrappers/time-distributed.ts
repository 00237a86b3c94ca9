import type { LayerBody, LayerReader } from '../../layer-reader.ts';
import { opaqueBody } from '../opaque.ts';
import { whyNoLayer } from './inner-layer.ts';

/** One layer at every time step: it reads the shape without time, and time is put before what it makes of it. */
export function timeDistributed(layer: LayerReader): LayerBody {
  const value = layer.options.value('layer');
  const steps = layer.input?.[0];
  const entering = layer.input === null ? [] : [layer.input.slice(1)];
  const part = value === null ? null : layer.part('layer', value, entering);
  if (part === null) {
    const why = whyNoLayer(value);
    return opaqueBody(layer, `The layer inside cannot be read: ${why} The signal is taken to pass unchanged.`);
  }
  const inner = part.traits.outputShape;
  const output = inner === null || steps === undefined ? null : [steps, ...inner];
  return { ...layer.body({ kind: 'timeDistributed' }, output), parts: [part] };
}
