import { BINARY_NAMES, type Expression, MOST_NODES, UNARY_NAMES } from '../model/expression.ts';
import { type Guard, isNumber, isRecord, literal } from './guard.ts';

const isUnary = literal(...UNARY_NAMES);
const isBinary = literal(...BINARY_NAMES);

/** An expression of bounded size: a message may hold anything. */
export const isExpression: Guard<Expression> = (value): value is Expression => sizeOf(value, MOST_NODES) <= MOST_NODES;

/** Number of nodes, more than `left` where it is no expression or has more than that. */
function sizeOf(value: unknown, left: number): number {
  const none = left + 1;
  if (left <= 0 || !isRecord(value)) return none;
  const all = (...parts: readonly unknown[]) => {
    let size = 1;
    for (const part of parts) {
      if (size > left) return none;
      size += sizeOf(part, left - size);
    }
    return size;
  };
  if (value.op === 'x') return 1;
  if (value.op === 'number') return isNumber(value.value) ? 1 : none;
  if (value.op === 'choose') return all(value.left, value.right, value.above, value.below);
  if (isUnary(value.op)) return all(value.of);
  return isBinary(value.op) ? all(value.left, value.right) : none;
}
