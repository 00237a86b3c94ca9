import type { Operation, OperationKind } from './operation.ts';

const RECURRENT = 'recurrent layers are read, and their signal is not computed yet.';
const ATTENTION = 'attention is read, and its signal is not computed yet.';
const REARRANGING = 'layers that rearrange, repeat or cut their input are read, and their signal is not computed yet.';
const MERGING = 'this way of merging is read, and its signal is not computed yet.';
const NORMALISING = 'this normalisation is read, and its signal is not computed yet.';

/** Layers that are read in full, but that prediction and simulation do not compute: why, as the end of a sentence. */
const NOT_MODELLED = {
  merge: MERGING,
  dot: MERGING,
  permute: REARRANGING,
  repeatVector: REARRANGING,
  upSampling: REARRANGING,
  cropping: REARRANGING,
  masking: 'masking is read, and what it hides is not computed yet.',
  rescaling: 'rescaling is read, and its signal is not computed yet.',
  groupNormalization: NORMALISING,
  rmsNormalization: NORMALISING,
  unitNormalization: NORMALISING,
  embedding: 'embeddings are read, and their signal is not computed yet.',
  recurrent: RECURRENT,
  recurrentCell: RECURRENT,
  rnn: RECURRENT,
  bidirectional: RECURRENT,
  timeDistributed: 'layers repeated over time are read, and their signal is not computed yet.',
  attention: ATTENTION,
  multiHeadAttention: ATTENTION,
  einsumDense: 'einsum layers are read, and their signal is not computed yet.',
} as const satisfies Partial<Record<OperationKind, string>>;

export type ModelledOperation = Exclude<Operation, { readonly kind: keyof typeof NOT_MODELLED }>;

function isModelled(operation: Operation): operation is ModelledOperation {
  return !Object.hasOwn(NOT_MODELLED, operation.kind);
}

/** The operation as prediction and simulation take it: opaque, with the reason, where they do not compute it. */
export function modelled(operation: Operation): ModelledOperation {
  if (isModelled(operation)) return operation;
  return { kind: 'opaque', className: operation.kind, reason: NOT_MODELLED[operation.kind] };
}
