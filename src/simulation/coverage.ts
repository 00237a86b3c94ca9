import type { Operation, OperationKind } from '../model/operation.ts';

/** Layers that are read in full, but not simulated: why, as the end of a sentence. */
const NOT_SIMULATED = {
  recurrentCell: 'a cell on its own is read, and not simulated yet.',
} as const satisfies Partial<Record<OperationKind, string>>;

export type SimulatedOperation = Exclude<Operation, { readonly kind: keyof typeof NOT_SIMULATED }>;

function isSimulated(operation: Operation): operation is SimulatedOperation {
  return !Object.hasOwn(NOT_SIMULATED, operation.kind);
}

/** The operation as it is simulated: opaque, with the reason, where it is not. */
export function simulated(operation: Operation): SimulatedOperation {
  const reason = isSimulated(operation) ? whyNotSo(operation) : NOT_SIMULATED[operation.kind];
  if (reason === null && isSimulated(operation)) return operation;
  return { kind: 'opaque', className: operation.kind, reason: reason ?? '' };
}

/** Why one form of an operation is not simulated where others are; null if it is. */
function whyNotSo(operation: SimulatedOperation): string | null {
  switch (operation.kind) {
    case 'upSampling':
      return operation.interpolation === 'smooth' ? 'smooth interpolation is read, and not simulated yet.' : null;
    case 'recurrent':
      return operation.cell.kind === 'convLstm' ? 'convolutional LSTMs are read, and not simulated yet.' : null;
    case 'attention':
      return operation.score === 'concat' ? 'additive attention is read, and not simulated yet.' : null;
    case 'dot':
      return operation.normalize ? 'normalised dot products are read, and not simulated yet.' : null;
    case 'einsumDense':
      return isPlainProduct(operation.equation) ? null : 'this order of axes is read, and not simulated yet.';
    default:
      return null;
  }
}

/** Whether an einsum equation sums the input's last axes with the kernel's first ones: a dense layer in other shapes. */
function isPlainProduct(equation: string): boolean {
  const match = /^(\.{3})?([a-z]+),([a-z]+)->(\.{3})?([a-z]*)$/i.exec(equation);
  if (match === null) return false;
  const [, , input = '', kernel = '', , output = ''] = match;
  const summed = [...kernel].filter((letter) => input.includes(letter)).join('');
  const made = [...kernel].filter((letter) => !input.includes(letter)).join('');
  return input.endsWith(summed) && kernel === summed + made && output === input.slice(0, -summed.length) + made;
}
