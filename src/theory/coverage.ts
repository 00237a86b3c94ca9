import type { Operation, OperationKind } from '../model/operation.ts';

/** Layers that are read in full, but not predicted: why, as the end of a sentence. */
const NOT_PREDICTED = {
  dot: 'dot products of two signals are read, and not predicted yet.',
  recurrentCell: 'a cell on its own is read, and not predicted yet.',
  attention: 'attention without projections is read, and not predicted yet.',
  einsumDense: 'einsum layers are read, and not predicted yet.',
} as const satisfies Partial<Record<OperationKind, string>>;

export type PredictedOperation = Exclude<Operation, { readonly kind: keyof typeof NOT_PREDICTED }>;

function isPredicted(operation: Operation): operation is PredictedOperation {
  return !Object.hasOwn(NOT_PREDICTED, operation.kind);
}

/** The operation as it is predicted: opaque, with the reason, where it is not. */
export function predicted(operation: Operation): PredictedOperation {
  if (!isPredicted(operation)) {
    return { kind: 'opaque', className: operation.kind, reason: NOT_PREDICTED[operation.kind] };
  }
  if (operation.kind === 'recurrent' && operation.cell.kind === 'convLstm') {
    return {
      kind: 'opaque',
      className: operation.kind,
      reason: 'convolutional LSTMs are read, and not predicted yet.',
    };
  }
  return operation;
}
