import assert from 'node:assert/strict';
import { constant, type Expression, X } from '../../src/model/expression.ts';
import { isExpression } from '../../src/protocol/expression-guard.ts';
import { WRITTEN_OUT } from '../builders/written-out.ts';

/** tanh(tanh(...x)). */
function nested(depth: number): Expression {
  return depth === 0 ? X : { op: 'tanh', of: nested(depth - 1) };
}

describe('isExpression', () => {
  it('accepts what the frontends make', () => {
    for (const [, expression] of WRITTEN_OUT) assert.ok(isExpression(structuredClone(expression)));
    assert.ok(isExpression(nested(59)));
  });

  it('refuses what is none, or larger than any activation', () => {
    for (const [i, value] of [
      null,
      'x',
      { op: 'y' },
      { op: 'number', value: '1' },
      { op: 'tanh' },
      { op: 'add', left: X },
      { op: 'choose', left: X, right: X, above: X },
      { op: 'add', left: X, right: { op: 'eval', of: X } },
      nested(60),
      nested(5000),
    ].entries()) {
      assert.equal(isExpression(value), false, `case ${i}`);
    }
    const endless: Record<string, unknown> = { op: 'tanh' };
    endless.of = endless;
    assert.equal(isExpression(endless), false);
    assert.ok(isExpression(constant(2)));
  });
});
