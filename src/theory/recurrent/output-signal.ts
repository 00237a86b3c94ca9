import { addSpreads, correlation, NO_SPREAD, type Signal } from '../signal.ts';
import { keptOverSteps, mean } from './between-steps.ts';
import type { CellStep, StateMoments } from './cell-moments.ts';
import { profileOf } from './step-profiles.ts';

/**
 * The states that leave the layer, as one signal of their average moments.
 * @param input as the cell sees it, under its masks. @param places of a state.
 */
export function outputSignal(input: Signal, units: number, counted: readonly CellStep[], places: number): Signal {
  const secondMoment = mean(counted.map(({ after }) => after.secondMoment));
  const average = mean(counted.map(({ after }) => after.mean));
  const spread = Math.max(0, secondMoment - average ** 2);
  const alike = (pair: number) => average ** 2 + correlation(input, pair) * spread;
  const share = (read: (state: StateMoments) => number) =>
    secondMoment > 0 ? Math.min(1, mean(counted.map(({ after }) => read(after))) / secondMoment) : 0;
  const next = share(({ nextPair }) => nextPair);
  const far = Math.min(
    next,
    share(({ farPair }) => farPair),
  );
  const fade = mean(counted.map(({ after }) => after.pairFade));
  const near = fade > 0 ? keptOverSteps(fade, counted.length) / fade : 0;
  return {
    positions: counted.length * places,
    units,
    mean: average,
    secondMoment,
    pairs: {
      example: alike(input.pairs.example),
      elsewhere: alike(input.pairs.elsewhere),
      position: secondMoment * (far + (next - far) * near),
      unit: average ** 2,
      both: average ** 2,
    },
    law: null,
    profile: places === 1 ? profileOf(counted.map(({ after }) => after.secondMoment)) : null,
    sizes: null,
    persistence: counted.length > 1 && places === 1 ? { next, far, fade } : null,
    spread: addSpreads(input.spread, input.sampling),
    sampling: secondMoment > 0 ? { own: Math.log1p(2 / units), shared: 0 } : NO_SPREAD,
  };
}
