import type { Signal } from '../signal.ts';
import { curveOf } from './curve.ts';
import { passageOf } from './passage.ts';
import { type Response, withoutAlong } from './response.ts';
import { sizeLaw } from './size-law.ts';
import { type Passed, passedBack, passedToInputs } from './way-back.ts';

/**
 * How a gradient goes along with the draws of a weighted sum's input, and what of it came back along that.
 * @param response to the draws of the sum.
 * @param isFollowed whether one sum's inputs meet it alone, with weights of mean 0: else what lies along them is left out.
 */
export function towardsInput(response: Response | null, input: Signal, output: Signal, isFollowed: boolean): Passed {
  const passed = isFollowed
    ? passedToInputs(response, sizeLaw(output), input.units)
    : { response: withoutAlong(response), factor: 1 };
  if (passed.response === null || input.sampling.own === 0) return passed;
  return { ...passed, response: beforeSampling(passed.response, input) };
}

const LINEAR = curveOf({ name: 'linear' });

/** Behind another weighted sum: what its units' average adds is not yet in the law of their variance. */
function beforeSampling(response: Response, input: Signal): Response | null {
  if (LINEAR === null || input.spread.own === 0 || input.secondMoment === 0) return null;
  const passage = passageOf(LINEAR, sizeLaw(input), Math.log(input.secondMoment), input.sampling.own);
  return passedBack(response, passage, input.units, 1).response;
}
