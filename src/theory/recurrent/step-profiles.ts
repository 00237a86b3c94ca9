import type { Profile } from '../profile.ts';
import { mean } from './between-steps.ts';

/** Second moments of steps over their average. */
export function profileOf(moments: readonly number[]): Profile | null {
  const average = mean(moments);
  return moments.length > 1 && average > 0 ? [Float64Array.from(moments, (moment) => moment / average)] : null;
}

/** One factor a step: a profile's if it is one of as many steps. */
export function overSteps(profile: Profile | null, count: number): Float64Array {
  const [factors, ...others] = profile ?? [];
  return factors?.length === count && others.length === 0 ? factors : new Float64Array(count).fill(1);
}
