import assert from 'node:assert/strict';
import type { Activation } from '../../../../src/model/activation.ts';
import { type CurvePoint, curveOf } from '../../../../src/theory/finite-width/curve.ts';
import { moments } from '../../../../src/theory/moments.ts';

function at(activation: Activation, logVariance: number): CurvePoint {
  const curve = curveOf(activation);
  assert.ok(curve);
  return curve(logVariance);
}

function near(actual: number, expected: number, what: string, within = 1e-9): void {
  assert.ok(Math.abs(actual - expected) < within, `${what}: ${actual} for ${expected}`);
}

describe('curves', () => {
  it('are those of relu: what lies along the signal is passed on like all else, and moves with its size', () => {
    for (const u of [-3, 0.1, 40]) {
      const relu = at({ name: 'relu' }, u);
      near(relu.q, u - Math.LN2, 'q');
      near(relu.d, -Math.LN2, 'd');
      near(relu.excess, 5, 'excess');
      near(relu.slopeTilt, 1, 'slope tilt');
      near(relu.along, 1, 'along');
      near(relu.radial, 0.5, 'radial');
      near(relu.radialTilt, 5, 'radial tilt');
      near(relu.coherent, 0.5, 'coherent');
      near(relu.coherentShift, 0, 'coherent shift');
      near(relu.coherentTilt, 5, 'coherent tilt');
    }
  });

  it('go through the moments between their points', () => {
    for (const activation of [{ name: 'silu' }, { name: 'tanh' }, { name: 'selu' }] as const) {
      for (const u of [-5.13, -0.37, 0.88, 6.6]) {
        const exact = moments(activation, 0, Math.exp(u));
        assert.ok(exact);
        const { q, d, excess } = at(activation, u);
        near(q, Math.log(exact.secondMoment), `${activation.name} at ${u}: q`, 2e-4);
        near(d, Math.log(exact.slopeSecondMoment), `${activation.name} at ${u}: d`, 2e-4);
        near(excess, exact.fourthMoment / exact.secondMoment ** 2 - 1, `${activation.name} at ${u}: excess`, 2e-3);
      }
    }
  });

  it('are none for softmax', () => assert.equal(curveOf({ name: 'softmax' }), null));
});
