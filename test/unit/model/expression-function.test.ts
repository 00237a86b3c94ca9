import assert from 'node:assert/strict';
import { scalarFunction } from '../../../src/model/activation-function.ts';
import { affine } from '../../../src/model/affine.ts';
import { constant, type Expression, X } from '../../../src/model/expression.ts';
import { expressionFunction } from '../../../src/model/expression-function.ts';
import { plus, times, WRITTEN_OUT } from '../../builders/written-out.ts';

describe('expressionFunction', () => {
  for (const [named, expression] of WRITTEN_OUT) {
    it(`is ${JSON.stringify(named)} where that is written out`, () => {
      const known = scalarFunction(named);
      assert.ok(known !== null);
      const written = expressionFunction(expression);
      for (const x of [-40, -7.3, -3.1, -1, -0.2, 0.3, 1.7, 3.2, 8, 50]) {
        // erf by its rational approximation: 1e-12 of values up to 50.
        assert.ok(Math.abs(written.value(x) - known.value(x)) < 1e-10, `f(${x}) is ${written.value(x)}`);
        assert.ok(
          Math.abs(written.derivative(x) - known.derivative(x)) < 1e-10,
          `f'(${x}) is ${written.derivative(x)}`,
        );
      }
      assert.deepEqual(
        written.kinks.map((kink) => Number(kink.toFixed(9))),
        known.kinks,
      );
    });
  }

  it('differentiates powers, roots, logarithms and waves', () => {
    const curves: readonly Expression[] = [
      { op: 'power', left: { op: 'abs', of: X }, right: constant(1.5) },
      { op: 'power', left: constant(2), right: X },
      { op: 'sqrt', of: plus(constant(1), { op: 'square', of: X }) },
      { op: 'log', of: plus(constant(1), { op: 'exp', of: { op: 'negate', of: X } }) },
      { op: 'log1p', of: { op: 'square', of: { op: 'sin', of: X } } },
      { op: 'divide', left: { op: 'cos', of: X }, right: plus(constant(2), { op: 'atan', of: X }) },
    ];
    for (const curve of curves) {
      const { value, derivative } = expressionFunction(curve);
      for (const x of [-2.3, -0.4, 0.7, 3.1]) {
        const difference = (value(x + 1e-5) - value(x - 1e-5)) / 2e-5;
        // The step's square, and rounding over the step.
        assert.ok(Math.abs(derivative(x) - difference) < 1e-8, `${JSON.stringify(curve)} at ${x}`);
      }
    }
  });

  it('tells straight lines from curves', () => {
    assert.deepEqual(affine(plus(times(constant(2), X), constant(1))), { scale: 2, offset: 1 });
    assert.equal(affine({ op: 'tanh', of: X }), null);
    assert.equal(affine({ op: 'maximum', left: X, right: constant(-30) }), null);
  });
});
