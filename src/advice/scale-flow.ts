import type { Layer, LayerId } from '../model/graph.ts';
import { leavingActivation, repeated } from './parts.ts';

type Kind = Layer['operation']['kind'];

/** Layers that give every signal the same scale. */
export const NORMALISATIONS: readonly Kind[] = [
  'batchNormalization',
  'layerNormalization',
  'groupNormalization',
  'rmsNormalization',
  'unitNormalization',
];

/** Whether what enters the layer is normalised there, or passes as it is and is normalised further on. */
export function evensOut(
  layer: Layer,
  behind: ReadonlySet<LayerId>,
  behindJoined: ReadonlySet<LayerId>,
  kinds: readonly Kind[],
): boolean {
  const { kind } = repeated(layer).operation;
  if (kinds.includes(kind)) return true;
  if (kind === 'concatenate') return behindJoined.has(layer.id);
  return KEEPS_SCALE.includes(kind) && behind.has(layer.id);
}

/** Twice the input gives twice the output. */
const KEEPS_SCALE: readonly Kind[] = [
  'activation',
  'pooling',
  'globalPooling',
  'dropout',
  'gaussianDropout',
  'reshape',
  'flatten',
  'zeroPadding',
  'permute',
  'repeatVector',
  'upSampling',
  'cropping',
  'masking',
];

/** Twice the kernel gives twice the output. */
export function isHomogeneous(layer: Layer): boolean {
  if (GATED.includes(repeated(layer).operation.kind)) return false;
  const name = leavingActivation(layer)?.name ?? 'linear';
  return name === 'linear' || name === 'relu' || name === 'leakyRelu' || name === 'prelu';
}

/** Layers whose state is squashed at every step. */
const SQUASHING: readonly Kind[] = ['recurrent', 'recurrentCell', 'rnn', 'bidirectional'];

/** Layers whose output is no multiple of their kernels: gates or a softmax stand in between. */
const GATED: readonly Kind[] = [...SQUASHING, 'attention', 'multiHeadAttention'];

/** Whether the layer gives every signal the same scale. */
export function isNormalisation(layer: Layer): boolean {
  return NORMALISATIONS.includes(repeated(layer).operation.kind);
}

/** Whether what comes in too large does not leave so: a normalisation, or a state that is squashed at every step. */
export function restartsScale(layer: Layer): boolean {
  return isNormalisation(layer) || SQUASHING.includes(repeated(layer).operation.kind);
}
