/** A function of one number as data: what a custom activation computes. */
export type Expression =
  | { readonly op: 'x' }
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: UnaryName; readonly of: Expression }
  | { readonly op: BinaryName; readonly left: Expression; readonly right: Expression }
  /** `above` where left > right, else `below`. */
  | {
      readonly op: 'choose';
      readonly left: Expression;
      readonly right: Expression;
      readonly above: Expression;
      readonly below: Expression;
    };

export const UNARY_NAMES = [
  'negate',
  'abs',
  'sign',
  'square',
  'sqrt',
  'exp',
  'expm1',
  'log',
  'log1p',
  'sin',
  'cos',
  'tanh',
  'atan',
  'erf',
  'sigmoid',
  'softplus',
  'relu',
  'relu6',
  'elu',
  'selu',
] as const;

export const BINARY_NAMES = ['add', 'subtract', 'multiply', 'divide', 'power', 'maximum', 'minimum'] as const;

export type UnaryName = (typeof UNARY_NAMES)[number];
export type BinaryName = (typeof BINARY_NAMES)[number];

export const X: Expression = { op: 'x' };

export function constant(value: number): Expression {
  return { op: 'number', value };
}

/** More than any activation needs; what is larger is not read. */
export const MOST_NODES = 60;

/** Number of operations and leaves. */
export function expressionSize(expression: Expression): number {
  return 1 + operands(expression).reduce((sum, operand) => sum + expressionSize(operand), 0);
}

/** Whether the value depends on x at all. */
export function isConstant(expression: Expression): boolean {
  return expression.op !== 'x' && operands(expression).every(isConstant);
}

export function operands(expression: Expression): readonly Expression[] {
  if ('of' in expression) return [expression.of];
  if ('above' in expression) return [expression.left, expression.right, expression.above, expression.below];
  return 'left' in expression ? [expression.left, expression.right] : [];
}
