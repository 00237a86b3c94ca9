import assert from 'node:assert/strict';
import type { Activation } from '../../../../src/model/activation.ts';
import { curveOf } from '../../../../src/theory/finite-width/curve.ts';
import { expected, placeOf } from '../../../../src/theory/finite-width/grid.ts';
import { type Passage, passageOf } from '../../../../src/theory/finite-width/passage.ts';
import { together } from '../../../../src/theory/finite-width/response.ts';
import { type SizeShape, sizeLaw } from '../../../../src/theory/finite-width/size-law.ts';
import { passedBack, passedToInputs } from '../../../../src/theory/finite-width/way-back.ts';

const WIDTH = 64;

function law(logVariance: number, sizes: SizeShape = null) {
  return sizeLaw({ spread: { own: logVariance, shared: 0 }, sizes });
}

function passage(activation: Activation, spread: number, mean = 1, excess = 5): Passage {
  const curve = curveOf(activation);
  assert.ok(curve);
  return passageOf(curve, law(spread), Math.log(mean), Math.log1p(excess / WIDTH));
}

function near(actual: number, expected: number, within = 1e-6): void {
  assert.ok(Math.abs(actual - expected) < within, `${actual} for ${expected}`);
}

describe('the way of a size over draws', () => {
  it('keeps a relu net’s mean, adds to its log-variance and leaves it log-normal', () => {
    const { size, deviation, leaving, sampled } = passage({ name: 'relu' }, 0.3);
    near(size, -Math.LN2);
    near(sampled, Math.log1p(5 / WIDTH));
    near(deviation ** 2, 0.3 + Math.log1p(5 / WIDTH));
    const moment = (k: number) => expected(leaving.weights, (j) => placeOf(leaving.grid, j) ** k);
    [1, 0, 1, 0, 3].forEach((expected, k) => {
      near(moment(k), expected, 2e-3);
    });
    const { centre } = law(deviation ** 2, leaving);
    near(centre, -(deviation ** 2) / 2, 1e-3);
  });

  it('is skewed by what does not scale: silu lets large draws grow faster than small ones', () => {
    const { leaving } = passage({ name: 'silu' }, 1, 0.1);
    const skew = expected(leaving.weights, (j) => placeOf(leaving.grid, j) ** 3);
    assert.ok(skew > 0.02 && skew < 0.5, `${skew}`);
  });

  it('ends in a grid of bounded length however far draws stray', () => {
    const { leaving } = passage({ name: 'relu' }, 100);
    assert.ok(leaving.grid.count < 200, `${leaving.grid.count}`);
    near(
      leaving.weights.reduce((sum, weight) => sum + weight, 0),
      1,
    );
  });
});

describe('the way back', () => {
  it('keeps a relu net’s gradient independent of the draws of its signal', () => {
    const back = passedBack(null, passage({ name: 'relu' }, 0.3), WIDTH, 0.5);
    near(back.factor, 1);
    assert.ok(back.response);
    for (const value of back.response.size) near(value, 1);
    for (const value of back.response.along) near(value, 0);
  });

  it('gives saturating units smaller gradients where the signal is large, and less of them along it', () => {
    const law = passage({ name: 'tanh' }, 0.3, 1, 0.6);
    const { response } = passedBack(null, law, WIDTH, 0.464403);
    assert.ok(response);
    const [small = 0, large = 0] = [response.size[10], response.size[40]];
    assert.ok(small > 1 && large < 1, `${small}, ${large}`);
    // E[x^2 tanh'(x)^2] / E[tanh'(x)^2] is below 1: the largest inputs have the smallest slopes.
    assert.ok((response.along[24] ?? 0) < -0.3, `${response.along[24]}`);
    const passed = passedToInputs(response, law.entering, WIDTH);
    assert.ok(passed.factor < 1 - 0.3 / WIDTH && passed.factor > 1 - 1 / WIDTH, `${passed.factor}`);
    assert.ok(together(response, law.entering) < 1);
  });
});
