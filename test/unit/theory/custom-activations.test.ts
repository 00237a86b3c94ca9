import assert from 'node:assert/strict';
import type { Activation } from '../../../src/model/activation.ts';
import { constant, type Expression, X } from '../../../src/model/expression.ts';
import { exactScale, gains, stability } from '../../../src/theory/gains.ts';
import { moments } from '../../../src/theory/moments.ts';
import { WRITTEN_OUT } from '../../builders/written-out.ts';

function custom(expression: Expression): Activation {
  return { name: 'custom', written: 'f', expression };
}

function close(actual: number | undefined, expected: number | undefined, what: string): void {
  assert.ok(actual !== undefined && expected !== undefined, what);
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.abs(expected) + 1e-13, `${what}: ${actual} for ${expected}`);
}

describe('custom activations', () => {
  for (const [named, expression] of WRITTEN_OUT) {
    it(`have the moments of ${JSON.stringify(named)} where that is written out`, () => {
      for (const [mean, variance] of [
        [0, 1],
        [0, 0.01],
        [0.8, 4],
        [-1, 30],
      ] as const) {
        const [own, known] = [moments(custom(expression), mean, variance), moments(named, mean, variance)];
        close(own?.mean, known?.mean, 'm');
        close(own?.secondMoment, known?.secondMoment, 'q');
        close(own?.slopeSecondMoment, known?.slopeSecondMoment, 'd');
      }
      close(gains(custom(expression))?.deviation, gains(named)?.deviation, '1 / std');
      close(exactScale(custom(expression)) ?? 0, exactScale(named) ?? 0, 'scale');
      close(stability(custom(expression))?.chi ?? 0, stability(named)?.chi ?? 0, 'chi');
    });
  }

  it('are integrated across kinks of their own', () => {
    // max(x, 0.3 x + 0.7): a kink at 1; E[f^2] by the two halves of a truncated normal.
    const bent: Expression = {
      op: 'maximum',
      left: X,
      right: { op: 'add', left: { op: 'multiply', left: constant(0.3), right: X }, right: constant(0.7) },
    };
    const at = moments(custom(bent), 0, 1);
    const step = 1e-4;
    let second = 0;
    for (let z = -10; z < 10; z += step) {
      const middle = z + step / 2;
      second +=
        ((Math.max(middle, 0.3 * middle + 0.7) ** 2 * Math.exp((-middle * middle) / 2)) / Math.sqrt(2 * Math.PI)) *
        step;
    }
    // The rectangle rule's error is of order step^2.
    assert.ok(at !== null && Math.abs(at.secondMoment - second) < 1e-7, `${at?.secondMoment} for ${second}`);
  });
});
