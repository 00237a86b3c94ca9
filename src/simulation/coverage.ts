import type { Operation, OperationKind } from '../model/operation.ts';

const ATTENTION = 'attention is read, and not simulated yet.';

/** Layers that are read in full, but not simulated: why, as the end of a sentence. */
const NOT_SIMULATED = {
  dot: 'dot products of two signals are read, and not simulated yet.',
  recurrentCell: 'a cell on its own is read, and not simulated yet.',
  attention: ATTENTION,
  multiHeadAttention: ATTENTION,
  einsumDense: 'einsum layers are read, and not simulated yet.',
} as const satisfies Partial<Record<OperationKind, string>>;

export type SimulatedOperation = Exclude<Operation, { readonly kind: keyof typeof NOT_SIMULATED }>;

function isSimulated(operation: Operation): operation is SimulatedOperation {
  return !Object.hasOwn(NOT_SIMULATED, operation.kind);
}

/** The operation as it is simulated: opaque, with the reason, where it is not. */
export function simulated(operation: Operation): SimulatedOperation {
  if (!isSimulated(operation)) {
    return { kind: 'opaque', className: operation.kind, reason: NOT_SIMULATED[operation.kind] };
  }
  if (operation.kind === 'upSampling' && operation.interpolation === 'smooth') {
    return { kind: 'opaque', className: operation.kind, reason: 'smooth interpolation is not simulated yet.' };
  }
  if (operation.kind === 'recurrent' && operation.cell.kind === 'convLstm') {
    return {
      kind: 'opaque',
      className: operation.kind,
      reason: 'convolutional LSTMs are read, and not simulated yet.',
    };
  }
  return operation;
}
