import type { Weight } from '../../../model/graph.ts';
import type { LayerPart } from '../../dialect.ts';
import { ELEMENTWISE_FANS, type LayerBody, type LayerFamily, type LayerReader } from '../../layer-reader.ts';
import { opaqueBody } from '../opaque.ts';
import { whyNoLayer } from './inner-layer.ts';

/** A wrapper that is read, but whose computation is not looked into: what is inside counts, and its output shape. */
function opaqueWrapper(reason: string, ownWeights: (layer: LayerReader, part: LayerPart) => Weight[]): LayerFamily {
  return (layer: LayerReader): LayerBody => {
    const value = layer.options.value('layer');
    const part = value === null ? null : layer.part('layer', value, layer.inputs);
    if (part === null) return opaqueBody(layer, `The layer inside cannot be read: ${whyNoLayer(value)}`);
    const { outputShape, inputShape } = part.traits;
    return { ...opaqueBody(layer, reason, outputShape), weights: ownWeights(layer, part), parts: [part], inputShape };
  };
}

/** Divides the kernel by an estimate of its largest singular value, in training (Miyato et al. 2018). */
export const spectralNormalization: LayerFamily = opaqueWrapper(
  'Spectral normalisation is read, and what it does to the kernel in training is not computed.',
  (layer, part) => {
    layer.options.accept('powerIterations');
    const kernel = part.traits.weights.find(({ role }) => role === 'kernel' || role === 'embedding');
    // The estimate of the singular vector: [1, columns of the kernel].
    const shape = [1, kernel?.shape.at(-1) ?? 1];
    const fallback = { name: 'truncatedNormal', mean: 0, stddev: 0.02 } as const;
    return [layer.weight({ role: 'state', shape, trueFans: ELEMENTWISE_FANS, fallback })];
  },
);

/** The class that wrappers of the user's own inherit from. */
export const wrapper: LayerFamily = opaqueWrapper('What this wrapper does to the layer inside is not known.', () => []);
