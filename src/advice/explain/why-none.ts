import { isKernel } from '../../model/graph.ts';
import { exactScale } from '../../theory/gains.ts';
import { guidanceFor } from '../guidance.ts';
import { activationOf, type Place } from '../proper-initializer.ts';
import { sharesOption } from '../structural-scale.ts';
import { structureOf } from '../structure.ts';
import { constantValue } from '../symmetry.ts';

/** Why nothing is recommended for a kernel, in a sentence; null for biases and the like, about which nothing needs saying. */
export function whyNone(place: Place): string | null {
  const { graph, layer, weight } = place;
  const { sampled } = weight.initializer;
  if (!isKernel(weight.role)) return null;
  if (!layer.trainable)
    return 'The layer is frozen, or its weights are given: what it is initialised with does not count.';
  if (sampled.family === 'unknown') return sampled.reason;
  if (constantValue(sampled) !== null)
    return 'A constant does no harm here: what is behind or beside it tells the units apart.';
  if (structureOf(graph).isNormalised(layer))
    return 'A normalisation behind it undoes any scale, so that all are as good.';
  if (sampled.family === 'identity') return 'An identity is chosen for its structure, not for its scale.';
  if (weight.role === 'embedding') return 'What the framework draws by default is usual for a table of embeddings.';
  if (sharesOption(layer, weight))
    return 'One option initialises several kernels here, and no one scale is right for all of them.';
  return ofActivation(place);
}

function ofActivation(place: Place): string {
  const activation = activationOf(place);
  if (guidanceFor(activation, structureOf(place.graph).isHidden(place.layer)) !== null) {
    return 'The right scale depends on a size that the file does not tell.';
  }
  if (activation.name === 'unknown') return `What the activation does cannot be told. ${activation.reason}`;
  const isBoundless = exactScale(activation) === null;
  const none = `No initialiser is established for ${activation.name}`;
  return isBoundless ? `${none}: no scale keeps the size of a signal that passes it.` : `${none}.`;
}
