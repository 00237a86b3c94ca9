import {
  type BinaryName,
  constant,
  type Expression,
  expressionSize,
  MOST_NODES,
  type UnaryName,
  X,
} from '../../model/expression.ts';

/** What a function that works element by element makes of its operands; null where it takes others. */
type Operation = (operands: readonly Expression[]) => Expression | null;

function unary(op: UnaryName): Operation {
  return ([of]) => (of === undefined ? null : { op, of });
}

function binary(op: BinaryName): Operation {
  return ([left, right]) => (left === undefined || right === undefined ? null : { op, left, right });
}

/** Of any number of operands, one after another. */
function folded(op: BinaryName): Operation {
  return (operands) =>
    operands.length === 0 ? null : operands.reduce((left, right): Expression => ({ op, left, right }));
}

const same: Operation = ([x]) => x ?? null;

function of(op: UnaryName, inner: Expression | null | undefined): Expression | null {
  return inner === null || inner === undefined ? null : { op, of: inner };
}

const reciprocal: Operation = ([x]) => (x === undefined ? null : { op: 'divide', left: constant(1), right: x });

/** max(0, x) + slope min(0, x). */
const leaky: Operation = ([x, slope = constant(0.2)]) =>
  x === undefined
    ? null
    : {
        op: 'choose',
        left: x,
        right: constant(0),
        above: x,
        below: { op: 'multiply', left: slope, right: x },
      };

const clip: Operation = ([x, low, high]) =>
  x === undefined || low === undefined || high === undefined
    ? null
    : { op: 'minimum', left: { op: 'maximum', left: x, right: low }, right: high };

/** 1 above 0, else `alpha`. */
const step: Operation = ([x, alpha = constant(0)]) =>
  x === undefined ? null : { op: 'choose', left: x, right: constant(0), above: constant(1), below: alpha };

/** Functions of TensorFlow.js and methods of its tensors. */
const TENSOR_OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['add', binary('add')],
  ['sub', binary('subtract')],
  ['mul', binary('multiply')],
  ['div', binary('divide')],
  ['divNoNan', binary('divide')],
  ['pow', binary('power')],
  ['maximum', binary('maximum')],
  ['minimum', binary('minimum')],
  ['neg', unary('negate')],
  ['abs', unary('abs')],
  ['sign', unary('sign')],
  ['square', unary('square')],
  ['sqrt', unary('sqrt')],
  ['rsqrt', (operands) => reciprocal([{ op: 'sqrt', of: operands[0] ?? X }])],
  ['reciprocal', reciprocal],
  ['exp', unary('exp')],
  ['expm1', unary('expm1')],
  ['log', unary('log')],
  ['log1p', unary('log1p')],
  ['sin', unary('sin')],
  ['cos', unary('cos')],
  ['tanh', unary('tanh')],
  ['atan', unary('atan')],
  ['erf', unary('erf')],
  ['sigmoid', unary('sigmoid')],
  ['logSigmoid', (operands) => of('negate', of('softplus', of('negate', operands[0])))],
  ['softplus', unary('softplus')],
  ['relu', unary('relu')],
  ['relu6', unary('relu6')],
  ['elu', unary('elu')],
  ['selu', unary('selu')],
  ['leakyRelu', leaky],
  ['prelu', leaky],
  ['clipByValue', clip],
  ['step', step],
  ['identity', same],
  ['clone', same],
  ['cast', same],
  ['toFloat', same],
]);

const MATH_FUNCTIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['max', folded('maximum')],
  ['min', folded('minimum')],
  ['pow', binary('power')],
  ...(['abs', 'sign', 'sqrt', 'exp', 'expm1', 'log', 'log1p', 'sin', 'cos', 'tanh', 'atan'] as const).map(
    (name): [string, Operation] => [name, unary(name)],
  ),
]);

/** What TensorFlow.js's function, or method, of that name computes; null where it is none that works elementwise. */
export function tensorOperation(name: string, operands: readonly Expression[]): Expression | null {
  return bounded(TENSOR_OPERATIONS.get(name)?.(operands) ?? null);
}

export function mathFunction(name: string, operands: readonly Expression[]): Expression | null {
  return bounded(MATH_FUNCTIONS.get(name)?.(operands) ?? null);
}

const OPERATORS: Readonly<Record<string, BinaryName>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '**': 'power',
};

/** `left + right` and its like. */
export function arithmetic(operator: string, left: Expression, right: Expression): Expression | null {
  const op = OPERATORS[operator];
  return op === undefined ? null : bounded({ op, left, right });
}

/** Null for what is larger than any activation has to be. */
export function bounded(expression: Expression | null): Expression | null {
  return expression === null || expressionSize(expression) > MOST_NODES ? null : expression;
}
