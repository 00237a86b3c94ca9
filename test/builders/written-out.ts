import type { Activation } from '../../src/model/activation.ts';
import { constant, type Expression, X } from '../../src/model/expression.ts';

export const times = (left: Expression, right: Expression): Expression => ({ op: 'multiply', left, right });
export const plus = (left: Expression, right: Expression): Expression => ({ op: 'add', left, right });

/** Activations that have a name, written out. */
export const WRITTEN_OUT: readonly (readonly [Activation, Expression])[] = [
  [{ name: 'silu' }, times(X, { op: 'sigmoid', of: X })],
  [{ name: 'mish' }, times(X, { op: 'tanh', of: { op: 'softplus', of: X } })],
  [
    { name: 'gelu', approximate: false },
    times(
      times(constant(0.5), X),
      plus(constant(1), { op: 'erf', of: { op: 'divide', left: X, right: constant(Math.SQRT2) } }),
    ),
  ],
  [
    { name: 'leakyRelu', slope: 0.1 },
    { op: 'maximum', left: times(constant(0.1), X), right: X },
  ],
  [
    { name: 'hardSigmoid', slope: 0.2 },
    {
      op: 'minimum',
      left: { op: 'maximum', left: plus(times(constant(0.2), X), constant(0.5)), right: constant(0) },
      right: constant(1),
    },
  ],
  [
    { name: 'hardSwish' },
    { op: 'divide', left: times(X, { op: 'relu6', of: plus(X, constant(3)) }), right: constant(6) },
  ],
  [
    { name: 'elu', alpha: 1 },
    { op: 'choose', left: X, right: constant(0), above: X, below: { op: 'expm1', of: X } },
  ],
  [{ name: 'softsign' }, { op: 'divide', left: X, right: plus(constant(1), { op: 'abs', of: X }) }],
  [{ name: 'selu' }, { op: 'selu', of: X }],
];
