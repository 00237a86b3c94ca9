import type { Operation, OperationKind } from '../model/operation.ts';

const RECURRENT = 'recurrent layers are read, and not predicted yet.';
const ATTENTION = 'attention is read, and not predicted yet.';

/** Layers that are read in full, but not predicted: why, as the end of a sentence. */
const NOT_PREDICTED = {
  dot: 'dot products of two signals are read, and not predicted yet.',
  recurrent: RECURRENT,
  recurrentCell: RECURRENT,
  rnn: RECURRENT,
  bidirectional: RECURRENT,
  attention: ATTENTION,
  multiHeadAttention: ATTENTION,
  einsumDense: 'einsum layers are read, and not predicted yet.',
} as const satisfies Partial<Record<OperationKind, string>>;

export type PredictedOperation = Exclude<Operation, { readonly kind: keyof typeof NOT_PREDICTED }>;

function isPredicted(operation: Operation): operation is PredictedOperation {
  return !Object.hasOwn(NOT_PREDICTED, operation.kind);
}

/** The operation as it is predicted: opaque, with the reason, where it is not. */
export function predicted(operation: Operation): PredictedOperation {
  if (isPredicted(operation)) return operation;
  return { kind: 'opaque', className: operation.kind, reason: NOT_PREDICTED[operation.kind] };
}
