import { constant, type Expression, isConstant, X } from '../../model/expression.ts';
import { Notes } from '../../model/notes.ts';
import { tensorOperation } from './elementwise.ts';
import type { TensorValue } from './framework-values.ts';
import { firstOutput } from './layer-outputs.ts';
import type { Value } from './values.ts';

/** A tensor as a function, element by element, of another one. */
export interface Composed {
  readonly base: TensorValue;
  readonly expression: Expression;
}

/** Of the tensors that elementwise operations gave, by the tensor. */
const known = new Notes<TensorValue, Composed>();

/** What the tensor is a function of; of itself where no operation gave it. */
export function composedOf(tensor: TensorValue): Composed {
  return known.get(tensor) ?? { base: tensor, expression: X };
}

export function remember(tensor: TensorValue, composed: Composed): TensorValue {
  known.set(tensor, composed);
  return tensor;
}

/** What an operation makes of numbers and of functions of one tensor; null for other operations and operands. */
export function compose(name: string, operands: readonly Value[]): Composed | null {
  const bases = operands.flatMap((operand) => (operand.kind === 'tensor' ? composedOf(operand).base : []));
  const [base] = bases;
  if (base === undefined || bases.some((other) => firstOutput(other) !== firstOutput(base))) return null;
  const parts = operands.flatMap((operand) => partOf(operand) ?? []);
  // What is left out beside a tensor's own methods is an option, which none of these operations has.
  if (parts.length < operands.length) return null;
  const expression = tensorOperation(name, parts);
  return expression === null || isConstant(expression) ? null : { base, expression };
}

function partOf(operand: Value): Expression | null {
  if (operand.kind === 'tensor') return composedOf(operand).expression;
  return operand.kind === 'number' && typeof operand.value === 'number' ? constant(operand.value) : null;
}
